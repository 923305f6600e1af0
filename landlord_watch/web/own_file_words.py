"""A person's own file in words, the same on the page where it is looked through and in the PDF."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_babel import get_locale, gettext

from landlord_watch.kernel.money import Money
from landlord_watch.retention.rules import MASK
from landlord_watch.retention.shapes import (
    Consulted,
    OwnAdjustment,
    OwnArrival,
    OwnFile,
    OwnTenancy,
    OwnVisit,
)
from landlord_watch.web import adjustment_words, case_words, visit_words
from landlord_watch.web import format as written
from landlord_watch.web.actions import words_of
from landlord_watch.web.own_case_words import best_interest_section, case_section
from landlord_watch.web.own_measure_words import measures_section
from landlord_watch.web.own_move_words import move_section
from landlord_watch.web.papers import Paper, Section, as_pdf
from landlord_watch.web.retention_words import GROUNDS
from landlord_watch.web.visit_reading import questions


def own_file_pdf(content: OwnFile, *, municipality: str) -> bytes:
    """The copy as it is given out."""
    return as_pdf(
        Paper(
            title=gettext("Uppgifter om dig"),
            office=municipality,
            made_at=content.made_at,
            lead=lead(),
            sections=sections(content),
        )
    )


def lead() -> list[str]:
    """What the person is told first."""
    return [
        gettext(
            "Här står de uppgifter om dig som kommunen har i ärendet, från den tid då du hör "
            "eller hörde till hushållet."
        ),
        gettext(
            "Uppgifter om andra är maskerade (%(mask)s). Uppgifter som kan vara sekretessbelagda "
            "för att skydda någon annan är inte med. Du kan begära ett skriftligt beslut om det, "
            "som du kan överklaga.",
            mask=MASK,
        ),
    ]


def sections(content: OwnFile) -> list[Section]:
    """Every part of the file, in the order it is read."""
    return [
        _who(content),
        _memberships(content),
        _aid(content),
        *([_payments(content)] if content.payments else []),
        *(_arrival(each) for each in content.arrivals),
        *(best_interest_section(each) for each in content.best_interests),
        *(case_section(each) for each in content.cases),
        *(move_section(each) for each in content.outward_moves),
        *(_tenancy(each) for each in content.tenancies),
        *(_visit(each) for each in content.visits),
        *([measures_section(content.measures)] if content.measures else []),
        _grounds(content),
        *([_consultations(content.consultations)] if content.consultations is not None else []),
    ]


def _who(content: OwnFile) -> Section:
    others = ", ".join(
        f"{case_words.MEMBER_ROLES[role]}: {number}"
        for role, number in sorted(content.others.items())
    )
    return Section(
        gettext("Du och ärendet"),
        [
            [gettext("Namn"), content.who.name],
            [gettext("Nummer"), _number(content.who.number)],
            [gettext("Född"), _day(content.who.born_on)],
            *_of_the_household(content),
            [gettext("Andra i hushållet"), others or "–"],
            [gettext("Andra ärenden med uppgifter om dig"), str(content.other_cases)],
        ],
    )


def _of_the_household(content: OwnFile) -> Iterable[list[str]]:
    """What is said of the household, unless that would tell of another."""
    if content.case_number is not None:
        yield [gettext("Ärende"), content.case_number]
    if content.language is not None:
        language = visit_words.LANGUAGES.get(content.language, gettext("inte frågat"))
        yield [gettext("Språk"), str(language)]
    if content.is_interpreter_needed is not None:
        yield [gettext("Tolk"), _yes_or_no(is_so=content.is_interpreter_needed)]


def _number(number: str) -> str:
    return f"{number[:8]}-{number[8:]}" if number.isdigit() else number


def _memberships(content: OwnFile) -> Section:
    columns = [gettext("Räknas som"), gettext("Från"), gettext("Till"), gettext("Del av tiden")]
    return Section(
        gettext("När du hör till hushållet"),
        columns=columns,
        rows=[
            [
                str(case_words.MEMBER_ROLES[each.role]),
                _day(each.starts_on),
                _day(each.ends_on),
                f"{each.share_permille / 10:g} %",
            ]
            for each in content.memberships
        ],
    )


def _aid(content: OwnFile) -> Section:
    return Section(
        gettext("Ekonomiskt bistånd"),
        columns=[gettext("Från"), gettext("Till"), gettext("Beviljat för boende")],
        rows=[
            [_day(each.starts_on), _day(each.ends_on), _kronor(each.granted_ore)]
            for each in content.aid
        ],
    )


def _payments(content: OwnFile) -> Section:
    return Section(
        gettext("Utbetalningar"),
        columns=[gettext("Dag"), gettext("Belopp"), gettext("Avser månad"), gettext("Från")],
        rows=[
            [
                _day(each.paid_on),
                _kronor(each.amount_ore),
                f"{each.concerns_on:%Y-%m}",
                each.source,
            ]
            for each in content.payments
        ],
    )


def _arrival(arrival: OwnArrival) -> Section:
    code = arrival.from_municipality_code
    came = (
        gettext("Flytt från en kommun som inte är känd")
        if code is None
        else gettext("Flytt från %(name)s", name=written.municipality_name(code))
    )
    changed = [[gettext("Läge"), gettext("Rättad eller tillbakatagen")]]
    return Section(
        came,
        [
            *(changed if arrival.is_withdrawn else []),
            [gettext("Dag"), _day(arrival.arrived_on)],
            [gettext("Egen önskan"), str(case_words.OWN_WISHES[arrival.own_wish])],
            *_arranged(arrival),
            *([gettext("Form"), str(case_words.ARRIVAL_FORMS[each])] for each in arrival.forms),
            [gettext("Berättelse"), arrival.account or "–"],
        ],
    )


def _arranged(arrival: OwnArrival) -> list[list[str]]:
    said = [
        [gettext("Ordnades av"), str(case_words.ARRANGERS[arrival.arranged_by])],
        [gettext("Vem det var"), arrival.arranged_words],
        [gettext("Hyresvärd"), arrival.landlord],
        *(
            [str(case_words.MOVE_PARTS[part]), str(case_words.ARRANGERS[who])]
            for part, who in arrival.arranged_parts.items()
        ),
    ]
    return [row for row in said if row[1]]


def _tenancy(tenancy: OwnTenancy) -> Section:
    checks = [
        [gettext("Kontroll"), f"{_day(each.checked_on)}: {case_words.VERDICTS[each.verdict]}"]
        for each in tenancy.checks
    ]
    return Section(
        gettext("Hyresavtal från %(day)s", day=_day(tenancy.starts_on)),
        [
            [gettext("Bostad"), tenancy.home],
            [gettext("Hyresvärd"), tenancy.landlord],
            [gettext("Avtal"), str(case_words.CONTRACT_KINDS[tenancy.contract_kind])],
            [gettext("Till"), _day(tenancy.ends_on)],
            *(
                [gettext("Hyra från %(day)s", day=_day(each.starts_on)), _rent(each)]
                for each in tenancy.rents
            ),
            *(
                [
                    gettext("Vid sidan av hyran, från %(day)s", day=_day(each.starts_on)),
                    _aside(each),
                ]
                for each in tenancy.asides
            ),
            *checks,
            *(
                [
                    gettext("Rådrum från %(day)s", day=_day(each.starts_on)),
                    _adjustment(each),
                ]
                for each in tenancy.adjustments
            ),
        ],
    )


def _adjustment(period: OwnAdjustment) -> str:
    said = [
        gettext("till %(day)s", day=_day(period.last_on)),
        gettext("%(amount)s i månaden", amount=_kronor(period.monthly_amount_ore)),
        gettext("beslutat %(day)s", day=_day(period.decided_on)),
        period.told,
        str(adjustment_words.OUTCOMES[period.outcome]) if period.outcome else "",
        gettext("tillbakadraget") if period.is_withdrawn else "",
    ]
    return ". ".join(each.rstrip(".") for each in said if each)


def _rent(rent: Any) -> str:
    amount = _kronor(rent.monthly_rent_ore)
    basis = case_words.RENT_BASES[rent.basis]
    return f"{amount} ({basis}{gettext(', tillbakadragen') if rent.is_withdrawn else ''})"


def _aside(aside: Any) -> str:
    kind = str(case_words.ASIDE_KINDS[aside.kind])
    amount = "" if aside.amount_ore is None else f", {_kronor(aside.amount_ore)}"
    return f"{kind}{amount}{gettext(', tillbakadragen') if aside.is_withdrawn else ''}"


def _visit(visit: OwnVisit) -> Section:
    facts = [
        [gettext("Ändamål"), str(visit_words.PURPOSES[visit.purpose])],
        [gettext("Läge"), str(visit_words.STATES[visit.state])],
        [gettext("Hur det gick"), _ending(visit)],
        [gettext("Bilder"), str(visit.photos)],
        [gettext("Anteckning"), visit.note or "–"],
        *_consents(visit),
    ]
    return Section(
        gettext("Hembesök %(at)s", at=written.instant(visit.planned_at)),
        facts,
        [gettext("Vad"), gettext("Svar"), gettext("Anteckning")],
        _answers(visit),
    )


def _ending(visit: OwnVisit) -> str:
    return str(visit_words.ENDINGS[visit.ending]) if visit.ending else "–"


def _consents(visit: OwnVisit) -> Iterable[list[str]]:
    for each in visit.consents:
        purposes = ", ".join(str(visit_words.CONSENT_PURPOSES[name]) for name in each.purposes)
        yield [gettext("Ditt samtycke"), purposes or gettext("Nej")]
        if each.withdrawn_at is not None:
            yield [gettext("Tillbakataget"), written.instant(each.withdrawn_at)]


def _answers(visit: OwnVisit) -> list[list[str]]:
    asked = questions(str(get_locale() or "sv"))
    return [
        [
            asked.get(each.item, each.item),
            str(visit_words.ANSWERS.get(each.kind, each.kind)),
            "\n".join(each.notes) or "–",
        ]
        for each in visit.answers
    ]


def _grounds(content: OwnFile) -> Section:
    return Section(
        gettext("Vad som avgör hur länge akten bevaras"),
        columns=[gettext("Vad"), gettext("Beslutat")],
        rows=[[str(GROUNDS[each.ground]), _day(each.decided_on)] for each in content.grounds],
    )


def _consultations(consultations: Iterable[Consulted]) -> Section:
    return Section(
        gettext("När uppgifterna har lästs eller ändrats"),
        columns=[gettext("Dag"), gettext("Vad"), gettext("Gånger")],
        rows=[[_day(each.on), words_of(each.action), str(each.times)] for each in consultations],
    )


def _day(on: date | None) -> str:
    return "–" if on is None else written.day(on)


def _kronor(ore: int | None) -> str:
    return "–" if ore is None else written.kronor(Money(ore))


def _yes_or_no(*, is_so: bool) -> str:
    return gettext("Ja") if is_so else gettext("Nej")
