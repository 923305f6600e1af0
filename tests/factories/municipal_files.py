"""
The files of a municipal year, as its systems give them: workbooks and texts, with what lies
around the rows, letters of three kinds, and zeros that a spreadsheet has taken away.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from factories import lists
from factories.municipal_year import (
    BEGINS_ON,
    LANDLORDS,
    MOVED_ON,
    TURNS_ON,
    Home,
    Landlord,
    MunicipalYear,
    Paid,
    Stay,
)
from landlord_watch.imports.rules.kind import KindName

Row = Sequence[Any]

#: A mark and UTF-8, Windows, and what Excel calls Unicode.
ENCODINGS: Final = ("utf-8-sig", "cp1252", "utf-16")
#: As they are written, with a space that is no space and a comma.
THOUSANDS: Final = "\u00a0"


@dataclass(frozen=True, slots=True)
class ListFile:
    """A file that is brought; `rows`: how many of its rows are of the list."""

    kind: KindName
    source: str
    name: str
    content: bytes
    as_of_on: date
    rows: int
    is_full: bool = False


def kronor(ore: int) -> str:
    """An amount as a system prints it: `6 450,00`."""
    whole, part = divmod(abs(ore), 100)
    sign = "-" if ore < 0 else ""
    return f"{sign}{whole:,}".replace(",", THOUSANDS) + f",{part:02d}"


def comma(number: float) -> str:
    """A number with a comma."""
    return f"{number:g}".replace(".", ",")


def as_cell(number: str) -> int | str:
    """Digits as a spreadsheet keeps them: a number, without the zeros in front."""
    return int(number)


def spaced(code: str) -> str:
    return f"{code[:3]} {code[3:]}"


def hyphened(giro: str) -> str:
    return f"{giro[:4]}-{giro[4:]}"


def before(year: MunicipalYear) -> Iterator[ListFile]:
    """What is brought when the year begins, in the order that it rests on each other."""
    yield _landlords(year, BEGINS_ON, lambda one: one.giro)
    yield _own_homes(year)
    yield _homes(year, range(1, LANDLORDS // 2), lists.open_document, "ods")
    yield _homes(year, range(LANDLORDS // 2, LANDLORDS), _tabbed, "txt")
    yield _own_offers(year)
    yield _offers(BEGINS_ON, [one for one in year.homes if not _is_own(year, one)])
    known = [stay for stay in year.stays if stay.starts_on <= BEGINS_ON]
    yield _tenancies(known, BEGINS_ON, is_known=lambda _stay: False)


def when_some_move(year: MunicipalYear) -> ListFile:
    """Who has moved: the homes they left and those they came to."""
    moved = {stay.family for stay in year.stays if stay.last_on is not None}
    theirs = [stay for stay in year.stays if stay.family in moved]
    return _tenancies(theirs, MOVED_ON, is_known=lambda stay: stay.last_on is not None)


def at_the_turn(year: MunicipalYear) -> Iterator[ListFile]:
    """What is brought when half of it has passed."""
    yield _landlords(year, TURNS_ON, lambda one: one.later_giro or one.giro)
    raised = [one for one in year.homes if one.raised_ore != one.rent_ore]
    yield _offers(TURNS_ON, raised)
    yield _tenancies(year.stays, TURNS_ON, is_known=lambda stay: stay.last_on is not None)


def payments(year: MunicipalYear, month: date) -> ListFile:
    """A month's payments, as the case system gives them; its letters differ from month to month."""
    paid = year.payments_in(month)
    head = [
        *("VoucherNumber", "Name", "LocalNumber", "Amount", "PaymentMethod", "PayDate"),
        *("BillingNumber", "ConcernedMonth", "Message"),
    ]
    total = kronor(sum(one.ore for one in paid))
    rows = [
        [f"Utbetalningar boende, avser {month:%Y-%m}"],
        [],
        head,
        *(_payment(one) for one in paid),
        ["Summa", "", "", total],
        [f"Antal rader: {len(paid)}"],
    ]
    encoding = ENCODINGS[month.month % len(ENCODINGS)]
    content = lists.text(rows, encoding=encoding)
    name = f"utbetalningar-{month:%Y-%m}.csv"
    return ListFile(KindName.PAYMENTS, "Fallsystemet", name, content, month, len(paid))


def _payment(one: Paid) -> Row:
    somebody, landlord = one.stay.family.adults[0], one.stay.home.landlord
    return [
        one.reference,
        f"{somebody.family_name}, {somebody.given_name}",
        f"{somebody.number[:8]}-{somebody.number[8:]}",
        kronor(one.ore),
        "Bankgiro",
        one.paid_on.isoformat(),
        hyphened(landlord.giro_in(one.month)),
        f"{one.month:%Y-%m}",
        "Hyra, för avgiftsfritt konto",
    ]


def _landlords(year: MunicipalYear, on: date, giro_of: Callable[[Landlord], str]) -> ListFile:
    """The economy system's register of whom it pays, as a workbook."""
    rows = [
        ["Leverantörsregister, utdrag"],
        [f"Utskrivet {on}"],
        [],
        ["Leverantör", "Orgnr", "Bankgiro", "Telefon", "Kategori"],
        *(
            [one.name, as_cell(one.number), hyphened(giro_of(one)), 53_112_000 + place, "Hyra"]
            for place, one in enumerate(year.landlords)
        ),
        [f"Antal rader: {len(year.landlords)}"],
    ]
    content, count = lists.workbook(rows), len(year.landlords)
    name = f"leverantorer-{on}.xlsx"
    return ListFile(KindName.LANDLORDS, "Ekonomisystemet", name, content, on, count)


def _is_own(year: MunicipalYear, home: Home) -> bool:
    return home.landlord is year.landlords[0]


