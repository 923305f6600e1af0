"""Opening a case, what it stands on, what it is judged to be, and its tracks."""

from landlord_watch.cases.services.accounts import (
    AccountAsTold,
    ReadBack,
    confirm_account,
    correct_account,
    record_account,
    withdraw_account,
)
from landlord_watch.cases.services.findings import (
    FindingFacts,
    record_finding,
    withdraw_finding,
)
from landlord_watch.cases.services.judging import JudgedAs, assess_case, withdraw_assessment
from landlord_watch.cases.services.letters import (
    Sent,
    approve_letter,
    check_carried,
    discard_letter,
    note_letter_received,
    record_letter,
    send_letter,
)
from landlord_watch.cases.services.opening import (
    CaseFacts,
    close_case,
    correct_case,
    mark_matters,
    open_case,
)
from landlord_watch.cases.services.outward import record_outward_check, withdraw_outward_check
from landlord_watch.cases.services.papers import (
    AnnexFacts,
    add_annex,
    note_annex_fetched,
    withdraw_annex,
    write_basis,
)
from landlord_watch.cases.services.times import begin_times, end_time, withdraw_time
from landlord_watch.cases.services.tracks import GOES_OUT, StepFacts, start_track, take_step

__all__ = [
    "GOES_OUT",
    "AccountAsTold",
    "AnnexFacts",
    "CaseFacts",
    "FindingFacts",
    "JudgedAs",
    "ReadBack",
    "Sent",
    "StepFacts",
    "add_annex",
    "approve_letter",
    "assess_case",
    "begin_times",
    "check_carried",
    "close_case",
    "confirm_account",
    "correct_account",
    "correct_case",
    "discard_letter",
    "end_time",
    "mark_matters",
    "note_annex_fetched",
    "note_letter_received",
    "open_case",
    "record_account",
    "record_finding",
    "record_letter",
    "record_outward_check",
    "send_letter",
    "start_track",
    "take_step",
    "withdraw_account",
    "withdraw_annex",
    "withdraw_assessment",
    "withdraw_finding",
    "withdraw_outward_check",
    "withdraw_time",
    "write_basis",
]
