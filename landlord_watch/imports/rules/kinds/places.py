"""The columns that say where a home is, in every list that names one."""

from typing import Any

from landlord_watch.imports.rules.cells import dwelling_number, postal_code, words
from landlord_watch.imports.rules.kind import Field, Row

PLACE = (
    Field(
        "street_address",
        "Gatuadress",
        words(120),
        ("adress", "gata", "gatuadress", "fastighetsadress", "objektsadress", "lägenhetsadress"),
        is_required=True,
        example="Storgatan 4",
    ),
    Field(
        "dwelling_number",
        "Lägenhetsnummer",
        dwelling_number,
        ("lgh", "lghnr", "lgh nr", "lägenhetsnr", "lägenhet", "skv lägenhetsnr", "lmv lägenhetsnr"),
        example="1102",
    ),
    Field(
        "postal_code",
        "Postnummer",
        postal_code,
        ("postnr", "post nr", "pnr post"),
        is_required=True,
        is_shaped=True,
        example="666 30",
    ),
)


def place_key(row: Row) -> tuple[Any, ...]:
    """What a home is known by; letter case aside."""
    street = str(row.get("street_address", "")).lower()
    return street, row.get("postal_code"), row.get("dwelling_number", "")
