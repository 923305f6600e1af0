"""What is said of a rent at second hand: a finding of its own, beside the norm."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from landlord_watch.rents.rules.sublet import LettingRule, SubletFinding, SubletVerdict
from landlord_watch.web import case_words
from landlord_watch.web import format as written
from landlord_watch.web.rent_check_view import interval_words

RULES: Mapping[LettingRule, LazyString] = {
    LettingRule.UTILITY_VALUE: lazy_gettext("Hyran jämförs med likvärdiga lägenheters."),
    LettingRule.SUBLET: lazy_gettext(
        "Vad uthyraren själv betalar, högst 15 % till för möbler, och vad det som ingår kostar."
    ),
    LettingRule.PART_OF_FLAT: lazy_gettext(
        "Den uthyrda delen av vad uthyraren själv betalar, högst 15 % till för möbler, och vad "
        "det som ingår kostar."
    ),
    LettingRule.PRIVATE_HOME: lazy_gettext(
        "En privatperson som hyr ut sin egen bostad får ta ut sin kostnad för kapital och drift. "
        "Det räknas inte ut här."
    ),
}
UNKNOWNS: Mapping[str, LazyString] = {
    "sublessor_rent": lazy_gettext("vad uthyraren själv betalar"),
    "part": lazy_gettext("hur stor del av bostaden som hyrs ut"),
    "furnished": lazy_gettext("om bostaden är möblerad"),
    "extras": lazy_gettext("vad det som ingår kostar uthyraren"),
}


@dataclass(frozen=True, slots=True)
class SubletShown:
    """A finding in words; `asks` is what to ask for, where something is not known."""

    verdict: str
    sentence: str
    rule: LazyString
    ceiling: str
    asks: list[LazyString]
    law: str
    certainty: LazyString


def show_sublet(finding: SubletFinding | None) -> SubletShown | None:
    """A finding in the language of who reads; None: it is an ordinary rent, or there is none."""
    if finding is None or finding.rule is LettingRule.UTILITY_VALUE:
        return None
    law, certainty = finding.law
    return SubletShown(
        verdict=finding.verdict.value,
        sentence=_sentence(finding),
        rule=RULES[finding.rule],
        ceiling=interval_words(finding.ceiling),
        asks=[UNKNOWNS[name] for name in finding.unknowns],
        law=law,
        certainty=case_words.CERTAINTIES[certainty],
    )


def _sentence(finding: SubletFinding) -> str:
    asked = written.kronor(finding.facts.asked)
    match finding.verdict:
        case SubletVerdict.ABOVE:
            return gettext(
                "Hyran %(asked)s ligger %(excess)s över vad som får begäras i andra hand. "
                "Hyresnämnden prövar det om hyresgästen begär det.",
                asked=asked,
                excess=written.kronor(finding.excess),
            )
        case SubletVerdict.NOT_ABOVE:
            return gettext("Hyran %(asked)s ligger inte över vad som får begäras.", asked=asked)
        case SubletVerdict.NO_CEILING:
            return gettext("För den här uthyrningen gäller en annan hyresregel.")
        case _:
            return gettext("Det kan inte avgöras om hyran %(asked)s är för hög.", asked=asked)
