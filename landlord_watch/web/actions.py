"""What was done, in words: the permissions and the services' own names of what they did."""

from collections.abc import Mapping

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

#: What changes a landlord, as its page shows it.
LANDLORD_CHANGES = (
    "landlord.recorded",
    "landlord.corrected",
    "role.given",
    "role.ended",
    "landlord_contact.recorded",
)

ACTIONS: Mapping[str, LazyString] = {
    # permissions: a page was opened
    "account.use": lazy_gettext("Använde sitt konto"),
    "register.read": lazy_gettext("Läste i registret"),
    "register.write": lazy_gettext("Öppnade eller sände ett formulär i registret"),
    "norms.read": lazy_gettext("Läste normer"),
    "norms.write": lazy_gettext("Öppnade eller sände ett formulär om normer"),
    "rent_check.quick": lazy_gettext("Öppnade snabb hyreskontroll"),
    "households.search": lazy_gettext("Sökte hushåll"),
    "households.read": lazy_gettext("Läste om ett hushåll"),
    "households.write": lazy_gettext("Öppnade eller sände ett formulär om ett hushåll"),
    "households.reveal": lazy_gettext("Bad att få se ett personnummer"),
    "assignments.take": lazy_gettext("Tog ett ärende"),
    "assignments.write": lazy_gettext("Öppnade eller sände ett formulär om fördelning av ärenden"),
    "tenancies.read": lazy_gettext("Läste om ett hyresförhållande"),
    "tenancies.write": lazy_gettext("Öppnade eller sände ett formulär om ett hyresförhållande"),
    "rents.read": lazy_gettext("Läste om en hyra"),
    "rents.write": lazy_gettext("Öppnade eller sände ett formulär om en hyra"),
    "visits.plan": lazy_gettext("Öppnade eller sände ett formulär om hembesök"),
    "visits.read": lazy_gettext("Läste om hembesök"),
    "visits.review": lazy_gettext("Granskade ett hembesök"),
    "visits.read_own": lazy_gettext("Läste om eget hembesök"),
    "deficiencies.read": lazy_gettext("Läste om en brist"),
    "deficiencies.write": lazy_gettext("Öppnade eller sände ett formulär om en brist"),
    "consent_texts.read": lazy_gettext("Läste samtyckestexter"),
    "consent_texts.write": lazy_gettext("Öppnade eller sände ett formulär om samtyckestexter"),
    "concerns.read": lazy_gettext("Läste om oro för barn"),
    "concerns.acknowledge": lazy_gettext("Kvitterade oro för barn"),
    "concerns.place": lazy_gettext("Läste var en oro för barn gäller"),
    "break_glass.use": lazy_gettext("Såg efter ärenden att öppna utanför uppdraget"),
    "break_glass.review": lazy_gettext("Såg efter öppningar att granska"),
    "overview.read": lazy_gettext("Läste översikten"),
    "parked.read": lazy_gettext("Läste om försändelser att reda ut"),
    "parked.release": lazy_gettext("Bad om att en försändelse läses igen"),
    "staff.read": lazy_gettext("Läste om användare"),
    "staff.write": lazy_gettext("Öppnade eller sände ett formulär om användare"),
    "units.read": lazy_gettext("Läste om enheter"),
    "units.write": lazy_gettext("Öppnade eller sände ett formulär om enheter"),
    "devices.read": lazy_gettext("Läste om plattor"),
    "devices.write": lazy_gettext("Öppnade eller sände ett formulär om plattor"),
    "devices.rescue": lazy_gettext("Öppnade eller sände en räddningsfil"),
    "devices.enrol": lazy_gettext("Anslöt en platta"),
    "field_api.pull": lazy_gettext("Hämtade till plattan"),
    "access_log.read": lazy_gettext("Läste åtkomstloggen"),
    # identity
    "session.started": lazy_gettext("Loggade in"),
    "session.ended": lazy_gettext("Loggade ut"),
    "staff.added": lazy_gettext("Lade till en användare"),
    "staff.roles_set": lazy_gettext("Ändrade en användares roller"),
    "staff.deactivated": lazy_gettext("Stängde av en användare"),
    "device.code_issued": lazy_gettext("Gav ut en anslutningskod"),
    "device.enrolled": lazy_gettext("Anslöt en platta"),
    "device.revoked": lazy_gettext("Spärrade en platta"),
    "office_key.made": lazy_gettext("Gjorde kommunens nyckel"),
    "office_key.rotated": lazy_gettext("Bytte kommunens nyckel"),
    "vault.recovered": lazy_gettext("Öppnade en plattas lås åt den som glömt lösenordet"),
    # register
    "property.recorded": lazy_gettext("Förde in en fastighet"),
    "dwelling.recorded": lazy_gettext("Förde in en bostad"),
    "dwelling.corrected": lazy_gettext("Rättade en bostad"),
    "offered_rent.recorded": lazy_gettext("Förde in en utbjuden hyra"),
    "offered_rent.withdrawn": lazy_gettext("Drog tillbaka en utbjuden hyra"),
    "landlord.recorded": lazy_gettext("Förde in en hyresvärd"),
    "landlord.corrected": lazy_gettext("Rättade en hyresvärd"),
    "role.given": lazy_gettext("Förde in en roll"),
    "role.ended": lazy_gettext("Avslutade en roll"),
    "landlord_contact.recorded": lazy_gettext("Förde in en kontakt"),
    # households
    "household.opened": lazy_gettext("Öppnade ett hushåll"),
    "household.member_added": lazy_gettext("Lade till någon i ett hushåll"),
    "household.member_ended": lazy_gettext("Avslutade någons tid i ett hushåll"),
    "household.aid_recorded": lazy_gettext("Förde in bistånd"),
    "household.aid_ended": lazy_gettext("Avslutade bistånd"),
    "household.arrival_recorded": lazy_gettext("Förde in en inflyttning"),
    "person.number_revealed": lazy_gettext("Visade ett personnummer"),
    # who has what
    "unit.added": lazy_gettext("Lade till en enhet"),
    "staff.placed": lazy_gettext("Bytte någons enhet"),
    "case.taken": lazy_gettext("Tog ett ärende som ingen hade"),
    "case.assigned": lazy_gettext("Fördelade ett ärende"),
    "opening.asked": lazy_gettext("Bad att få öppna ett ärende utanför uppdraget"),
    "opening.opened": lazy_gettext("Öppnade ett ärende utanför uppdraget"),
    "opening.approved": lazy_gettext("Godkände att någon öppnar ett skyddat ärende"),
    "opening.reviewed": lazy_gettext("Granskade varför ett ärende öppnades"),
    # tenancies and rents
    "tenancy.recorded": lazy_gettext("Förde in ett hyresförhållande"),
    "tenancy.ended": lazy_gettext("Avslutade ett hyresförhållande"),
    "tenancy.contract_seen": lazy_gettext("Antecknade att avtalet är sett"),
    "rent.recorded": lazy_gettext("Förde in en hyra"),
    "rent.withdrawn": lazy_gettext("Drog tillbaka en hyra"),
    "rent.checked": lazy_gettext("Sparade en hyreskontroll"),
    "norm_set.imported": lazy_gettext("Läste in en norm"),
    "norm_set.adopted": lazy_gettext("Tog en norm i bruk"),
    "norm_set.disowned": lazy_gettext("Tog en norm ur bruk"),
    # visits
    "visit.planned": lazy_gettext("Planerade ett hembesök"),
    "visit.replanned": lazy_gettext("Ändrade ett hembesök"),
    "visit.cancelled": lazy_gettext("Ställde in ett hembesök"),
    "visit.reviewed": lazy_gettext("Granskade ett hembesök"),
    "visit.recorded": lazy_gettext("Sände in ett hembesök"),
    "consent_text.adopted": lazy_gettext("Antog en samtyckestext"),
    "consent_text.adoption_withdrawn": lazy_gettext("Tog tillbaka antagandet av en samtyckestext"),
    "consent_text.brought_in": lazy_gettext("Läste in en egen samtyckestext"),
    "concern.recorded": lazy_gettext("Sände in oro för barn"),
    "deficiency.step": lazy_gettext("Förde in ett steg om en brist"),
    "concern.acknowledged": lazy_gettext("Kvitterade oro för barn"),
    # sync
    "parcel.parked": lazy_gettext("Lade en försändelse åt sidan, att redas ut"),
    "parcel.rescued": lazy_gettext("Läste in en försändelse ur en räddningsfil"),
    "parcel.released": lazy_gettext("Lät en försändelse läsas igen"),
}


def words_of(action: str) -> str:
    """What was done, in words; the name itself where there are none."""
    return str(ACTIONS.get(action, action))
