"""Whether a consent is recorded as it must be: how it was given, for what, and in which words."""

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import chain

from landlord_watch.visits.rules.consent_text import ConsentText, find_words
from landlord_watch.visits.shapes import (
    Consent,
    ConsentDecision,
    ConsentForm,
    ConsentTextRef,
    Purpose,
)


class ConsentProblem(StrEnum):
    """What is amiss with a consent record; both sides switch on it, and each has its sentence."""

    VISIT_MISSING = "visit_missing"
    PURPOSE_NOT_EXPECTED = "purpose_not_expected"
    FORM_MISSING = "form_missing"
    SIGNATURE_MISSING = "signature_missing"
    WITNESS_MISSING = "witness_missing"
    WITHDRAWAL_UNDATED = "withdrawal_undated"
    WITHDRAWAL_NOT_GRANTED = "withdrawal_not_granted"
    ADULT_TWICE = "adult_twice"


class TextProblem(StrEnum):
    """What is amiss with the words a consent says were shown."""

    UNKNOWN = "text_unknown"
    DIFFERS = "text_differs"


def check_consents(consents: Iterable[Consent]) -> tuple[tuple[str, ConsentProblem], ...]:
    """What is amiss with the consents of a visit, adult by adult."""
    kept = tuple(consents)
    times = Counter(consent.adult for consent in kept)
    each = ((consent.adult, code) for consent in kept for code in _problems_of(consent))
    twice = ((adult, ConsentProblem.ADULT_TWICE) for adult, count in times.items() if count > 1)
    return tuple(chain(each, twice))


def check_text(ref: ConsentTextRef, *, texts: Iterable[ConsentText]) -> TextProblem | None:
    """Whether the words a consent names are words of ours; None: they are."""
    words = find_words(texts, ref.id, ref.version, ref.language)
    if words is None:
        return TextProblem.UNKNOWN
    return None if words.sha256() == ref.sha256 else TextProblem.DIFFERS


def _problems_of(consent: Consent) -> Iterator[ConsentProblem]:
    if consent.decision is ConsentDecision.DECLINED:
        if consent.purposes:
            yield ConsentProblem.PURPOSE_NOT_EXPECTED
        return
    if Purpose.VISIT not in consent.purposes:
        yield ConsentProblem.VISIT_MISSING
    yield from _problems_of_form(consent)
    yield from _problems_of_withdrawal(consent)


def _problems_of_form(consent: Consent) -> Iterator[ConsentProblem]:
    if consent.form is None:
        yield ConsentProblem.FORM_MISSING
    if consent.form is ConsentForm.SIGNATURE and consent.signature is None:
        yield ConsentProblem.SIGNATURE_MISSING
    if consent.form is ConsentForm.ORAL_WITNESSED and not consent.witness.strip():
        yield ConsentProblem.WITNESS_MISSING


def _problems_of_withdrawal(consent: Consent) -> Iterator[ConsentProblem]:
    is_withdrawn = consent.decision is ConsentDecision.WITHDRAWN or consent.withdrawn_purposes
    if is_withdrawn and consent.withdrawn is None:
        yield ConsentProblem.WITHDRAWAL_UNDATED
    if not set(consent.withdrawn_purposes) <= set(consent.purposes):
        yield ConsentProblem.WITHDRAWAL_NOT_GRANTED
