"""
Words for the statistics that leave the house, by the codes of tables and cells.

The data dictionary is made of these: each table with what it counts, and each cell with its name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from landlord_watch.kernel.municipalities import municipalities
from landlord_watch.oversight.rules.tables import TOGETHER
from landlord_watch.web import case_against_words, case_words, outward_words

Cells = Mapping[str, LazyString]

YES_NO: Final[Cells] = {"yes": lazy_gettext("Ja"), "no": lazy_gettext("Nej")}
OUTCOMES: Final[Cells] = {
    "unjudged": lazy_gettext("Inte bedömt ännu"),
    **case_against_words.OUTCOMES,
}
EVIDENCE: Final[Cells] = {"none": lazy_gettext("Inte antecknat"), **case_against_words.EVIDENCE}
SIZES: Final[Cells] = {
    "1": lazy_gettext("1 person"),
    "2": lazy_gettext("2 personer"),
    "3": lazy_gettext("3 personer"),
    "4": lazy_gettext("4 personer"),
    "5_or_more": lazy_gettext("5 personer eller fler"),
}
DWELLINGS: Final[Cells] = {
    "flat": lazy_gettext("Lägenhet"),
    "house": lazy_gettext("Hus"),
    "other_or_unknown": lazy_gettext("Annat, eller inte känt"),
}
LANDLORDS: Final[Cells] = {
    "municipal": lazy_gettext("Kommunalt bolag"),
    "company": lazy_gettext("Annat företag eller organisation"),
    "person_or_unknown": lazy_gettext("Privatperson, eller inte känt"),
}
RENTS: Final[Cells] = {
    "over": lazy_gettext("Över normen"),
    "within": lazy_gettext("Inte över normen"),
    "undecided_or_unchecked": lazy_gettext("Kan inte avgöras, eller inte kontrollerad"),
}
HOMES: Final[Cells] = {
    "H0": lazy_gettext("H0, inga brister"),
    "H1": lazy_gettext("H1"),
    "H2": lazy_gettext("H2"),
    "H3": lazy_gettext("H3"),
    "H4": lazy_gettext("H4, akut"),
    "not_visited": lazy_gettext("Inte besökt"),
}
LETTERS: Final[Cells] = {
    "not_sent": lazy_gettext("Ingen skrivelse skickad"),
    "sent": lazy_gettext("Skickad, inte besvarad"),
    "answered": lazy_gettext("Besvarad"),
}
TRANSFERS: Final[Cells] = {
    "not_asked": lazy_gettext("Ingen begäran skickad"),
    "waiting": lazy_gettext("Skickad, inte besvarad"),
    "agreed": lazy_gettext("Den andra kommunen sade ja"),
    "refused": lazy_gettext("Den andra kommunen sade nej"),
    "applied": lazy_gettext("Ansökan hos IVO"),
    "granted": lazy_gettext("Bifall av IVO eller domstol"),
    "rejected": lazy_gettext("Avslag av IVO eller domstol"),
}
AGES: Final[Cells] = {
    "0_5": lazy_gettext("0–5 år"),
    "6_12": lazy_gettext("6–12 år"),
    "13_17": lazy_gettext("13–17 år"),
}
OWN_MATTERS: Final[Cells] = {
    "none": lazy_gettext("Inget pågick"),
    "all_settled": lazy_gettext("Överlämnat eller avslutat"),
    "not_settled": lazy_gettext("Något var inte löst"),
}
OWN_CHILDREN: Final[Cells] = {
    "none": lazy_gettext("Inga barn"),
    "all_looked_at": lazy_gettext("Prövat för alla barn"),
    "not_all_looked_at": lazy_gettext("Inte prövat för alla barn"),
}
ALWAYS: Final[Cells] = {
    "others": lazy_gettext("Övriga och inte kända"),
    "earlier_or_unknown": lazy_gettext("En annan tid, eller inte känt"),
    TOGETHER: lazy_gettext("Dolda tillsammans"),
}


@dataclass(frozen=True, slots=True)
class TableWords:
    """A table: its title, what it counts, and its cells; no cells: municipalities or months."""

    title: LazyString
    meaning: LazyString
    cells: Cells


def _plain(title: LazyString, meaning: LazyString, cells: Cells | None = None) -> TableWords:
    return TableWords(title, meaning, cells or {})


_CASES_BY = lazy_gettext("Ärenden. Varje ärende räknas en gång.")
_GROUPS = {
    f"group_{code}": _plain(
        lazy_gettext("Målgrupp: %(group)s", group=words),
        lazy_gettext("Om hushållet hör till gruppen. Ett hushåll kan höra till flera."),
        YES_NO,
    )
    for code, words in case_against_words.TARGET_GROUPS.items()
}
_FORMS = {
    f"form_{code}": _plain(
        lazy_gettext("Form av medverkan: %(form)s", form=words),
        lazy_gettext("Det starkaste som formen vilar på. Ett ärende kan ha flera former."),
        EVIDENCE,
    )
    for code, words in case_words.ARRIVAL_FORMS.items()
    if code != "unknown"
}
_OWN_FORMS = {
    f"own_form_{code}": _plain(words, lazy_gettext("Om det är antecknat om flytten."), YES_NO)
    for code, words in outward_words.FORMS.items()
}
TABLES: Final[Mapping[str, TableWords]] = {
    "from_municipality": _plain(
        lazy_gettext("Från vilken kommun"),
        lazy_gettext("Ärenden efter kommunen som hushållet kom från. Bara de med minst fem nämns."),
    ),
    "contact_month": _plain(
        lazy_gettext("Månad för första kontakten"),
        lazy_gettext("Ärenden efter månaden då de öppnades."),
    ),
    "move_month": _plain(
        lazy_gettext("Månad för flytten"),
        lazy_gettext("Ärenden efter månaden då hushållet kom."),
    ),
    "household_size": _plain(
        lazy_gettext("Hushållets storlek"),
        lazy_gettext("Ärenden efter antalet personer i hushållet den dag ärendet öppnades."),
        SIZES,
    ),
    "outcome": _plain(
        lazy_gettext("Bedömning"),
        lazy_gettext("Ärenden efter den bedömning som gällde när statistiken gjordes."),
        OUTCOMES,
    ),
    **_GROUPS,
    **_FORMS,
    "prior_contact": _plain(
        lazy_gettext("Kontakt mellan kommunerna före flytten"), _CASES_BY, YES_NO
    ),
    "dwelling": _plain(lazy_gettext("Bostad"), _CASES_BY, DWELLINGS),
    "landlord": _plain(lazy_gettext("Hyresvärd"), _CASES_BY, LANDLORDS),
    "rent": _plain(
        lazy_gettext("Hyran mot normen"),
        lazy_gettext("Ärenden efter den senaste hyreskontrollen av den senaste bostaden."),
        RENTS,
    ),
    "home": _plain(
        lazy_gettext("Bostaden vid hembesök"),
        lazy_gettext("Ärenden efter hur bostaden var när den senast besöktes."),
        HOMES,
    ),
    "letter": _plain(lazy_gettext("Skrivelse till den andra kommunen"), _CASES_BY, LETTERS),
    "transfer": _plain(
        lazy_gettext("Begäran om överflyttning"),
        lazy_gettext("Ärenden efter hur långt den senaste begäran har kommit."),
        TRANSFERS,
    ),
    "children_by_age": _plain(
        lazy_gettext("Barn efter ålder"),
        lazy_gettext("Barn i hushållen den dag ärendet öppnades. Räknar barn, inte ärenden."),
        AGES,
    ),
    "own_outcome": _plain(
        lazy_gettext("Bedömning"),
        lazy_gettext("Flyttar efter den bedömning som gällde när svaret gjordes."),
        {"unjudged": lazy_gettext("Inte bedömd ännu"), **outward_words.OUTCOMES},
    ),
    "own_paid": _plain(
        lazy_gettext("Vad som betalades"),
        lazy_gettext("Vanligt flyttbidrag efter individuell prövning skiljs från annat."),
        outward_words.PAID,
    ),
    "own_contact": _plain(
        lazy_gettext("Kontakt med den mottagande kommunen"),
        lazy_gettext("Flyttar efter om den mottagande kommunen visste om dem."),
        outward_words.CONTACTS,
    ),
    "own_matters": _plain(
        lazy_gettext("Det som pågick hos oss"),
        lazy_gettext("Utredningar och insatser om barn, våld eller missbruk vid flytten."),
        OWN_MATTERS,
    ),
    "own_wish": _plain(
        lazy_gettext("Egen önskan"),
        lazy_gettext("Om flytten var hushållets tydliga egna önskan."),
        case_against_words.CLEAR_OWN_WISHES,
    ),
    "own_children": _plain(
        lazy_gettext("Prövning av barnets bästa"),
        lazy_gettext("Om barnets bästa är prövat för varje barn i fråga om flytten."),
        OWN_CHILDREN,
    ),
    "to_municipality": _plain(
        lazy_gettext("Till vilken kommun"),
        lazy_gettext("Bara kommuner med minst fem nämns."),
    ),
    **_OWN_FORMS,
}
MEDIANS: Final[Mapping[str, LazyString]] = {
    "move_to_contact": lazy_gettext("Från flytten till första kontakten"),
    "contact_to_letter": lazy_gettext("Från första kontakten till skrivelsen"),
    "letter_to_answer": lazy_gettext("Från skrivelsen till svaret"),
    "request_to_reply": lazy_gettext("Från begäran om överflyttning till svaret"),
    "application_to_decision": lazy_gettext("Från ansökan hos IVO till beslutet"),
    "aid_month_1": lazy_gettext("Bistånd till boende den första månaden efter flytten"),
    "aid_month_6": lazy_gettext("Bistånd till boende den sjätte månaden efter flytten"),
    "aid_month_12": lazy_gettext("Bistånd till boende den tolfte månaden efter flytten"),
}
POPULATIONS: Final[Mapping[str, LazyString]] = {
    "cases": lazy_gettext("Ärenden"),
    "children": lazy_gettext("Barn"),
    "moves": lazy_gettext("Flyttar"),
}


def title_of(code: str) -> str:
    """What a table is called; one by two things by both."""
    if code in TABLES:
        return str(TABLES[code].title)
    row, _, column = code.partition("_by_")
    return gettext("%(row)s efter %(column)s", row=title_of(row), column=title_of(column).lower())


def cell_of(table: str, code: str) -> str:
    """What a cell is called: a municipality, a month, or as the table says."""
    known = {**ALWAYS, **TABLES[table].cells}
    if code in known:
        return str(known[code])
    found = municipalities().get(code)
    return found.name if found else code


def dictionary() -> dict[str, Any]:
    """The data dictionary, as it is read by machines: each table and cell with its words."""
    return {
        "tables": [
            {
                "code": code,
                "title": str(table.title),
                "meaning": str(table.meaning),
                "cells": {each: str(words) for each, words in table.cells.items()},
            }
            for code, table in TABLES.items()
        ],
        "cells_of_any_table": {code: str(words) for code, words in ALWAYS.items()},
        "medians": {code: str(words) for code, words in MEDIANS.items()},
        "rules": rules(),
    }


def rules() -> list[str]:
    """What every table goes by, in sentences."""
    return [
        gettext("Antal under fem visas inte. Så många fler döljs att inget dolt kan räknas fram."),
        gettext("Ett tomt antal är dolt: litet, eller dolt för att skydda ett annat."),
        gettext("Hushåll med någon som har skyddade uppgifter räknas inte med alls."),
        gettext("Inga namn, nummer, adresser eller mindre områden än en kommun finns med."),
        gettext(
            "Medianer visas när minst tio räknas, avrundade till hela fem dagar eller femhundra "
            "kronor."
        ),
        gettext(
            "Perioder är hela månader och går inte in i varandra. Samma underlag, period, dag och "
            "ändamål ger samma fil."
        ),
    ]
