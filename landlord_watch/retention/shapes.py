"""A person's own file, as it is given to them: by these names in the JSON, by words in the PDF."""

from datetime import date, datetime
from hashlib import sha256

from pydantic import Field

from landlord_watch.retention.parts import OwnLetter, Part


class Who(Part):
    """The person; `born_on` None: not known."""

    name: str
    number: str
    born_on: date | None


class OwnMembership(Part):
    """When the person belonged to the household, and as what; `ends_on` is the first day not."""

    role: str
    starts_on: date
    ends_on: date | None
    share_permille: int
    is_in_school: bool


class OwnAid(Part):
    """Months with aid; `granted_ore` None: nothing decided for housing."""

    starts_on: date
    ends_on: date | None
    granted_ore: int | None


class OwnPayment(Part):
    """Aid for housing that was paid out; `concerns_on` is the first day of the month it is for."""

    paid_on: date
    amount_ore: int
    concerns_on: date
    source: str


class OwnArrival(Part):
    """That the household came from another municipality; None: which is not known."""

    from_municipality_code: str | None
    arrived_on: date
    own_wish: str
    forms: tuple[str, ...]
    account: str
    arranged_by: str = "not_known"
    arranged_words: str = ""
    #: Empty: none is named.
    landlord: str = ""
    arranged_parts: dict[str, str] = Field(default_factory=dict)
    is_withdrawn: bool = False


class OwnRent(Part):
    """What the home cost from a day on."""

    starts_on: date
    monthly_rent_ore: int
    lodger_pays_ore: int | None = None
    basis: str
    is_withdrawn: bool


class OwnAside(Part):
    """What was paid or spared beside the rent."""

    kind: str
    starts_on: date
    amount_ore: int | None
    is_withdrawn: bool


class OwnCheck(Part):
    """A rent that was compared with the norm."""

    checked_on: date
    verdict: str


class OwnAdjustment(Part):
    """Time given to find another home, and what was told of it."""

    starts_on: date
    last_on: date
    decided_on: date
    monthly_amount_ore: int
    told: str
    outcome: str
    is_withdrawn: bool


class OwnTenancy(Part):
    """A contract of the household's."""

    home: str
    landlord: str
    contract_kind: str
    starts_on: date
    ends_on: date | None
    rents: tuple[OwnRent, ...]
    asides: tuple[OwnAside, ...] = ()
    checks: tuple[OwnCheck, ...]
    adjustments: tuple[OwnAdjustment, ...]


class OwnAnswer(Part):
    """What was written of one thing in the home."""

    item: str
    checklist_version: str
    kind: str
    levels: tuple[str, ...]
    notes: tuple[str, ...]


class OwnConsent(Part):
    """What the person answered when asked."""

    decision: str
    purposes: tuple[str, ...]
    given_at: datetime
    withdrawn_at: datetime | None


class OwnVisit(Part):
    """A home visit; `ending` empty: none has been reported."""

    planned_at: datetime
    purpose: str
    state: str
    asked_how: str
    note: str
    ending: str
    home_as_found: str
    photos: int
    consents: tuple[OwnConsent, ...]
    answers: tuple[OwnAnswer, ...]


class OwnFinding(Part):
    """What speaks for, or against, that another municipality took part in the move."""

    noted_on: date
    kind: str
    code: str
    evidence: str
    note: str
    is_withdrawn: bool


class OwnAccount(Part):
    """What the person told of the move; `confirmation` None: it has not been read back."""

    told_on: date
    language: str
    is_interpreted: bool
    words: str
    coercion_words: str
    own_wish: str
    contact_consent: str
    read_back_on: date | None
    confirmation: str | None
    signature: str
    is_withdrawn: bool


class OwnAssessment(Part):
    """What a case was judged to be, and why."""

    decided_on: date
    outcome: str
    clear_own_wish: str
    reasons: str
    is_withdrawn: bool


class OwnStep(Part):
    """What happened towards the other municipality; `reference` empty: it gave no number."""

    happened_on: date
    step: str
    reference: str
    note: str


class OwnTrack(Part):
    """What was asked of the other municipality, and how far it came."""

    kind: str
    steps: tuple[OwnStep, ...]


class OwnBestInterest(Part):
    """
    What was found to be best for a child; what the child said is in no copy.

    `facts` and `weighing` None: they may be of another, and are not given out.
    """

    decided_on: date
    question: str
    heard: str
    facts: str | None
    weighing: str | None
    conclusion: str
    follows: str
    outcome_words: str
    follow_up_on: date | None
    followed_up_on: date | None
    follow_up_words: str
    is_withdrawn: bool


