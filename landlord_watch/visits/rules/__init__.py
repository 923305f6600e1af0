"""
What holds at a visit, as pure rules: the checklist, what it comes to, and consent.

The tablet has the same rules (static/pwa/src/domain); tests/vectors holds them together.
"""

from landlord_watch.visits.rules.answers import (
    Problem,
    ProblemCode,
    check_answer,
    check_answers,
    check_photos,
    kinds_offered,
)
from landlord_watch.visits.rules.applies import (
    applicable_items,
    children_for,
    fields_to_ask,
    is_shown,
)
from landlord_watch.visits.rules.checklist import (
    ChecklistUnknown,
    as_document,
    find_item,
    holds_condition,
    is_per_child,
    items_of,
    newest_checklist,
    published_checklist,
    published_checklists,
    rank,
    read_checklist,
    ref_of,
    severity_of,
)
from landlord_watch.visits.rules.completeness import Completeness, completeness_of
from landlord_watch.visits.rules.consent import (
    GOOD_TIME,
    Scope,
    may_record,
    photographed_outside_consent,
    purposes_in_force,
    recorded_outside_consent,
    scope_of,
    was_asked_in_good_time,
    zones_allowed,
)
from landlord_watch.visits.rules.consent_record import (
    ConsentProblem,
    TextProblem,
    check_consents,
    check_text,
)
from landlord_watch.visits.rules.consent_text import (
    ConsentText,
    ConsentTextUnknown,
    ConsentWords,
    as_consent_document,
    newest_consent_text,
    published_consent_texts,
    published_words,
    read_consent_text,
    ref_to,
)
from landlord_watch.visits.rules.document import Action, Checklist, Item, ItemType, Section
from landlord_watch.visits.rules.due import act_by, revisit_by
from landlord_watch.visits.rules.findings import (
    Axis,
    CountedItem,
    Moment,
    counted_items,
    effective_level,
)
from landlord_watch.visits.rules.outcome import (
    Judged,
    Reason,
    Result,
    assess,
    is_final,
    needs_second_person,
)
from landlord_watch.visits.rules.proposals import Proposal, actions_at, propose_actions
from landlord_watch.visits.rules.reading import FileUnreadable
from landlord_watch.visits.rules.situation import a_child_lives_there, group_of, is_sensitive
from landlord_watch.visits.rules.threshold import (
    Suggestion,
    computed_value,
    suggest_from_context,
    suggest_level,
)

__all__ = [
    "GOOD_TIME",
    "Action",
    "Axis",
    "Checklist",
    "ChecklistUnknown",
    "Completeness",
    "ConsentProblem",
    "ConsentText",
    "ConsentTextUnknown",
    "ConsentWords",
    "CountedItem",
    "FileUnreadable",
    "Item",
    "ItemType",
    "Judged",
    "Moment",
    "Problem",
    "ProblemCode",
    "Proposal",
    "Reason",
    "Result",
    "Scope",
    "Section",
    "Suggestion",
    "TextProblem",
    "a_child_lives_there",
    "act_by",
    "actions_at",
    "applicable_items",
    "as_consent_document",
    "as_document",
    "assess",
    "check_answer",
    "check_answers",
    "check_consents",
    "check_photos",
    "check_text",
    "children_for",
    "completeness_of",
    "computed_value",
    "counted_items",
    "effective_level",
    "fields_to_ask",
    "find_item",
    "group_of",
    "holds_condition",
    "is_final",
    "is_per_child",
    "is_sensitive",
    "is_shown",
    "items_of",
    "kinds_offered",
    "may_record",
    "needs_second_person",
    "newest_checklist",
    "newest_consent_text",
    "photographed_outside_consent",
    "propose_actions",
    "published_checklist",
    "published_checklists",
    "published_consent_texts",
    "published_words",
    "purposes_in_force",
    "rank",
    "read_checklist",
    "read_consent_text",
    "recorded_outside_consent",
    "ref_of",
    "ref_to",
    "revisit_by",
    "scope_of",
    "severity_of",
    "suggest_from_context",
    "suggest_level",
    "was_asked_in_good_time",
    "zones_allowed",
]