def _own_homes(year: MunicipalYear) -> ListFile:
    """The municipal company's list of what it lets, out of its property system."""
    own = [home for home in year.homes if _is_own(year, home)]
    head = [
        *("Objektnr", "Objektsadress", "Skv lägenhetsnr", "Postnr", "Ort", "ROK", "Boarea"),
        *("Fastighetsbeteckning", "Kommunkod", "Hyresvärd orgnr"),
    ]
    rows = [
        [f"{year.landlords[0].name}, objektförteckning"],
        [f"Avser uthyrda och lediga lägenheter per {BEGINS_ON}"],
        [],
        head,
        *([f"{1000 + place}-01", *_place(home), *_of_home(home)] for place, home in enumerate(own)),
        ["Summa objekt", "", "", "", "", "", comma(sum(home.area_m2 for home in own))],
        ["* Lokaler och garage med 25 % moms ingår inte"],
        ["Hyror exkl moms där sådan tas ut"],
    ]
    content = lists.text(rows, encoding="cp1252")
    name = "objekt.csv"
    return ListFile(
        KindName.DWELLINGS, "Bostadsbolaget", name, content, BEGINS_ON, len(own), is_full=True
    )


def _place(home: Home) -> Row:
    return [home.street, int(home.number), spaced(home.postal_code), home.town]


def _of_home(home: Home) -> Row:
    return [home.rooms, comma(home.area_m2), home.designation, 1460, home.landlord.number]


def _homes(
    year: MunicipalYear, places: range, write: Callable[[Iterable[Row]], bytes], ending: str
) -> ListFile:
    """What private landlords let, as they have sent it in."""
    some = [year.landlords[place] for place in places]
    theirs = [home for home in year.homes if home.landlord in some]
    head = [
        *("Adress", "Lgh nr", "Postnummer", "Postort", "Antal rum", "Yta kvm", "Fastighet"),
        *("Kommunkod", "Orgnr"),
    ]
    rows = [head, *([*_place(home), *_of_home(home)] for home in theirs)]
    name = f"privata-{places.start}.{ending}"
    return ListFile(KindName.DWELLINGS, "Privata", name, write(rows), BEGINS_ON, len(theirs))


def _tabbed(rows: Iterable[Row]) -> bytes:
    return lists.text(rows, encoding="utf-16", delimiter="\t")


RENT_HEAD: Final = (
    *("Adress", "Lgh", "Postnr", "Månadshyra", "Gäller från"),
    *("Värme", "Varmvatten", "Vatten", "El"),
)


def _own_offers(year: MunicipalYear) -> ListFile:
    """What the municipal company asks, as a workbook with numbers and days of its own."""
    own = [home for home in year.homes if _is_own(year, home)]
    rows = [
        ["Hyreslista", "", "", "", BEGINS_ON.isoformat()],
        RENT_HEAD,
        *(_offer(home, home.rent_ore / 100, BEGINS_ON) for home in own),
        ["Totalt", "", "", sum(home.rent_ore for home in own) / 100],
    ]
    content = lists.workbook(rows)
    name = "hyror.xlsx"
    return ListFile(KindName.OFFERED_RENTS, "Bostadsbolaget", name, content, BEGINS_ON, len(own))


def _offers(on: date, homes: Sequence[Home]) -> ListFile:
    """What is asked from a day on, as a text."""
    ore = [home.rent_ore if on < TURNS_ON else home.raised_ore for home in homes]
    rows = [
        RENT_HEAD,
        *(_offer(home, kronor(each), on) for home, each in zip(homes, ore, strict=True)),
        ["Källa: hyresvärdarnas egna uppgifter"],
    ]
    content = lists.text(rows, encoding="utf-8-sig" if on < TURNS_ON else "cp1252")
    name = f"hyror-{on}.csv"
    return ListFile(KindName.OFFERED_RENTS, "Hyresvärdarna", name, content, on, len(homes))


def _offer(home: Home, rent: Any, on: date) -> Row:
    place = [home.street, int(home.number), spaced(home.postal_code)]
    return [*place, rent, on.isoformat(), "Ja", "Ja", "ingår", "Nej"]


def _tenancies(stays: Sequence[Stay], on: date, *, is_known: Callable[[Stay], bool]) -> ListFile:
    """Who rents what, as the municipality keeps it; `is_known`: whether its end is."""
    is_full = on != MOVED_ON  # of those who moved alone
    head = [
        *("Hyresgäst personnummer", "Objektsadress", "Lgh", "Postnr", "Orgnr", "Kontraktstyp"),
        *("Fr.o.m.", "T.o.m.", "Månadshyra", "Kontrakt sett"),
        *("Värme", "Varmvatten", "Vatten", "El", "Möblerad", "P-plats"),
    ]
    rows = [
        ["Hyresgästförteckning över hushåll med bistånd"],
        head,
        *(_tenancy(stay, on, stay.last_on if is_known(stay) else None) for stay in stays),
        ["Sida 1 av 1"],
    ]
    content = lists.text(rows, encoding="utf-8-sig")
    name = f"hyresgaster-{on}.csv"
    return ListFile(KindName.TENANCIES, "Handläggarna", name, content, on, len(stays), is_full)


def _tenancy(stay: Stay, on: date, last_on: date | None) -> Row:
    home, number = stay.home, stay.family.adults[0].number
    return [
        f"{number[:8]}-{number[8:]}",
        *(home.street, int(home.number), spaced(home.postal_code), as_cell(home.landlord.number)),
        "Förstahand",
        stay.starts_on.strftime("%d.%m.%Y"),
        "" if last_on is None else last_on.isoformat(),
        kronor(stay.rent_ore(on)),
        "Ja",
        *("Ja", "Ja", "Ja", "?" if home.rooms == 1 else "Nej", "Nej", "Nej"),
    ]
