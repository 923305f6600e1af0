"""Words for lists: their kinds, columns, what is wrong with a row and what becomes of it."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from landlord_watch.imports.models import BatchState
from landlord_watch.imports.rules.cells import as_text
from landlord_watch.imports.rules.kind import Kind, KindName
from landlord_watch.imports.rules.planning import Outcome
from landlord_watch.imports.rules.telling import masked
from landlord_watch.kernel.money import Money
from landlord_watch.web.format import DASH, kronor
from landlord_watch.web.register_words import DWELLING_KINDS, PARTY_KINDS

KINDS: Mapping[str, LazyString] = {
    KindName.LANDLORDS.value: lazy_gettext("Hyresvärdar"),
    KindName.DWELLINGS.value: lazy_gettext("Bostäder"),
    KindName.OFFERED_RENTS.value: lazy_gettext("Utbjudna hyror"),
    KindName.TENANCIES.value: lazy_gettext("Hyresförhållanden"),
    KindName.PAYMENTS.value: lazy_gettext("Utbetalningar"),
}
STATES: Mapping[str, LazyString] = {
    BatchState.RECEIVED.value: lazy_gettext("Mottagen"),
    BatchState.STAGED.value: lazy_gettext("Granskad, inget inläst"),
    BatchState.COMMITTED.value: lazy_gettext("Inläst"),
    BatchState.UNDONE.value: lazy_gettext("Ångrad"),
    BatchState.DROPPED.value: lazy_gettext("Undanlagd utan att läsas in"),
}
OUTCOMES: Mapping[str, LazyString] = {
    Outcome.NEW.value: lazy_gettext("Nya"),
    Outcome.CHANGED.value: lazy_gettext("Ändrade"),
    Outcome.SAME.value: lazy_gettext("Oförändrade"),
    Outcome.CONFLICT.value: lazy_gettext("Säger emot registret"),
    Outcome.SEVERAL.value: lazy_gettext("Kan vara flera"),
    Outcome.STOPPED.value: lazy_gettext("Stoppade"),
    Outcome.ABSENT.value: lazy_gettext("Saknas i listan"),
}
GROUPS: Mapping[str, LazyString] = {
    Outcome.NEW.value: lazy_gettext("Lägg till de nya"),
    Outcome.CHANGED.value: lazy_gettext("Ändra det som skiljer sig"),
    Outcome.ABSENT.value: lazy_gettext("Sätt slutdag för det som saknas i listan"),
}
FIELDS: Mapping[str, LazyString] = {
    "name": lazy_gettext("Namn"),
    "number": lazy_gettext("Organisationsnummer eller personnummer"),
    "kind": lazy_gettext("Slag"),
    "phone": lazy_gettext("Telefon"),
    "email": lazy_gettext("E-post"),
    "postal_address": lazy_gettext("Postadress"),
    "is_municipal": lazy_gettext("Kommunens bolag"),
    "bankgiro": lazy_gettext("Bankgiro"),
    "plusgiro": lazy_gettext("Plusgiro"),
    "street_address": lazy_gettext("Gatuadress"),
    "dwelling_number": lazy_gettext("Lägenhetsnummer"),
    "postal_code": lazy_gettext("Postnummer"),
    "postal_town": lazy_gettext("Postort"),
    "rooms": lazy_gettext("Rum"),
    "area_m2": lazy_gettext("Area i m²"),
    "designation": lazy_gettext("Fastighetsbeteckning"),
    "municipality_code": lazy_gettext("Kommunkod"),
    "landlord_number": lazy_gettext("Hyresvärdens nummer"),
    "monthly_rent": lazy_gettext("Hyra per månad"),
    "starts_on": lazy_gettext("Från och med"),
    "last_on": lazy_gettext("Till och med"),
    "includes_heating": lazy_gettext("Värme ingår"),
    "includes_hot_water": lazy_gettext("Varmvatten ingår"),
    "includes_cold_water": lazy_gettext("Kallvatten ingår"),
    "includes_household_electricity": lazy_gettext("Hushållsel ingår"),
    "includes_furniture": lazy_gettext("Möbler ingår"),
    "includes_parking": lazy_gettext("Parkering ingår"),
    "includes_broadband": lazy_gettext("Bredband ingår"),
    "includes_storage": lazy_gettext("Förråd ingår"),
    "includes_services": lazy_gettext("Tjänster ingår"),
    "case_number": lazy_gettext("Ärendenummer"),
    "person_number": lazy_gettext("Personnummer"),
    "contract_kind": lazy_gettext("Kontrakt"),
    "share_percent": lazy_gettext("Andel i procent"),
    "is_seen": lazy_gettext("Avtalet sett"),
    "reference": lazy_gettext("Verifikationsnummer"),
    "amount": lazy_gettext("Belopp"),
    "paid_on": lazy_gettext("Utbetalningsdag"),
    "concerns_on": lazy_gettext("Avser månad"),
    "role_ends_on": lazy_gettext("Hyresvärdens roll upphör"),
}
PROBLEMS: Mapping[str, LazyString] = {
    "value_missing": lazy_gettext("Uppgiften saknas."),
    "formula_text": lazy_gettext("Cellen börjar som en formel. Skriv bara texten."),
    "error_value": lazy_gettext("Cellen innehåller ett felvärde från kalkylprogrammet."),
    "text_too_long": lazy_gettext("Texten är för lång."),
    "amount_unreadable": lazy_gettext("Beloppet går inte att läsa. Skriv till exempel 6450,50."),
    "amount_unreasonable": lazy_gettext("Beloppet är orimligt stort."),
    "amount_ambiguous": lazy_gettext(
        "Beloppet kan läsas på två sätt. Skriv 6450 eller 6,45, utan tusentalspunkt."
    ),
    "amount_zero": lazy_gettext("Beloppet är noll."),
    "day_unreadable": lazy_gettext("Datumet går inte att läsa. Skriv till exempel 2026-03-01."),
    "day_ambiguous": lazy_gettext("Datumet kan läsas på två sätt. Skriv till exempel 2026-03-01."),
    "day_unreasonable": lazy_gettext("Året är orimligt."),
    "day_in_future": lazy_gettext("Dagen har inte kommit än."),
    "day_from_number": lazy_gettext("Datumet stod som ett tal och har räknats om."),
    "number_unreadable": lazy_gettext("Talet går inte att läsa."),
    "number_unreasonable": lazy_gettext("Talet är orimligt."),
    "number_not_whole": lazy_gettext("Talet ska vara ett heltal."),
    "truth_unreadable": lazy_gettext("Skriv ja eller nej."),
    "word_unknown": lazy_gettext("Ordet är inte något av dem som går att läsa in."),
    "zero_put_back": lazy_gettext("En nolla som fallit bort först i numret har satts tillbaka."),
    "digits_unreadable": lazy_gettext("Numret har fel antal siffror."),
    "postal_code_malformed": lazy_gettext("Ett postnummer är fem siffror."),
    "dwelling_number": lazy_gettext("Ett lägenhetsnummer är fyra siffror."),
    "party_number_malformed": lazy_gettext("Numret stämmer inte: kontrollsiffran är fel."),
    "person_number_malformed": lazy_gettext("Numret stämmer inte: kontrollsiffran är fel."),
    "giro_malformed": lazy_gettext("Gironumret stämmer inte: kontrollsiffran är fel."),
    "two_accounts": lazy_gettext("Raden har både bankgiro och plusgiro."),
    "landlord_kind_unknown": lazy_gettext(
        "Skriv organisationsnummer, eller om det är ett företag eller en privatperson."
    ),
    "landlord_kind_against_number": lazy_gettext("Slaget stämmer inte med numret."),
    "landlord_named_otherwise": lazy_gettext("Numret finns redan, med ett helt annat namn."),
    "landlord_not_there": lazy_gettext("Ingen hyresvärd i registret har det numret."),
    "account_changed": lazy_gettext("Hyresvärden hade ett annat konto förut."),
    "account_of_another": lazy_gettext("Kontot hör redan till en annan hyresvärd."),
    "account_not_the_landlords": lazy_gettext("Kontot är inte känt som hyresvärdens."),
    "designation_malformed": lazy_gettext("Skriv fastigheten med trakt och nummer: Berga 1:2."),
    "municipality_unknown": lazy_gettext("Det finns ingen kommun med den koden."),
    "dwelling_kind_unknown": lazy_gettext("Skriv lägenhetsnummer eller vad det är för bostad."),
    "dwelling_not_there": lazy_gettext("Bostaden finns inte i registret. Läs in den först."),
    "rent_not_positive": lazy_gettext("Hyran måste vara mer än noll kronor."),
    "rent_unusual": lazy_gettext("Hyran är ovanlig. Är det en månadshyra?"),
    "household_not_named": lazy_gettext("Skriv ärendenummer eller personnummer."),
    "household_not_there": lazy_gettext(
        "Inget hushåll som du når har det numret. Det kan finnas hos någon annan."
    ),
    "several_households": lazy_gettext("Personen hör till flera hushåll. Skriv ärendenumret."),
    "ends_before_start": lazy_gettext("Sista dagen är före den första."),
    "tenancy_stands_otherwise": lazy_gettext(
        "Ett avtal för bostaden finns redan med en annan uppgift. Rätta det i ärendet."
    ),
    "payment_stands_otherwise": lazy_gettext("Utbetalningen finns redan med en annan uppgift."),
    "payment_without_contract": lazy_gettext("Det går inte att säga vilket avtal det gäller."),
    "row_again": lazy_gettext("Samma uppgifter står på rad %(value)s."),
    "row_contradicts": lazy_gettext("Rad %(value)s gäller samma sak och säger något annat."),
    "row_contradicted": lazy_gettext("Rad %(value)s gäller samma sak och säger något annat."),
}
UNREADABLE: Mapping[str, LazyString] = {
    "file_empty": lazy_gettext("Filen är tom."),
    "file_broken": lazy_gettext("Filen är trasig. Öppna den, spara om den och försök igen."),
    "file_locked": lazy_gettext("Filen har lösenord. Spara den utan lösenord."),
    "file_no_table": lazy_gettext("Filen är inget kalkylblad och ingen textfil med kolumner."),
    "file_is_web_page": lazy_gettext(
        "Filen är en webbsida, fast den heter något annat. Öppna den och spara som xlsx eller csv."
    ),
    "file_too_large": lazy_gettext(
        "Filen är för stor, eller har celler långt utanför listan. Ta bort tomma rader och "
        "kolumner, eller dela upp den."
    ),
    "file_unpacks_too_large": lazy_gettext("Filen packas upp till mer än ett kalkylblad får vara."),
    "too_many_columns": lazy_gettext("Bladet har fler än 256 kolumner."),
    "too_many_rows": lazy_gettext("Bladet har fler än 200 000 rader. Dela upp det."),
    "too_many_cells": lazy_gettext("Bladet har för många celler. Dela upp det."),
    "cell_too_long": lazy_gettext("En cell är längre än 4 000 tecken. Det är ingen lista."),
    "file_not_in_encoding": lazy_gettext("Filen är inte skriven med de tecknen. Välj andra."),
    "file_quote_open": lazy_gettext("Ett citattecken öppnas och stängs aldrig. Rätta filen."),
    "header_missing": lazy_gettext(
        "Ingen rad med rubriker hittades. Skriv vilken rad rubrikerna står på."
    ),
}
TABLES: Mapping[str, LazyString] = {
    "party": lazy_gettext("Hyresvärdar"),
    "party_identifier": lazy_gettext("Nummer"),
    "party_role": lazy_gettext("Roller"),
    "payee_account": lazy_gettext("Betalkonton"),
    "property": lazy_gettext("Fastigheter"),
    "dwelling": lazy_gettext("Bostäder"),
    "offered_rent": lazy_gettext("Utbjudna hyror"),
    "tenancy": lazy_gettext("Hyresförhållanden"),
    "rent": lazy_gettext("Hyror"),
    "payment": lazy_gettext("Utbetalningar"),
    # what may rest on what a list brought, and stand in the way of taking it back
    "adjustment_period": lazy_gettext("Rådrum"),
    "arrival": lazy_gettext("Flyttar från annan kommun"),
    "deficiency": lazy_gettext("Brister"),
    "dwelling_place": lazy_gettext("Platser på kartan"),
    "landlord_contact": lazy_gettext("Kontakter med hyresvärden"),
    "landlord_letter": lazy_gettext("Brev till hyresvärden"),
    "landlord_measure": lazy_gettext("Åtgärder som hyresvärden har lovat"),
    "fact_file": lazy_gettext("Faktaunderlag till hyresvärdar"),
    "fact_file_party": lazy_gettext("Hyresvärdar i faktaunderlag"),
    "landlord_dwelling_total": lazy_gettext("Hur många bostäder hyresvärdar har"),
    "landlord_meeting": lazy_gettext("Möten med hyresvärdar"),
    "naming_decision": lazy_gettext("Beslut om att nämna en hyresvärd vid namn"),
    "noted_mark": lazy_gettext("Uppgifter om hyresvärdar som är antecknade för hand"),
    "party_ownership": lazy_gettext("Vem som äger en hyresvärd"),
    "party_mark": lazy_gettext("Uppgifter som hyresvärdar är kända under"),
    "landlord_link": lazy_gettext("Kopplingar mellan hyresvärdar"),
    "payment_question": lazy_gettext("Frågor om den långsiktiga betalningsförmågan"),
    "rent_aside": lazy_gettext("Sådant som inte är hyra"),
    "rent_check": lazy_gettext("Hyreskontroller"),
    "visit": lazy_gettext("Hembesök"),
}
ENCODINGS: Mapping[str, LazyString] = {
    "": lazy_gettext("Som det verkar"),
    "utf-8": lazy_gettext("UTF-8"),
    "cp1252": lazy_gettext("Windows (cp1252)"),
    "latin-1": lazy_gettext("Latin-1"),
    "cp850": lazy_gettext("DOS (cp850)"),
    "utf-16": lazy_gettext("UTF-16"),
}
DELIMITERS: Mapping[str, LazyString] = {
    "": lazy_gettext("Som det verkar"),
    ";": lazy_gettext("Semikolon"),
    ",": lazy_gettext("Komma"),
    "\t": lazy_gettext("Tabb"),
    "|": lazy_gettext("Lodstreck"),
}
CONTRACTS: Mapping[str, LazyString] = {
    "primary_lease": lazy_gettext("Förstahand"),
    "sublease": lazy_gettext("Andrahand"),
    "lodger": lazy_gettext("Inneboende"),
    "social_lease": lazy_gettext("Socialt kontrakt"),
}
COMPANY_DIGITS = 10
MONEY = frozenset({"monthly_rent", "amount"})
VALUES: Mapping[str, LazyString] = {
    **DWELLING_KINDS,
    **PARTY_KINDS,
    **CONTRACTS,
    "yes": lazy_gettext("Ja"),
    "no": lazy_gettext("Nej"),
}


def problem(code: str, value: str = "") -> str:
    """What is wrong, as a sentence."""
    return str(PROBLEMS.get(code, code)) % {"value": value}


def value_of(kind: Kind, name: str, value: Any) -> str:
    """What a row says of a field, as people read it; what tells who somebody is, not whole."""
    if value is None or value == "":
        return DASH
    if name in MONEY:
        return kronor(Money(value))
    if isinstance(value, bool):
        return gettext("Ja") if value else gettext("Nej")
    if is_masked(kind, name, str(value)):
        return masked(str(value))
    return str(VALUES.get(value, as_text(value))) if isinstance(value, str) else as_text(value)


def cell_of(kind: Kind, name: str, cell: Any) -> str:
    """A cell as it stood in the file."""
    text = as_text(cell)
    return masked(text) if text and is_masked(kind, name, text) else text


def is_masked(kind: Kind, name: str, text: str) -> bool:
    """
    Whether a cell tells who somebody is; a company's number does not.

    Source: lag (1974:174): the third digit of a company's number is 2 or more, where a person's
    is of a month; read 2026-11-22. B.
    """
    if not any(field.is_masked for field in kind.fields if field.name == name):
        return False
    ten = "".join(sign for sign in text if sign.isdigit())[-COMPANY_DIGITS:]
    return len(ten) < COMPANY_DIGITS or ten[2] < "2"
