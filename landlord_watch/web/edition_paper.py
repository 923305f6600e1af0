"""An edition as a PDF: the page's sentences, charts and tables, tagged for who listens to it."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext

from landlord_watch.infra.typesetting import typeset
from landlord_watch.oversight.queries.landlord_editions import EditionKept
from landlord_watch.oversight.rules.edition_basis import parameters_in
from landlord_watch.web import edition_story as story
from landlord_watch.web import edition_words as words
from landlord_watch.web import format as written
from landlord_watch.web.edition_parts import parts
from landlord_watch.web.edition_pictures import Picture, chart_folder, of_edition
from landlord_watch.web.edition_reading import reading
from landlord_watch.web.edition_shelf import Shelf
from landlord_watch.web.edition_tables import Part, Table


def edition_pdf(
    kept: EditionKept, shelf: Shelf, *, office: str, more: Sequence[Part] = ()
) -> bytes:
    """The edition as the board's papers have it; `more`: parts that stand beside it."""
    editions = shelf.up_to(kept)
    by = parameters_in(kept.basis["parameters"])
    pictures = of_edition(kept.told, editions, by=by)
    return typeset(
        "edition.typ",
        {
            "lang": words.tongue(),
            "title": title(kept),
            "office": office,
            "made": gettext("Gjord %(day)s", day=written.day(kept.made_on)),
            "page": gettext("Sida"),
            "withdrawn": withdrawn(kept),
            "sentences": story.sentences(kept.told, editions),
            "caveat": words.told_sentence("caveat.not_cleared"),
            "digest": gettext("Utgåvans kontrollsumma: %(digest)s", digest=kept.digest),
            "missing": gettext("Diagrammet kunde inte ritas. Talen står i tabellen."),
            "too_little": gettext("Underlaget är för litet för att något ska kunna visas."),
            "parts": [
                _part(each, pictures) for each in (*parts(kept.told, editions, by=by), *more)
            ],
            "reading": [[str(name), str(meaning)] for name, meaning in reading(by)],
            "reading_heading": gettext("Så läser du detta"),
        },
    )


def title(kept: EditionKept) -> str:
    """What an edition is called."""
    return gettext("Hyresvärdar %(period)s", period=words.period(kept.told))


def withdrawn(kept: EditionKept) -> str:
    """That it was taken back, and why; empty: it stands."""
    if kept.withdrawn is None:
        return ""
    day = written.day(kept.withdrawn.on)
    return gettext("Tillbakadragen %(day)s: %(reason)s", day=day, reason=kept.withdrawn.reason)


def _part(part: Part, pictures: Mapping[str, Picture]) -> dict[str, Any]:
    picture = pictures.get(part.code)
    drawn = picture and picture.wide and chart_folder().read(picture.wide).decode()
    return {
        "heading": part.heading,
        "lead": list(part.lead),
        "has_chart": picture is not None,
        "svg": drawn or "",
        "alt": "" if picture is None else picture.alt,
        "tables": [_table(each) for each in part.tables],
    }


def _table(table: Table) -> dict[str, Any]:
    rows: Sequence[Sequence[str]] = [[row.name, *row.cells] for row in table.rows]
    return {
        "caption": table.caption,
        "columns": list(table.columns),
        "numeric": [at - 1 for at in table.numeric],
        "rows": rows,
        "note": table.note,
        "hidden": _hidden(table),
    }


def _hidden(table: Table) -> str:
    if not table.hidden:
        return ""
    names = ", ".join(row.name for row in table.hidden)
    return gettext("Visas inte, så att inget hushåll kan pekas ut: %(names)s.", names=names)
