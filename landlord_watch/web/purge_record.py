"""The record of a purge as a PDF, in the language of who fetches it; nobody's personal data."""

from datetime import datetime

from flask_babel import get_locale, gettext

from landlord_watch.infra.typesetting import typeset
from landlord_watch.retention.queries import PurgeRow
from landlord_watch.retention.rules import rule_book
from landlord_watch.web import format as written
from landlord_watch.web.retention_words import erased_words


def record_pdf(row: PurgeRow, *, municipality: str) -> bytes:
    """A proposal, who agreed to it, and what was erased: rows by kind."""
    purge = row.purge
    return typeset(
        "purge_record.typ",
        {
            "lang": str(get_locale() or "sv"),
            "title": gettext("Gallringsprotokoll"),
            "page": gettext("Sida"),
            "office": municipality,
            "made": _instant(purge.done_at or purge.decided_at or purge.proposed_at),
            "lead": gettext(
                "Protokollet innehåller inga uppgifter om enskilda. De akter som gallrades går "
                "inte att ta fram ur det."
            ),
            "facts": [
                [gettext("Nummer"), str(purge.id)],
                [gettext("Föreslagen av"), f"{row.proposed_by}, {_instant(purge.proposed_at)}"],
                [_decided_words(row), _decided(row)],
                [gettext("Färdig"), _instant(purge.done_at)],
                [gettext("Föreslagna akter"), str(purge.proposed_files)],
                [gettext("Gallrade akter"), str(purge.erased_files)],
                [gettext("Akter som lämnades kvar"), str(purge.left_files)],
            ],
            "counts_heading": gettext("Vad som gallrades"),
            "counts_columns": [gettext("Uppgifter"), gettext("Antal")],
            "counts": [[name, str(count)] for name, count in erased_words(purge.counts)],
            "nothing": gettext("Inget."),
            "rules_heading": gettext("Regler"),
            "rules": sorted({rule.statute for rule in rule_book().rules.values()}),
        },
    )


def _decided_words(row: PurgeRow) -> str:
    return gettext("Godkänd av") if row.purge.is_approved else gettext("Avgjord av")


def _decided(row: PurgeRow) -> str:
    if row.decided_by is None:
        return gettext("ingen ännu")
    return f"{row.decided_by}, {_instant(row.purge.decided_at)}"


def _instant(at: datetime | None) -> str:
    return "–" if at is None else written.instant(at)
