"""What refusals about replies, meetings and the exchange of landlords say; and what was done."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

OVERSIGHT_SENTENCES: Final[Mapping[str, LazyString]] = {
    "landlord_not_told": lazy_gettext(
        "Utgåvan berättar inte om hyresvärden. Då finns inget att svara på."
    ),
    "fact_file_exists": lazy_gettext(
        "Hyresvärden har redan fått uppgifter ur den utgåvan. Öppna dem från hyresvärdens sida."
    ),
    "fact_file_taken_back": lazy_gettext("Uppgifterna är tillbakatagna. Inget mer görs med dem."),
    "fact_file_not_checked": lazy_gettext(
        "Ingen har kontrollerat uppgifterna. Anteckna kontrollen först."
    ),
    "fact_file_not_sent": lazy_gettext(
        "Uppgifterna är inte skickade. Hyresvärden kan inte ha svarat på dem ännu."
    ),
    "fact_file_sent_already": lazy_gettext("Uppgifterna är redan skickade, {sent_on}."),
    "fact_file_day_outside": lazy_gettext("Välj en dag från {earliest_on} till {latest_on}."),
    "oversight_day_not_come": lazy_gettext("Välj en dag som har kommit."),
    "fact_file_reply_still_awaited": lazy_gettext(
        "Hyresvärden har inte svarat, och kan göra det till och med {due_on}."
    ),
    "fact_file_correction_unanswered": lazy_gettext(
        "Hyresvärden säger att något är fel, och har inte fått svar. Svara på det först."
    ),
    "fact_file_correction_answered_already": lazy_gettext("Det är redan besvarat."),
    "fact_file_fact_unknown": lazy_gettext("Välj något av det som hyresvärden har fått läsa."),
    "fact_file_nothing_to_renew": lazy_gettext(
        "Det finns inget beslut att förnya: inget är beslutat, det är avslutat eller har upphört."
    ),
    "oversight_why_missing": lazy_gettext("Skriv vad det gäller, eller varför."),
    "naming_not_a_person": lazy_gettext(
        "Hyresvärden är ingen privatperson. Organisationer visas med namn utan särskilt beslut."
    ),
    "naming_already": lazy_gettext("Ett beslut om namn gäller redan."),
    "landlord_meeting_in_past": lazy_gettext("Välj i dag eller en kommande dag."),
    "landlord_meeting_over": lazy_gettext("Mötet är redan hållet eller inställt."),
    "landlord_meeting_without_item": lazy_gettext(
        "Inget står på dagordningen. Lägg till vad som togs upp först."
    ),
    "exchange_file_too_large": lazy_gettext(
        "Filen är större än {most} MB. Ingen sådan fil är så stor."
    ),
    "exchange_file_broken": lazy_gettext(
        "Filen är ingen utgåva från en annan kommun, eller har ändrats på vägen. Be om den igen."
    ),
    "exchange_of_ours": lazy_gettext("Det är vår egen kommun. Bara andra kommuners läses in."),
    "exchange_municipality_not_recorded": lazy_gettext(
        "Ingen nyckel är inlagd för kommunen {municipality_code}. Jämför fingeravtrycket med en"
        " människa där, och lägg in nyckeln först."
    ),
    "exchange_signature_wrong": lazy_gettext(
        "Filen är inte underskriven med den nyckel som är inlagd för kommunen {municipality_code}."
        " Den kan vara ändrad, eller komma från någon annan. Ring kommunen."
    ),
    "exchange_definitions_unknown": lazy_gettext(
        "Talen följer definitioner {definitions}, och här är {known} de senaste. Uppdatera"
        " programmet innan filen läses in."
    ),
    "exchange_read_already": lazy_gettext("Filen är redan inläst. Inget ändrades."),
    "exchange_period_taken": lazy_gettext(
        "Kommunens utgåva för samma period, från {starts_on} och fram till {ends_on}, gäller"
        " fortfarande här. Läs först in filen som säger att den är tillbakadragen."
    ),
    "exchange_edition_unknown": lazy_gettext(
        "Filen säger att en utgåva är tillbakadragen, och den utgåvan är inte inläst här."
    ),
    "exchange_key_missing": lazy_gettext(
        "Kommunen har ingen nyckel att skriva under med. Den som sköter driften gör en med:"
        " landlord-watch exchange make-key"
    ),
    "exchange_key_unreadable": lazy_gettext(
        "Det är ingen öppen nyckel. Den är 64 tecken: siffror och bokstäverna a–f."
    ),
    "exchange_fingerprint_differs": lazy_gettext(
        "Fingeravtrycket är inte nyckelns. Läs upp det igen, tillsammans. Lägg inte in nyckeln om"
        " det skiljer."
    ),
    "exchange_key_known": lazy_gettext("Nyckeln är redan inlagd."),
    "exchange_edition_not_standing": lazy_gettext(
        "Utgåvan är tillbakadragen, och lämnas inte. Hämta filen som säger det."
    ),
    "exchange_edition_stands": lazy_gettext("Utgåvan är inte tillbakadragen."),
}

OVERSIGHT_ACTIONS: Final[Mapping[str, LazyString]] = {
    "fact_files.read": lazy_gettext("Läste vad en hyresvärd har fått svara på"),
    "fact_files.write": lazy_gettext("Öppnade eller sände ett formulär om en hyresvärds svar"),
    "fact_files.decide": lazy_gettext("Öppnade eller sände ett formulär om beslut om en hyresvärd"),
    "exchange.read": lazy_gettext("Läste vad andra kommuner berättar om hyresvärdar"),
    "exchange.use": lazy_gettext("Öppnade eller sände något om utbyte med andra kommuner"),
    "fact_file.made": lazy_gettext("Sammanställde uppgifter att svara på"),
    "fact_file.checked": lazy_gettext("Antecknade att uppgifter är kontrollerade"),
    "fact_file.sent": lazy_gettext("Antecknade att uppgifter är skickade till en hyresvärd"),
    "fact_file.taken_out": lazy_gettext("Hämtade uppgifter till en hyresvärd som fil"),
    "fact_file.taken_back": lazy_gettext("Tog tillbaka uppgifter till en hyresvärd"),
    "fact_file.replied": lazy_gettext("Förde in en hyresvärds svar"),
    "fact_file.reply_taken_back": lazy_gettext("Tog tillbaka ett svar som var fel antecknat"),
    "fact_file.correction_claimed": lazy_gettext(
        "Antecknade att en hyresvärd säger att något är fel"
    ),
    "fact_file.correction_answered": lazy_gettext("Svarade på vad en hyresvärd säger är fel"),
    "fact_file.decided": lazy_gettext("Beslutade vad som följer av en hyresvärds uppgifter"),
    "fact_file.renewed": lazy_gettext("Förnyade ett beslut om en hyresvärd"),
    "naming.decided": lazy_gettext("Förde in ett beslut om att en hyresvärd får namnges"),
    "naming.taken_back": lazy_gettext("Tog tillbaka ett beslut om att en hyresvärd får namnges"),
    "landlord_meeting.planned": lazy_gettext("Planerade ett möte med en hyresvärd"),
    "landlord_meeting.changed": lazy_gettext("Ändrade ett möte med en hyresvärd"),
    "landlord_meeting.item_added": lazy_gettext("Lade till något på en dagordning"),
    "landlord_meeting.item_taken_out": lazy_gettext("Tog bort något från en dagordning"),
    "landlord_meeting.held": lazy_gettext("Antecknade att ett möte har hållits"),
    "landlord_meeting.cancelled": lazy_gettext("Ställde in ett möte med en hyresvärd"),
    "exchange_key.made": lazy_gettext("Gjorde en nyckel att skriva under med"),
    "municipality_key.recorded": lazy_gettext("Lade in en annan kommuns nyckel"),
    "municipality_key.taken_back": lazy_gettext("Tog tillbaka en annan kommuns nyckel"),
    "exchange.sent": lazy_gettext("Hämtade en underskriven fil till andra kommuner"),
    "exchange.received": lazy_gettext("Läste in en utgåva från en annan kommun"),
    "exchange.withdrawn": lazy_gettext("Läste in att en annan kommuns utgåva är tillbakadragen"),
}
