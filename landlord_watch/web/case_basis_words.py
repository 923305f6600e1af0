"""Words for what a request for transfer rests on, and for the papers that follow its letters."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from landlord_watch.cases.models import CaseAnnex
from landlord_watch.cases.rules.annexes import AnnexKind
from landlord_watch.cases.rules.basis import (
    ONGOING_SUBJECTS,
    OTHER_LAW,
    Basis,
    Representative,
    Stance,
)
from landlord_watch.documents.rules import Slot
from landlord_watch.kernel.statutes import statute
from landlord_watch.web import format as written

STANCES: Final[Mapping[str, LazyString]] = {
    Stance.WANTS.value: lazy_gettext("Vill att den andra kommunen tar över"),
    Stance.OPPOSES.value: lazy_gettext("Motsätter sig det"),
    Stance.NO_VIEW.value: lazy_gettext("Har ingen uppfattning"),
}
REPRESENTATIVES: Final[Mapping[str, LazyString]] = {
    Representative.NONE.value: lazy_gettext("Nej, ingen"),
    Representative.TRUSTEE.value: lazy_gettext("God man"),
    Representative.ADMINISTRATOR.value: lazy_gettext("Förvaltare"),
    Representative.APPOINTED_GUARDIAN.value: lazy_gettext("Särskilt förordnad vårdnadshavare"),
}
ONGOING: Final[Mapping[str, LazyString]] = {
    "financial_assistance": lazy_gettext("Ekonomiskt bistånd"),
    "other_support": lazy_gettext("Annan insats enligt socialtjänstlagen"),
    "investigation": lazy_gettext("Utredning som rör en vuxen"),
    "child_investigation": lazy_gettext("Utredning som rör ett barn"),
    OTHER_LAW: lazy_gettext("Något annat, till exempel LVU eller LVM"),
}
#: What each fact is called, where it is missing and where it is written.
FACTS: Final[Mapping[str, LazyString]] = {
    "ties": lazy_gettext("Varför anknytningen är starkast till den andra kommunen"),
    "stance": lazy_gettext("Vad säger personen om att den andra kommunen tar över?"),
    "wishes": lazy_gettext("Personens önskemål, och varför"),
    "override": lazy_gettext("Skäl att flytta ärendet fast personen motsätter sig det"),
    "view_of_child_over_15": lazy_gettext("Vad barn som har fyllt 15 år säger"),
    "view_of_child": lazy_gettext("Vad barn under 15 år säger, eller varför de inte har frågats"),
    "representative": lazy_gettext("Har personen någon som företräder den?"),
    "view_of_representative": lazy_gettext("Vad företrädaren säger"),
    "ongoing": lazy_gettext("Det ärende som pågår här: vilken insats eller åtgärd"),
    "ongoing_subject": lazy_gettext("Vad ärendet gäller"),
    "ongoing_law": lazy_gettext("Lagrum, om det är något annat"),
    "lasts_until": lazy_gettext("Behovet varar minst till och med"),
    "duration": lazy_gettext("Hur länge behovet beräknas bestå, och hur ni vet det"),
    "circumstances": lazy_gettext("Andra omständigheter"),
    "child_short_term": lazy_gettext("Vad en överflyttning betyder för barnet på kort sikt"),
    "child_long_term": lazy_gettext("Vad en överflyttning betyder för barnet på lång sikt"),
}
ANNEX_KINDS: Final[Mapping[str, LazyString]] = {
    AnnexKind.MINUTES.value: lazy_gettext("Justerat protokoll från nämnd eller utskott"),
    AnnexKind.CHAIR_DECISION.value: lazy_gettext("Ordförandens beslut"),
    AnnexKind.DELEGATION.value: lazy_gettext("Delegationsordning"),
    AnnexKind.REQUEST.value: lazy_gettext("Kopia av begäran"),
    AnnexKind.ANSWER.value: lazy_gettext("Kopia av svaret"),
    AnnexKind.DECISION_BASIS.value: lazy_gettext("Beslutsunderlag"),
    AnnexKind.IVO_DECISION.value: lazy_gettext("IVO:s beslut"),
    AnnexKind.OTHER.value: lazy_gettext("Annan handling"),
}
#: What is missing, where one of several would do.
ANNEXES_LACKED: Final[Mapping[str, LazyString]] = {
    **ANNEX_KINDS,
    AnnexKind.MINUTES.value: lazy_gettext(
        "Justerat protokoll, ordförandens beslut eller delegationsordning"
    ),
}
#: Which place of a letter is filled with which facts; it is filled when none of them is missing.
FILLS: Final[Mapping[Slot, Sequence[str]]] = {
    Slot.TIES: ("ties",),
    Slot.OWN_WISHES: (
        *("stance", "wishes", "override", "view_of_child_over_15", "view_of_child"),
        *("representative", "view_of_representative"),
    ),
    Slot.ONGOING: ("ongoing",),
    Slot.ONGOING_LAW: ("ongoing_subject", "ongoing_law"),
    Slot.DURATION: ("lasts_until", "duration"),
    Slot.CIRCUMSTANCES: ("circumstances", "child_short_term", "child_long_term"),
}


def ongoing_choices() -> dict[str, LazyString]:
    """What may be under way here, in the order it is offered."""
    return {code: ONGOING[code] for code in (*ONGOING_SUBJECTS, OTHER_LAW)}


def basis_values(basis: Basis, lacks: Sequence[str], *, other: str, on: date) -> Mapping[Slot, str]:
    """What of a letter the basis fills; a place of which something is missing stays empty."""
    values = {
        Slot.TIES: basis.ties.strip(),
        Slot.OWN_WISHES: "\n\n".join(_wishes(basis, other)),
        Slot.ONGOING: basis.ongoing.strip(),
        Slot.ONGOING_LAW: _ongoing_law(basis, on),
        Slot.DURATION: _duration(basis),
        Slot.CIRCUMSTANCES: "\n\n".join(_circumstances(basis)),
    }
    return {slot: "" if set(FILLS[slot]) & set(lacks) else words for slot, words in values.items()}


def _wishes(basis: Basis, other: str) -> Iterator[str]:
    if basis.stance is not None:
        yield _stance_words(basis.stance, other)
    yield from _filled(
        ("", basis.wishes),
        (gettext("Skäl för att ärendet ändå bör flyttas:"), basis.override),
        (gettext("Barn som har fyllt 15 år:"), basis.view_of_child_over_15),
        (gettext("Barn under 15 år:"), basis.view_of_child),
    )
    if basis.representative not in {None, Representative.NONE}:
        who = str(REPRESENTATIVES[str(basis.representative)])
        yield f"{who}: {basis.view_of_representative.strip()}"


def _stance_words(stance: Stance, other: str) -> str:
    return {
        Stance.WANTS: gettext("Personen vill att %(who)s ansvarar för ärendet.", who=other),
        Stance.OPPOSES: gettext("Personen motsätter sig att %(who)s tar över.", who=other),
        Stance.NO_VIEW: gettext("Personen har ingen uppfattning om vilken kommun som ska ansvara."),
    }[stance]


def _circumstances(basis: Basis) -> Iterator[str]:
    yield from _filled(
        ("", basis.circumstances),
        (gettext("För barnet på kort sikt:"), basis.child_short_term),
        (gettext("För barnet på lång sikt:"), basis.child_long_term),
    )


def _filled(*rows: tuple[str, str]) -> Iterator[str]:
    for label, words in rows:
        if words.strip():
            yield f"{label} {words.strip()}".strip()


def _duration(basis: Basis) -> str:
    if basis.lasts_until is None:
        return basis.duration.strip()
    day = written.day(basis.lasts_until)
    until = gettext("Behovet beräknas bestå minst till och med den %(day)s.", day=day)
    return f"{until} {basis.duration.strip()}"


def _ongoing_law(basis: Basis, on: date) -> str:
    if basis.ongoing_subject in ONGOING_SUBJECTS:
        return statute(basis.ongoing_subject, on=on).cited
    return basis.ongoing_law.strip()


def annex_title(annex: CaseAnnex) -> str:
    """What a paper is called: its own name, else its kind."""
    return annex.title or str(ANNEX_KINDS[annex.kind.value])


def annex_line(annex: CaseAnnex) -> str:
    """`Justerat protokoll från nämnd eller utskott, 3 februari 2026, § 12`."""
    parts = (annex_title(annex), written.day(annex.dated_on), annex.reference)
    return ", ".join(part for part in parts if part)


def annex_list(annexes: Sequence[CaseAnnex]) -> str:
    """The papers of a letter, numbered as they lie in the envelope."""
    return "\n".join(
        f"{number}. {annex_line(each)}" for number, each in enumerate(annexes, start=1)
    )
