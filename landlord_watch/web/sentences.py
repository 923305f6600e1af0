"""
What a refusal says to people, by its code, in the language of who reads.

A sentence says what is wrong and what to do; `{}` names come from the error's context.
"""

from collections.abc import Mapping

from flask_babel import format_date, lazy_gettext
from flask_babel.speaklater import LazyString

from landlord_watch.kernel.errors import DomainError
from landlord_watch.web.case_sentences import CASE_SENTENCES
from landlord_watch.web.duty_sentences import DUTY_SENTENCES
from landlord_watch.web.import_sentences import IMPORT_SENTENCES
from landlord_watch.web.letter_sentences import LETTER_SENTENCES
from landlord_watch.web.link_sentences import LINK_SENTENCES
from landlord_watch.web.measure_sentences import MEASURE_SENTENCES
from landlord_watch.web.outward_sentences import OUTWARD_SENTENCES
from landlord_watch.web.oversight_sentences import OVERSIGHT_SENTENCES
from landlord_watch.web.visit_sentences import VISIT_SENTENCES

SENTENCES: Mapping[str, LazyString] = {
    "refused": lazy_gettext("Det gick inte."),
    "not_found": lazy_gettext("Sidan finns inte, eller så har du inte tillgång till den."),
    "not_allowed": lazy_gettext("Du har inte behörighet till det här."),
    "rule_broken": lazy_gettext("Uppgifterna stämmer inte med reglerna."),
    "gone": lazy_gettext("Det finns inte längre."),
    "conflict": lazy_gettext("Någon annan hann före. Läs om sidan och försök igen."),
    "person_number_malformed": lazy_gettext(
        "Numret stämmer inte. Skriv personnummer eller samordningsnummer med tolv siffror, "
        "eller ett tillfälligt nummer som T2026-00001."
    ),
    "organisation_number_malformed": lazy_gettext(
        "Organisationsnumret stämmer inte. Skriv tio siffror, till exempel 212000-1355."
    ),
    "dwelling_number_malformed": lazy_gettext("Ett lägenhetsnummer är fyra siffror, som 1102."),
    "postal_code_malformed": lazy_gettext("Ett postnummer är fem siffror, som 666 30."),
    "checklist_unknown": lazy_gettext(
        "Den version av checklistan som besöket gjordes med finns inte här. Be den som sköter "
        "programmet att uppdatera det."
    ),
    "consent_text_adopted": lazy_gettext(
        "Texten är redan antagen. Ta tillbaka antagandet först om något i det är fel."
    ),
    "consent_text_not_adopted": lazy_gettext("Texten är inte antagen."),
    "adopted_in_future": lazy_gettext("Skriv en dag som har kommit."),
    "consent_wording_known": lazy_gettext(
        "Precis de här orden finns redan, som version {version}. Inget ändrades."
    ),
    "consent_wording_refused": lazy_gettext(
        "Texten kunde inte läsas in. Rätta det som står i listan. Inget av den är sparat."
    ),
    "consent_text_unknown": lazy_gettext(
        "Den text som den boende fick se finns inte här. Be den som sköter programmet att "
        "uppdatera det."
    ),
    "municipality_unknown": lazy_gettext("Det finns ingen kommun med den koden eller det namnet."),
    "address_taken": lazy_gettext(
        "Bostaden finns redan: samma adress, postnummer och lägenhetsnummer."
    ),
    "designation_malformed": lazy_gettext(
        "Skriv fastigheten med trakt och nummer, utan kommunens namn, till exempel Berga 1:2."
    ),
    "place_in_grid": lazy_gettext(
        "Det ser ut som meter i SWEREF 99 TM. Skriv grader i WGS 84, som 59,03125 och 12,22450."
    ),
    "place_swapped": lazy_gettext(
        "Latitud och longitud har bytt plats. Latituden, nord, är mellan 55 och 69."
    ),
    "place_outside_sweden": lazy_gettext(
        "Det läget ligger inte i Sverige. Latituden, nord, är mellan 55 och 69; longituden, öst, "
        "mellan 11 och 24."
    ),
    "outline_malformed": lazy_gettext("Filen med kommungränsen kan inte användas."),
    "geocoder_off": lazy_gettext(
        "Ingen karttjänst är inställd. Ange läget för hand, eller be den som sköter programmet."
    ),
    "geocoder_day_full": lazy_gettext(
        "Karttjänsten har fått så många frågor som får ställas på en dag. Försök igen i morgon."
    ),
    "geocoder_busy": lazy_gettext("Många väntar på karttjänsten just nu. Försök igen om en stund."),
    "geocoder_silent": lazy_gettext(
        "Karttjänsten svarade inte. Försök igen om en stund, eller ange läget för hand."
    ),
    "place_stands": lazy_gettext("Bostaden har redan ett läge. Ändra det för hand."),
    "nothing_proposed": lazy_gettext(
        "Det finns inget förslag att ta ställning till. Någon annan hann före."
    ),
    "offered_rent_stands": lazy_gettext(
        "Det finns redan en utbjuden hyra från {starts_on}. Dra tillbaka den om den är fel."
    ),
    **IMPORT_SENTENCES,
    **CASE_SENTENCES,
    **DUTY_SENTENCES,
    **LINK_SENTENCES,
    **MEASURE_SENTENCES,
    **OUTWARD_SENTENCES,
    **OVERSIGHT_SENTENCES,
    **VISIT_SENTENCES,
    "offered_rent_not_positive": lazy_gettext("Hyran måste vara mer än noll kronor."),
    "offered_rent_withdrawn": lazy_gettext("Den utbjudna hyran är redan tillbakadragen."),
    "landlord_number_taken": lazy_gettext("En annan hyresvärd har redan det numret."),
    "landlord_number_of_a_person": lazy_gettext(
        "Numret är ett personnummer. Välj privatperson; en enskild firma är en person."
    ),
    "landlord_number_without_source": lazy_gettext("Skriv var numret är läst."),
    "role_held_already": lazy_gettext(
        "Hyresvärden har redan den rollen, från {starts_on}. Avsluta den först."
    ),
    "role_ends_too_early": lazy_gettext("Rollen börjar {starts_on}. Slutdagen måste ligga efter."),
    "role_ended": lazy_gettext("Rollen är redan avslutad."),
    "contact_in_future": lazy_gettext("Kontakten kan inte ha ägt rum i framtiden."),
    "measure_agreed_in_future": lazy_gettext("Skriv en dag som har kommit."),
    "measure_due_too_early": lazy_gettext("Det åtogs {agreed_on}. Välj den dagen eller en senare."),
    "measure_step_outside": lazy_gettext(
        "Skriv en dag från {agreed_on}, då det åtogs, till och med i dag."
    ),
    "measure_not_seen": lazy_gettext(
        "Välj hur ni har sett att det är gjort. Är det bara hyresvärden som säger det, välj läget "
        "för det."
    ),
    "postponed_not_later": lazy_gettext(
        "Skriv en ny dag som är senare än den som gäller och än den dag ni kom överens."
    ),
    "measure_taken_back": lazy_gettext("Åtagandet är tillbakataget. Läs om sidan."),
    "payment_question_in_future": lazy_gettext("Skriv en dag som har kommit."),
    "payment_answer_outside": lazy_gettext(
        "Skriv en dag från {asked_on}, då frågan ställdes, till och med i dag."
    ),
    "payment_question_answered": lazy_gettext(
        "Frågan har redan ett svar, eller är tillbakatagen. Läs om sidan."
    ),
    **LETTER_SENTENCES,
    "last_administrator": lazy_gettext(
        "Det måste finnas minst en administratör. Ge rollen till någon annan först."
    ),
    "sign_in_refused": lazy_gettext("Användarnamn och lösenord hör inte ihop."),
    "too_many_attempts": lazy_gettext(
        "För många försök. Vänta {wait_seconds} sekunder och försök igen."
    ),
    "roles_awaited": lazy_gettext(
        "Lösenordet stämmer, men du har ingen roll ännu. Den väntar på en andra persons ja."
    ),
    "too_fast": lazy_gettext(
        "Du har gjort det här väldigt många gånger på kort tid. Vänta en stund och försök igen."
    ),
    "password_too_long": lazy_gettext("Skriv ett lösenord på högst {most} tecken."),
    "password_guessable": lazy_gettext(
        "Det lösenordet är för lätt att gissa. Ta flera ord som inte hör ihop, gärna en egen fras."
    ),
    "password_unchanged": lazy_gettext("Det är samma lösenord som förut. Välj ett annat."),
    "password_wrong": lazy_gettext("Lösenordet stämmer inte."),
    "signing_in_busy": lazy_gettext("Många loggar in just nu. Försök igen om några sekunder."),
    "sign_in_expired": lazy_gettext("Det tog för lång tid eller blev fel för många gånger."),
    "proof_wrong": lazy_gettext(
        "Det stämmer inte. En kod gäller en halv minut och bara en gång; ta den som visas nu."
    ),
    "first_code_wrong": lazy_gettext(
        "Koden stämmer inte. Kontrollera den, eller be den som gav dig koden om en ny."
    ),
    "proof_needed": lazy_gettext("Visa en gång till att det är du."),
    "last_factor": lazy_gettext("Det är ditt enda bevis. Lägg till ett annat först."),
    "factor_known": lazy_gettext("Den nyckeln är redan tillagd."),
    "own_roles": lazy_gettext("Ingen ger sig själv en roll. Be en annan administratör."),
    "staff_active": lazy_gettext("Personen är inte avstängd."),
    "request_asked": lazy_gettext("Någon har redan begärt det. Det väntar på en andra person."),
    "request_decided": lazy_gettext("Det är redan beslutat, eller så har tiden gått ut."),
    "second_person_needed": lazy_gettext(
        "Det ska avgöras av någon annan: inte den som begärde det, inte den det gäller och inte "
        "någon som nyss fick sin roll av den som begärde det, eller gav den."
    ),
    "provider_unreachable": lazy_gettext(
        "Kommunens inloggning svarar inte. Logga in med användarnamn och lösenord, eller försök "
        "igen senare."
    ),
    "provider_refused": lazy_gettext(
        "Det som kom från kommunens inloggning godtogs inte. Försök igen från början."
    ),
    "provider_account_unknown": lazy_gettext(
        "Kontot hos kommunens inloggning hör inte till någon här. Logga in med användarnamn och "
        "lösenord och koppla det under Mitt konto."
    ),
    "provider_account_taken": lazy_gettext("Det kontot hör till någon annan här."),
    "password_too_short": lazy_gettext("Lösenordet måste ha minst {least} tecken."),
    "username_taken": lazy_gettext("Användarnamnet finns redan. Välj ett annat."),
    "enrolment_code_wrong": lazy_gettext(
        "Koden gäller inte. Kontrollera den, eller be om en ny: den gäller en gång och i en timme."
    ),
    "credential_unknown": lazy_gettext("Plattan är inte känd eller är spärrad. Ring kontoret."),
    "office_key_missing": lazy_gettext(
        "Kommunen har ingen nyckel ännu, så plattan kan inte anslutas. Be den som sköter servern "
        "att köra: landlord-watch keys init"
    ),
    "office_key_exists": lazy_gettext("Kommunen har redan en nyckel. Den gäller."),
    "recovery_key_unknown": lazy_gettext(
        "Kontoret har inte den nyckel som plattans lås är gjort för. Be den som sköter servern "
        "att lägga tillbaka den."
    ),
    "recovery_refused": lazy_gettext(
        "Låset på plattan är någon annans, eller skadat. Logga in som den som satte det."
    ),
    "reply_key_unusable": lazy_gettext("Plattan skickade ingen nyckel att svara till."),
    "session_ended": lazy_gettext("Du behöver logga in igen."),
    "digest_mismatch": lazy_gettext("Det som kom fram är inte det som skickades. Skicka igen."),
    "parcel_malformed": lazy_gettext("Paketet kan inte läsas. Det ligger kvar på plattan."),
    "ids_differ": lazy_gettext("Paketet hör till ett annat besök än det skickades till."),
    "offset_differs": lazy_gettext("Kontoret har {held} byte av filen. Fortsätt därifrån."),
    "hash_differs": lazy_gettext("Filen blev fel på vägen. Skicka den från början."),
    "upload_malformed": lazy_gettext("Delen av filen passar inte ihop med resten."),
    "epoch_differs": lazy_gettext("Kontorets uppgifter är återställda. Hämta allt på nytt."),
    "store_full": lazy_gettext("Det är fullt hos kontoret. Allt ligger kvar på plattan."),
    "parcel_not_parked": lazy_gettext("Paketet väntar inte längre på att redas ut."),
    "rescue_file_malformed": lazy_gettext(
        "Filen är ingen räddningsfil, eller så är den avbruten. Spara den igen på plattan."
    ),
    "rescue_file_too_large": lazy_gettext(
        "Filen säger sig innehålla mer än en platta kan ha. Inget av den är inläst."
    ),
    "rescued_parcel_missing": lazy_gettext("Försändelsen finns i förteckningen men inte i filen."),
    "rescued_parcel_damaged": lazy_gettext("Försändelsen är skadad. Spara filen igen på plattan."),
    "revision_differs": lazy_gettext(
        "Det finns redan ett annat innehåll under samma nummer. Båda är sparade."
    ),
    "body_malformed": lazy_gettext("Uppgiften {field} är inte som den ska vara."),
    "own_header_missing": lazy_gettext("Begäran kom inte från plattans egen sida."),
    "not_to_be_told": lazy_gettext(
        "Välj minst en brist, och bara sådant som de boende har sagt ja till att berätta."
    ),
    "asked_by_in_past": lazy_gettext("Välj i dag eller en senare dag."),
    "no_norm_in_force": lazy_gettext("Ingen norm gäller den {on}. Lägg in normen för den dagen."),
    "several_norms_in_force": lazy_gettext(
        "Mer än en norm gäller den {on}. Rätta dagarna så att bara en gäller."
    ),
    "no_norm_row_matches": lazy_gettext(
        "Normen har ingen rad för ett hushåll med vuxna {adults} och barn {children}."
    ),
    "several_norm_rows_match": lazy_gettext(
        "Flera rader i normen passar ett hushåll med vuxna {adults} och barn {children}."
    ),
    "norm_row_invalid": lazy_gettext(
        "Raden stämmer inte. Det lägsta talet ska stå först, och beloppet ska vara större än noll."
    ),
    "norm_label_unreadable": lazy_gettext(
        "Det går inte att läsa vilka hushåll ”{label}” gäller. "
        "Skriv till exempel ”1-2 vuxna + 3 barn” eller ”1 vuxen”."
    ),
    "norm_file_refused": lazy_gettext("Filen kunde inte läsas. Rätta raderna och läs in den igen."),
    "rent_negative": lazy_gettext("Ett belopp kan inte vara mindre än noll."),
    "shares_not_whole": lazy_gettext("Delarna av avtalet ska tillsammans bli hela avtalet."),
    "trace_of_other_rules": lazy_gettext(
        "Kontrollen gjordes med äldre regler. Den visas som den var och kan inte räknas om."
    ),
    "ends_before_start": lazy_gettext("Slutdagen måste ligga efter {starts_on}."),
    "ended_already": lazy_gettext("Det är redan avslutat från {ends_on}. Läs om sidan."),
    "person_unknown": lazy_gettext(
        "Skriv både förnamn och efternamn, eller numret på någon som redan finns här."
    ),
    "number_to_compare": lazy_gettext(
        "Numret behöver jämföras av någon som når mer än du. Kontrollera det, och be sedan en "
        "arbetsledare lägga in personen."
    ),
    "person_named_differently": lazy_gettext(
        "Numret hör till någon med ett annat namn. Kontrollera numret. Är det rätt, lämna "
        "namnen tomma."
    ),
    "born_later": lazy_gettext("Födelsedagen ligger i framtiden."),
    "person_in_other_household": lazy_gettext(
        "Personen bor på heltid i hushållet {case_number} från {starts_on}. Avsluta det först, "
        "eller ange en mindre del av tiden."
    ),
    "person_in_household_already": lazy_gettext(
        "Personen hör redan till hushållet, från {starts_on}."
    ),
    "aid_periods_overlap": lazy_gettext(
        "Det finns redan en period med bistånd från {starts_on} som täcker de dagarna."
    ),
    "arrival_recorded_already": lazy_gettext("Den flytten är redan inlagd."),
    "arrival_from_here": lazy_gettext("Välj en annan kommun än den egna."),
    "arrival_forms_unknown": lazy_gettext("Välj bland alternativen."),
    "arrangement_unknown": lazy_gettext("Välj bland alternativen."),
    "landlord_arranged_nothing": lazy_gettext(
        "Välj först vad hyresvärden ordnade, eller lämna hyresvärden tom."
    ),
    "arrival_replaced": lazy_gettext(
        "Flytten har redan rättats eller tagits tillbaka. Öppna hushållet och se vad som gäller nu."
    ),
    "unit_name_taken": lazy_gettext("Det finns redan en enhet med det namnet."),
    "not_a_caseworker": lazy_gettext("Den personen handlägger inte ärenden. Välj någon annan."),
    "nobody_assigned": lazy_gettext("Välj minst en handläggare."),
    "assigned_meanwhile": lazy_gettext("Någon annan hann ta ärendet. Läs om sidan."),
    "reason_too_short": lazy_gettext("Skriv varför, med minst {least} tecken."),
    "protected_already": lazy_gettext("Personen är redan skyddad. Läs om sidan."),
    "nobody_named": lazy_gettext("Välj minst en person som får veta."),
    "outward_contact_blocked": lazy_gettext(
        "Någon i hushållet är skyddad. Ingen utanför får frågas eller få veta något."
    ),
    "no_case_in_home": lazy_gettext(
        "Du har inget ärende i bostaden. Skriv brevet utan att utgå från en bostad, eller låt den "
        "som har ärendet skriva det."
    ),
    "opening_reviewed": lazy_gettext("Någon har redan granskat det. Läs om sidan."),
    "own_opening": lazy_gettext("Någon annan än du själv måste ta ställning till det."),
    "tenancy_recorded_already": lazy_gettext(
        "Hushållet har redan ett avtal för bostaden, från {starts_on}."
    ),
    "rent_starts_too_early": lazy_gettext(
        "Den senaste hyran gäller från {latest_starts_on}. Ange ett senare datum, eller välj "
        "varför hyran ändras i efterhand."
    ),
    "aside_invalid": lazy_gettext(
        "Hyresfria dagar har en första och en sista dag och inget belopp. Det andra har ett belopp."
    ),
    "rent_outside_tenancy": lazy_gettext("Dagen ligger utanför avtalet, som börjar {starts_on}."),
    "rent_unusual": lazy_gettext(
        "Hyran är ovanligt låg eller hög. Kontrollera beloppet. Stämmer det, kryssa i rutan."
    ),
    "adjustment_outside_tenancy": lazy_gettext(
        "Dagen ligger utanför avtalet, som börjar {starts_on}."
    ),
    "adjustment_before_decision": lazy_gettext("Tiden är slut {last_on}, innan den beslutades."),
    "adjustment_given_already": lazy_gettext(
        "Det finns redan ett rådrum på de dagarna, till {last_on}. Förläng det i stället."
    ),
    "adjustment_settled": lazy_gettext(
        "Rådrummet är redan förlängt, tillbakadraget eller följt upp. Ladda om sidan."
    ),
    "no_rent_on_day": lazy_gettext("Ingen hyra är inlagd för {on}."),
    "nobody_in_household": lazy_gettext("Ingen hör till hushållet den {on}."),
    "norm_days_backward": lazy_gettext("Normen måste sluta efter den dag den börjar."),
    "own_norms_overlap": lazy_gettext(
        "De dagarna gäller redan en egen norm, {name}. Två kan inte gälla samtidigt."
    ),
    "norm_draft_moved": lazy_gettext(
        "Någon annan har sparat version {number} av utkastet medan du skrev."
    ),
    "norm_draft_closed": lazy_gettext("Utkastet är antaget eller kastat. Läs om sidan."),
    "norm_draft_incomplete": lazy_gettext("Utkastet är inte färdigt. Se vad som saknas."),
    "norm_too_fine": lazy_gettext(
        "Normen skiljer på för mycket för att alla hushåll ska kunna prövas. Högst {most_ages} "
        "åldersgränser och {most_rooms} olika antal rum."
    ),
    "norm_not_whole": lazy_gettext(
        "Alla hushåll har inte precis ett svar. Rätta utkastet innan det antas."
    ),
    "norm_set_differs": lazy_gettext(
        "{name} finns redan med andra uppgifter. Det som är sparat ändras inte; ange en egen "
        "källa för den nya tabellen."
    ),
    "nothing_due": lazy_gettext(
        "Inget är klart att gallra som inte redan är föreslaget eller undantaget."
    ),
    "own_proposal": lazy_gettext("En annan än den som har lagt fram det måste godkänna."),
    "decided_already": lazy_gettext("Det är redan avgjort."),
    "hold_ends_too_early": lazy_gettext("Skriv en dag som inte har kommit än."),
    "hold_lifted": lazy_gettext("Undantaget är redan hävt."),
    "ground_stands": lazy_gettext("Det är redan antecknat om personen."),
    "ground_taken_back": lazy_gettext("Det är redan tillbakataget."),
    "file_changed": lazy_gettext(
        "Det har skrivits i akten sedan utdraget granskades. Förbered ett nytt utdrag."
    ),
    "not_released": lazy_gettext("Ingen annan har godkänt utdraget."),
    "month_not_over": lazy_gettext("Månaden är inte slut. Den gås igenom när den är det."),
    "month_reviewed_already": lazy_gettext("Månaden har redan gåtts igenom. Läs om sidan."),
    "look_up_decided_already": lazy_gettext(
        "Uppslaget är redan bedömt, och det som står där står."
    ),
    "review_note_missing": lazy_gettext(
        "Skriv vad du frågade och vad du fick veta. Det behövs när allt inte är i sin ordning."
    ),
}


def sentence(error: DomainError) -> str:
    """What to say of a refusal; days in it are written for people."""
    words = SENTENCES.get(error.code, SENTENCES["refused"])
    written = {
        name: format_date(value, "d MMMM y") if hasattr(value, "isoformat") else value
        for name, value in error.context.items()
    }
    return str(words).format(**written)
