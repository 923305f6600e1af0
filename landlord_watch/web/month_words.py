"""A month of rents as a page shows it: what it cost by days, and each rent from its first day."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext, ngettext

from landlord_watch.rents.queries import MonthRead
from landlord_watch.rents.rules.findings import Outcome
from landlord_watch.rents.rules.month_rent import days_of_month
from landlord_watch.web import case_words
from landlord_watch.web import format as written
from landlord_watch.web.rent_check_view import interval_words
from landlord_watch.web.rent_sentences import verdict_headline


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One rent with days in the month."""

    home: str
    starts_on: date
    days: int
    comparable: str
    sentence: str


@dataclass(frozen=True, slots=True)
class MonthShown:
    """A month in words; `notes` are about days that are doubled, without rent or free."""

    verdict: str
    sentence: str
    first_day: date
    lines: list[MonthLine]
    notes: list[str]


def show_month(read: MonthRead, day: date) -> MonthShown:
    """A month in the language of who reads."""
    outcome = read.check.outcome
    lines = [
        MonthLine(
            home=tenancy.dwelling.street_address,
            starts_on=segment.period.starts_on,
            days=days,
            comparable=interval_words(check.comparable),
            sentence=verdict_headline(check),
        )
        for (tenancy, segment), days, check in zip(
            read.segments, read.check.month.days, read.check.rents, strict=True
        )
    ]
    return MonthShown(
        verdict=outcome.verdict.value,
        sentence=_sentence(read, outcome),
        first_day=days_of_month(day)[0],
        lines=lines,
        notes=list(_notes(read)),
    )


def _sentence(read: MonthRead, outcome: Outcome) -> str:
    return gettext(
        "Månaden kostade %(rent)s mot normhyran %(norm)s: %(verdict)s.",
        rent=interval_words(read.check.month.comparable),
        norm=interval_words(outcome.norm),
        verdict=str(case_words.VERDICTS[outcome.verdict.value]).lower(),
    )


def _notes(read: MonthRead) -> list[str]:
    month = read.check.month
    notes: list[str] = []
    if month.days_doubled:
        notes.append(
            ngettext(
                "%(num)d dag betalas två hyror, som vid en flytt.",
                "%(num)d dagar betalas två hyror, som vid en flytt.",
                month.days_doubled,
            )
        )
    if month.days_without:
        notes.append(
            ngettext(
                "%(num)d dag har ingen hyra.",
                "%(num)d dagar har ingen hyra.",
                month.days_without,
            )
        )
    if read.free_days:
        notes.append(
            ngettext(
                "%(num)d dag är hyresfri. Hyran är räknad som om den betalades.",
                "%(num)d dagar är hyresfria. Hyran är räknad som om den betalades.",
                read.free_days,
            )
        )
    if read.spread:
        amount = written.kronor(read.spread)
        notes.append(gettext("Utöver hyran är %(amount)s utslaget på månaden.", amount=amount))
    return notes
