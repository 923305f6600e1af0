"""A rent check on paper: what the page says, in its order, for the file and for who writes on."""

from datetime import datetime

from flask_babel import gettext

from landlord_watch.web import format as written
from landlord_watch.web.papers import Paper, Section
from landlord_watch.web.rent_check_view import CheckShown


def check_paper(
    shown: CheckShown, *, case_number: str, home: str, landlord: str, office: str, made_at: datetime
) -> Paper:
    """A recorded check with all it rests on; what is left to assess stands last."""
    return Paper(
        title=gettext("Hyreskontroll"),
        office=office,
        made_at=made_at,
        lead=[shown.sentence, shown.assessment],
        sections=[
            _case(shown, case_number, home, landlord),
            Section(
                gettext("Fyra belopp"), [[figure.title, figure.amount] for figure in shown.figures]
            ),
            _people(shown),
            _norm(shown),
            _included(shown),
            *([Section(gettext("Om uppgifterna"), lines=_flags(shown))] if shown.flags else []),
            _steps(shown),
            Section(gettext("Journaltext"), lines=[shown.journal]),
        ],
    )


def _case(shown: CheckShown, case_number: str, home: str, landlord: str) -> Section:
    return Section(
        gettext("Ärende och bostad"),
        [
            [gettext("Ärende"), case_number],
            [gettext("Bostad"), home],
            [gettext("Hyresvärd"), landlord],
            [gettext("Avser"), written.day(shown.check.inputs.on)],
        ],
    )


def _people(shown: CheckShown) -> Section:
    return Section(
        gettext("Hushållet som det räknas"),
        columns=[
            gettext("Vem"),
            gettext("Räknas som"),
            gettext("Del av tiden"),
            gettext("Varför"),
        ],
        rows=[
            [person.name, str(person.counted_as), person.share, person.sentence]
            for person in shown.people
        ],
    )


def _norm(shown: CheckShown) -> Section:
    norm_set = shown.check.inputs.norm_set
    starts_on = norm_set.starts_on
    return Section(
        gettext("Normen"),
        [
            [gettext("Norm"), norm_set.name],
            [gettext("Rad"), shown.norm_label or gettext("ingen rad passar")],
            [
                gettext("Gäller från"),
                written.day(starts_on) if starts_on else gettext("utan datum"),
            ],
            [gettext("Beslut"), norm_set.decision_reference or gettext("inte känt")],
            [gettext("Källa"), norm_set.source],
        ],
    )


def _included(shown: CheckShown) -> Section:
    return Section(
        gettext("Vad ingår?"),
        columns=[
            gettext("Vad"),
            gettext("I hyran"),
            gettext("Belopp"),
            gettext("I normen"),
            gettext("Ändrar jämförbar hyra med"),
        ],
        rows=[
            [line.name, str(line.in_rent), line.amount, str(line.in_norm), line.effect]
            for line in shown.inclusions
        ],
    )


def _flags(shown: CheckShown) -> list[str]:
    return [flag.sentence for flag in shown.flags]


def _steps(shown: CheckShown) -> Section:
    return Section(
        gettext("Underlag, steg för steg"),
        columns=[gettext("Steg"), gettext("Källa"), gettext("Hur säker")],
        rows=[[step.sentence, step.source, str(step.certainty)] for step in shown.steps],
    )