class OwnCost(Part):
    """What a month of the case cost the municipality, and what the money went to."""

    month_on: date
    kind: str
    amount_ore: int
    note: str
    is_withdrawn: bool


class OwnClaim(Part):
    """What was claimed of another municipality; `agreed_ore` None: not answered."""

    claimed_on: date
    amount_ore: int
    agreed_ore: int | None
    recovered_ore: int
    note: str
    answer_words: str
    is_withdrawn: bool


class OwnTime(Part):
    """
    A time of the municipality's own: what for, from when, until when, and when it was done.

    `ended_on` None: it is not done.
    """

    kind: str
    began_on: date
    last_on: date
    ended_on: date | None
    note: str
    ended_words: str
    is_withdrawn: bool


class OwnCase(Part):
    """
    A case against the municipality the household came from.

    `municipality_code` None: which one is not known. `target_groups`, `ongoing_matters`,
    `times`, `costs`, `claims` and `letters` None: they may be of another, and are not given out.
    `closed_on` None: it is open.
    """

    number: str
    record_number: str
    municipality_code: str | None
    opened_on: date
    closed_on: date | None
    target_groups: tuple[str, ...] | None
    ongoing_matters: tuple[str, ...] | None
    accounts: tuple[OwnAccount, ...]
    findings: tuple[OwnFinding, ...]
    assessments: tuple[OwnAssessment, ...]
    tracks: tuple[OwnTrack, ...]
    times: tuple[OwnTime, ...] | None
    costs: tuple[OwnCost, ...] | None
    claims: tuple[OwnClaim, ...] | None
    letters: tuple[OwnLetter, ...] | None


class OwnMeasureEvent(Part):
    """Something that happened to a measure."""

    happened_on: date
    step: str
    reference: str
    place: str
    note: str


class OwnMeasure(Part):
    """What was to be done after a visit, and what came of it."""

    action: str
    what: str
    due_on: date
    state: str
    events: tuple[OwnMeasureEvent, ...]


class OwnMovePayment(Part):
    """What was paid for a move to another municipality, in öre."""

    paid_on: date
    kind: str
    amount_ore: int
    is_assessed: bool
    note: str
    is_withdrawn: bool


class OwnMoveAssessment(Part):
    """What a move to another municipality was judged to be."""

    decided_on: date
    outcome: str
    reasons: str
    is_withdrawn: bool


class OwnMove(Part):
    """
    A move to another municipality, as it was followed up here.

    `municipality_code` None: where to is not known. `target_groups` and `matters` None: they may
    be of another, and are not given out.
    """

    moved_on: date
    municipality_code: str | None
    own_wish: str
    account: str
    contact: str
    contacted_on: date | None
    contact_note: str
    target_groups: tuple[str, ...] | None
    matters: dict[str, str] | None
    is_withdrawn: bool
    findings: tuple[OwnFinding, ...]
    payments: tuple[OwnMovePayment, ...]
    assessments: tuple[OwnMoveAssessment, ...]


class OwnGround(Part):
    """What decides how long the file is kept."""

    ground: str
    decided_on: date


class Consulted(Part):
    """On which day something was read or done with the file, what, and how many times."""

    on: date
    action: str
    times: int


class OwnFile(Part):
    """
    Everything about one person in one case, as it stood at an instant.

    None: it tells of another, and is not given out.
    """

    made_at: datetime
    case_number: str | None
    who: Who
    language: str | None
    is_interpreter_needed: bool | None
    memberships: tuple[OwnMembership, ...]
    #: Others in the household, by what they are counted as.
    others: dict[str, int]
    aid: tuple[OwnAid, ...]
    payments: tuple[OwnPayment, ...] = ()
    arrivals: tuple[OwnArrival, ...]
    best_interests: tuple[OwnBestInterest, ...] = ()
    cases: tuple[OwnCase, ...] = ()
    outward_moves: tuple[OwnMove, ...] = ()
    tenancies: tuple[OwnTenancy, ...]
    visits: tuple[OwnVisit, ...]
    measures: tuple[OwnMeasure, ...] = ()
    grounds: tuple[OwnGround, ...]
    consultations: tuple[Consulted, ...] | None
    #: Cases with other data about the person, of which a copy is made by itself.
    other_cases: int

    def fingerprint(self) -> str:
        """What tells one content from another."""
        return sha256(self.model_dump_json().encode()).hexdigest()
