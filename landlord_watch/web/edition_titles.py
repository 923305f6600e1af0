"""What each chart of an edition says over itself: what is seen first, then what is shown."""

from collections.abc import Iterable, Sequence

from flask_babel import gettext

from landlord_watch.oversight.rules.changes import Change
from landlord_watch.oversight.shapes import EditionTold, NumberTold
from landlord_watch.web import edition_words as words
from landlord_watch.web import format as written
from landlord_watch.web.chart_frames import Said
from landlord_watch.web.edition_changes import apart_from, changed

NOTHING = NumberTold()


def trend(editions: Sequence[EditionTold]) -> Said:
    """Of the municipality's numbers; the latest first."""
    now = editions[0]
    subtitle = gettext(
        "Kommunens tal i varje utgåva, efter månaden då de tolv månaderna slutar. Perioderna går"
        " in i varandra. Strecken visar hur säkra talen är (95 procent)."
    )
    source = gettext(
        "Källa: kommunens hyreskontroller, hembesök och uppgifter om inflyttning, till och med"
        " %(day)s. n står i tabellen.",
        day=written.day(words.last_day(now.ends_on)),
    )
    return Said(trend_title(editions), subtitle, source)


def trend_title(editions: Sequence[EditionTold]) -> str:
    """What became of the share of rents over the norm."""
    now = editions[0]
    before = apart_from(now, editions)
    number = now.numbers.get("I1", NOTHING)
    if before is None or not number.is_told:
        return gettext("Hur kommunens tal har gått från utgåva till utgåva")
    was = before.numbers.get("I1", NOTHING)
    values = {
        "before": words.value_words("I1", was.value),
        "now": words.value_words("I1", number.value),
    }
    match changed("I1", was, number).change:
        case Change.INCREASE:
            return gettext("Hyror över norm har ökat, från %(before)s till %(now)s", **values)
        case Change.DECREASE:
            return gettext("Hyror över norm har minskat, från %(before)s till %(now)s", **values)
        case _:
            return gettext("Ingen säkerställd förändring av hyror över norm på ett år")


def arrivals(edition: EditionTold) -> Said:
    """Of the municipalities people came from."""
    named = [each for each in edition.origins if each.count and each.code.isdigit()]
    title = gettext("Varifrån hushåll med bistånd har flyttat hit")
    if named:
        first = max(named, key=lambda each: each.count or 0)
        title = gettext("Flest hushåll med bistånd kom från %(name)s", name=origin(first.code))
    subtitle = gettext(
        "Hushåll som flyttade in och fick bistånd, efter kommunen de kom från. Kommuner med"
        " färre än fem står tillsammans."
    )
    told = [each.count for each in edition.origins if each.count is not None]
    source = gettext(
        "Källa: kommunens uppgifter om inflyttning och bistånd, %(period)s. n = %(number)s.",
        period=words.period(edition),
        number=written.number(sum(told)),
    )
    return Said(title, subtitle, source)


def origin(code: str) -> str:
    """A municipality, or what is not one."""
    if code.isdigit():
        return written.municipality_name(code)
    return gettext("Inte känt") if not code else gettext("Övriga kommuner")


def conditions(edition: EditionTold) -> Said:
    """Of what visits found."""
    beyond = signalled(edition, ("I6", "I7", "I8"))
    title = gettext("Ingen hyresvärd avviker i vad hembesöken fann")
    if len(beyond) == 1:
        title = gettext("%(name)s avviker i vad hembesöken fann", name=beyond[0])
    elif beyond:
        title = gettext(
            "%(number)s hyresvärdar avviker i vad hembesöken fann",
            number=written.number(len(beyond)),
        )
    subtitle = gettext(
        "Märket är hyresvärdens tal, strecket hur säkert det är (95 procent) och den"
        " lodräta linjen kommunen. Romb: granska. Trekant: uppmärksamma."
    )
    visits = edition.numbers.get("I7", NOTHING).of
    source = gettext(
        "Källa: kommunens hembesök, %(period)s. n = %(number)s hembesök.",
        period=words.period(edition),
        number=written.number(visits),
    )
    return Said(title, subtitle, source)


def signalled(edition: EditionTold, codes: Sequence[str]) -> list[str]:
    """Who is watched or to be looked into in any of these, in the edition's order."""
    return [
        words.landlord_name(each)
        for each in edition.landlords
        if any(each.numbers.get(code, NOTHING).signal in {"watch", "review"} for code in codes)
    ]


def money(edition: EditionTold, name: str) -> Said:
    """Of what was paid, or what was derived from rents."""
    few = edition.concentration
    title = gettext("Bistånd till boende, efter hyresvärd")
    if few is not None:
        title = gettext(
            "De fem största tar emot %(share)s av biståndet till boende",
            share=words.value_words("I3", few.top_5),
        )
    subtitle = gettext(
        "%(what)s, efter den månad det gällde. Belopp som skulle kunna röja ett hushåll visas"
        " inte.",
        what=words.AMOUNTS[name],
    )
    whole = edition.amounts[name].total
    source = gettext("Källa: kommunens utbetalningar, %(period)s.", period=words.period(edition))
    if whole is not None:
        amount = words.kronor_words(whole)
        source += " " + gettext("Hela kommunen: %(amount)s.", amount=amount)
    return Said(title, subtitle, source)


def landlord_shares(shares: Iterable[NumberTold], edition: EditionTold) -> Said:
    """Of those of one landlord's numbers that are shares."""
    beyond = [number for number in shares if number.signal in {"watch", "review"}]
    title = gettext("Ingen av andelarna avviker mer än slumpen brukar ge")
    if len(beyond) == 1:
        title = gettext("En av andelarna avviker mer än slumpen brukar ge")
    elif beyond:
        number = written.number(len(beyond))
        title = gettext("%(number)s av andelarna avviker mer än slumpen brukar ge", number=number)
    subtitle = gettext(
        "Märket är hyresvärdens tal och strecket hur säkert det är (95 procent). Det lodräta"
        " strecket är alla andra hyresvärdar tillsammans."
    )
    source = gettext(
        "Källa: kommunens hyreskontroller, hembesök och uppgifter om inflyttning, %(period)s. n"
        " står i tabellen.",
        period=words.period(edition),
    )
    return Said(title, subtitle, source)


def landlord_trend() -> Said:
    """Of how one landlord's share went."""
    return Said(
        gettext("Hyror över norm hos hyresvärden, utgåva för utgåva"),
        gettext(
            "Efter månaden då de tolv månaderna slutar. Utgåvor som inte visar talet på nytt"
            " saknas. Strecken visar hur säkert talet är (95 procent)."
        ),
        gettext("Källa: kommunens hyreskontroller."),
    )
