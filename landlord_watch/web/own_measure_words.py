"""What was to be done after a visit in words, as it stands in a person's own file."""

from collections.abc import Iterable, Iterator

from flask_babel import get_locale, gettext

from landlord_watch.retention.shapes import OwnMeasure
from landlord_watch.web import format as written
from landlord_watch.web import measure_words as words
from landlord_watch.web.papers import Section


def measures_section(measures: Iterable[OwnMeasure]) -> Section:
    """Each measure and what happened to it, a row each."""
    return Section(
        gettext("Åtgärder efter hembesök"),
        columns=[gettext("Åtgärd"), gettext("Dag"), gettext("Vad"), gettext("Anteckning")],
        rows=list(_rows(measures)),
    )


def _rows(measures: Iterable[OwnMeasure]) -> Iterator[list[str]]:
    said = words.action_words(str(get_locale() or "sv"))
    for measure in measures:
        name = said.get(measure.action, measure.action)
        due = gettext("senast %(day)s", day=written.day(measure.due_on))
        state = str(words.STATES[measure.state])
        yield [name, due, state, measure.what or "–"]
        for event in measure.events:
            more = " · ".join(part for part in (event.reference, event.place, event.note) if part)
            step = str(words.STEPS[event.step])
            yield ["", written.day(event.happened_on), step, more or "–"]
