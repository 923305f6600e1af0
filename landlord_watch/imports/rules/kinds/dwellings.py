"""Lists of homes, as their owners keep them."""

import re
from collections.abc import Iterator

from landlord_watch.imports.rules.cells import (
    Problem,
    digits,
    number,
    one_of,
    party_number,
    whole,
    words,
)
from landlord_watch.imports.rules.kind import Field, Kind, KindName, Row, Setting
from landlord_watch.imports.rules.kinds.places import PLACE, place_key
from landlord_watch.kernel.municipalities import municipalities

#: As dwellings.rules reads it; told here, so that one wrong row does not stop the others.
DESIGNATION = re.compile(r"\S.* (?:[a-zåäö]{1,3}:)?[0-9]+(?::[0-9]+)?")
KIND_WORDS = {
    **dict.fromkeys(("lägenhet", "lgh", "flerbostadshus", "hyreslägenhet", "bostad"), "flat"),
    **dict.fromkeys(("hus", "villa", "småhus", "radhus", "fritidshus"), "house"),
    **dict.fromkeys(("rum", "enstaka rum", "inneboende"), "room"),
    **dict.fromkeys(("lokal", "husvagn", "källare", "inte bostad"), "not_a_home"),
}


def _check(row: Row, setting: Setting) -> Iterator[Problem]:
    del setting
    designation = row.get("designation")
    if designation is not None and not DESIGNATION.fullmatch(designation):
        yield Problem("designation_malformed", "designation", designation)
    code = row.get("municipality_code")
    if code is not None and code not in municipalities():
        yield Problem("municipality_unknown", "municipality_code", code)


DWELLINGS = Kind(
    KindName.DWELLINGS,
    (
        *PLACE,
        Field(
            "postal_town",
            "Postort",
            words(60),
            ("ort", "stad", "postadress"),
            is_required=True,
            example="Bengtsfors",
        ),
        Field(
            "kind",
            "Bostadstyp",
            one_of(KIND_WORDS),
            ("typ", "objekttyp", "hustyp", "slag", "upplåtelseform"),
            example="Lägenhet",
        ),
        Field(
            "rooms",
            "Rum",
            whole(1, 50),
            ("antal rum", "rok", "rum och kök", "storlek rum"),
            example="2",
        ),
        Field(
            "area_m2",
            "Area m²",
            number(1, 10_000),
            ("area", "yta", "kvm", "m2", "m²", "boarea", "bostadsarea", "boa", "yta kvm"),
            example="58,5",
        ),
        Field(
            "designation",
            "Fastighetsbeteckning",
            words(120),
            ("fastighet", "fastighetsbet", "beteckning", "fastighetsnamn"),
            example="Berga 1:2",
        ),
        Field(
            "municipality_code",
            "Kommunkod",
            digits(4),
            ("kommun kod", "kommunnr", "kommunnummer"),
            example="1460",
        ),
        Field(
            "landlord_number",
            "Hyresvärdens organisationsnummer",
            party_number,
            ("orgnr", "org nr", "organisationsnummer", "hyresvärd orgnr", "ägare orgnr"),
            is_masked=True,
            is_shaped=True,
            example="556999-9997",
        ),
    ),
    place_key,
    _check,
    may_be_full=True,
)
