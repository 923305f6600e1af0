"""
What a rent check says to people: the page, the journal text and a letter say the same.

The sentences lie in rents/data/rent_check_sentences.json, by language and key, since the
tablet reads them too. A step names its sentence and holds the values that go into it.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from flask_babel import gettext, ngettext

from landlord_watch.kernel.money import Money
from landlord_watch.rents.rules.findings import Verdict
from landlord_watch.rents.rules.household import Household
from landlord_watch.rents.rules.rent_check import RentCheck
from landlord_watch.rents.rules.steps import Scalar, Step
from landlord_watch.web import format as written
from landlord_watch.web.languages import language

#: More than these are listed below the answer, and only counted in it.
MOST_UNKNOWNS_NAMED = 2
#: Amounts that may be below zero carry their sign.
SIGNED = "rent_check.inclusion.open"


@cache
def _sentences() -> dict[str, dict[str, str]]:
    path = files("landlord_watch.rents").joinpath("data/rent_check_sentences.json")
    found: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def words(key: str) -> str:
    """The sentence of a key, in the language of who reads, with its names in braces."""
    return _sentences()[language()][key]


def step_sentence(step: Step, people: Mapping[str, str]) -> str:
    """A step as a sentence; `people` is label to what somebody is called here."""
    return words(step.text_key).format(**_values(step, people))


def _values(step: Step, people: Mapping[str, str]) -> dict[str, str]:
    return {name: _value(step, name, value, people) for name, value in step.values.items()}


def _value(step: Step, name: str, value: Scalar, people: Mapping[str, str]) -> str:
    if value is None:
        return written.DASH
    if name.endswith("_ore"):
        amount = Money(int(value))
        return written.kronor_signed(amount) if step.text_key == SIGNED else written.kronor(amount)
    if name.endswith("_on"):
        return written.day(date.fromisoformat(str(value)))
    if name == "label":
        return person_label(str(value), people)
    return _word(name, str(value))


def _word(name: str, value: str) -> str:
    if name == "unknowns":
        return ", ".join(unknown_words(value.split()))
    if name in {"in_rent", "norm"}:
        return words(f"says.{value}")
    return words(f"inclusion.{value}") if name == "inclusion" else value


def person_label(label: str, people: Mapping[str, str]) -> str:
    """What somebody of a check is called: a name if it is known, else `Vuxen 1`, `Barn 2`."""
    role, _, number = label.partition("-")
    if label in people:
        return people[label]
    if role == "child":
        return gettext("Barn %(number)s", number=number)
    return gettext("Vuxen %(number)s", number=number) if role == "adult" else label


def unknown_words(unknowns: Iterable[str]) -> list[str]:
    """What is not known, as phrases; each once."""
    return list(dict.fromkeys(_unknown(word) for word in unknowns))


def _unknown(word: str) -> str:
    inclusion, _, what = word.rpartition(".")
    if not inclusion:
        return words(f"unknown.{word}")
    return words(f"unknown.{what}").format(inclusion=_lower(words(f"inclusion.{inclusion}")))


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def household_words(household: Household) -> str:
    """`2 vuxna och 1 barn`."""
    adults = ngettext("%(num)d vuxen", "%(num)d vuxna", household.adults)
    if household.children == 0:
        return gettext("%(adults)s utan barn", adults=adults)
    children = ngettext("%(num)d barn", "%(num)d barn", household.children)
    return gettext("%(adults)s och %(children)s", adults=adults, children=children)


def verdict_sentence(check: RentCheck) -> str:
    """The one line that answers what was asked, with the household and the day."""
    return _of_whom_and_when(check, step_sentence(_verdict_step(check), {}))


def verdict_headline(check: RentCheck) -> str:
    """The same, short: of many things that are not known it says how many they are."""
    step = _verdict_step(check)
    values = _values(step, {})
    if len(check.unknowns) > MOST_UNKNOWNS_NAMED and "unknowns" in values:
        count = len(unknown_words(check.unknowns))
        values["unknowns"] = ngettext("%(num)d uppgift", "%(num)d uppgifter", count)
    return _of_whom_and_when(check, words(step.text_key).format(**values))


def _verdict_step(check: RentCheck) -> Step:
    return next(step for step in check.steps if step.id == "verdict")


def _of_whom_and_when(check: RentCheck, sentence: str) -> str:
    household = household_words(check.outcome.household)
    day = written.day(check.inputs.on)
    if check.verdict is Verdict.UNDECIDED:
        return gettext(
            "%(sentence)s Det gäller %(household)s, %(day)s.",
            sentence=sentence,
            household=household,
            day=day,
        )
    return gettext(
        "%(sentence)s för %(household)s, %(day)s.",
        sentence=sentence.removesuffix("."),
        household=household,
        day=day,
    )


def assessment_sentence() -> str:
    """That a person assesses it, whatever the verdict."""
    return words("rent_check.individual_assessment")


def journal_text(check: RentCheck, people: Mapping[str, str]) -> str:
    """What a caseworker may put in the journal and edit: facts, rule, sum, what is left."""
    norm_set = check.inputs.norm_set
    lines = [
        gettext("Hyreskontroll för %(day)s", day=written.day(check.inputs.on)),
        "",
        verdict_sentence(check),
        "",
        *(
            f"- {step_sentence(step, people)}"
            for step in check.steps
            if step.id not in {"verdict", "individual_assessment"}
        ),
        "",
        gettext(
            "Norm: %(name)s. %(decision)s",
            name=norm_set.name,
            decision=norm_set.decision_reference or norm_set.source,
        ),
        *(f"{words(f'flag.{flag.value}')}" for flag in check.flags),
        assessment_sentence(),
        gettext("Att ta ställning till: "),
    ]
    return "\n".join(lines)
