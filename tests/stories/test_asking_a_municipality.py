"""Stories of households that were moved here, and of what the other municipality answered."""

from datetime import date

from landlord_watch.cases.rules.findings import Evidence, Outcome
from landlord_watch.cases.rules.tracks import Step, TrackKind
from landlord_watch.households.rules import ArrivalForm
from stories.casework import TROLLHATTAN, UDDEVALLA, Casework
from stories.grounds import REQUEST


def test_a_family_whose_contract_was_ended_is_taken_back_by_agreement(desk: Casework) -> None:
    desk.on(date(2026, 2, 2))
    desk.household(date(2026, 1, 15), adults=2, children=2)
    desk.came(date(2026, 1, 15))
    desk.opens(target_groups=["structural_homelessness"])
    desk.told(
        "De sa att vårt kontrakt inte förlängs, och gav oss numret till en hyresvärd här.",
        coercion="Vi trodde att barnen skulle bli hemlösa om vi sa nej.",
    )
    desk.speaks_for(ArrivalForm.CONTRACT_TERMINATED, Evidence.DOCUMENT, "Uppsägningen, dnr 2025/12")
    desk.speaks_for(ArrivalForm.REFERRED_TO_LANDLORD, Evidence.ACCOUNT)
    desk.looks_at_secrecy()
    first = desk.sends("first_contact")
    desk.judges(Outcome.ESTABLISHED, reasons="Uppsägningen visar det, och familjen har bekräftat.")
    desk.asks_for(TrackKind.TRANSFER)
    request = desk.sends("transfer_request", REQUEST)
    desk.on(date(2026, 2, 5))
    desk.happened(Step.RECEIVED, reference="SN 2026/77")
    desk.on(date(2026, 2, 27))
    desk.happened(Step.AGREED)
    desk.on(date(2026, 3, 20))
    desk.happened(Step.HANDED_OVER)
    closed = desk.closes()

    assert "Uddevalla kommun" in first
    assert "Amina Påhittad (19880504-" in request
    assert "29 kap. 10 § socialtjänstlagen (2025:400)" in request
    assert "Avslutat 20 mars 2026" in closed.words
    assert desk.story().index("Konstaterad aktiv medverkan") < desk.story().index("20 mars 2026")


def test_a_single_man_sent_to_a_landlord_is_told_of_in_a_protest(desk: Casework) -> None:
    desk.on(date(2026, 4, 7))
    desk.household(date(2026, 3, 30))
    desk.came(date(2026, 3, 30), from_code=TROLLHATTAN)
    desk.opens()
    desk.told(
        "Handläggaren skrev ett nummer på en lapp och sa att där finns det lägenheter.",
        signature="declined",
    )
    desk.speaks_for(ArrivalForm.REFERRED_TO_LANDLORD, Evidence.ACCOUNT)
    not_established = desk.tried(
        f"{desk.path}/assessments/new",
        outcome="established",
        clear_own_wish="no",
        reasons="Jag tror honom.",
    )
    desk.judges(Outcome.SUSPECTED, reasons="Han har berättat det, och inget säger emot.")
    desk.looks_at_secrecy()
    desk.asks_for(TrackKind.PROTEST)
    letter = desk.sends("official_letter")
    waiting = desk.due()
    desk.on(date(2026, 5, 20))
    overdue = desk.due()
    desk.happened(Step.ENDED)
    desk.closes()

    assert not_established.status == 422
    assert "Trollhättans kommun" in letter
    assert "Handläggaren skrev ett nummer på en lapp" in letter
    assert desk.case.number in waiting
    assert "13 dagar över tiden" in overdue


def test_a_woman_with_an_ongoing_matter_of_violence_does_not_wait(desk: Casework) -> None:
    desk.on(date(2026, 6, 1))
    desk.household(date(2026, 5, 29), children=1)
    desk.came(date(2026, 5, 29))
    case = desk.opens(ongoing_matters=["violence"])
    desk.told("De hade inte plats på boendet längre och ordnade en lägenhet här.")
    desk.speaks_for(ArrivalForm.PLACEMENT_BECAME_RESIDENCE, Evidence.CONFIRMED)
    desk.looks_at_secrecy()
    desk.asks_for(TrackKind.RESPONSIBILITY)
    desk.judges(Outcome.ESTABLISHED, reasons="Kommunen har bekräftat placeringen.")
    letter = desk.sends("official_letter")
    desk.on(date(2026, 6, 3))
    desk.happened(Step.AGREED)

    assert "Börja genast" in case.words
    assert "Våld eller hot i nära relation" in case.words
    assert "29 kap. 4 § socialtjänstlagen (2025:400)" in letter


def test_an_investigation_of_addiction_is_finished_where_it_was_begun(desk: Casework) -> None:
    desk.on(date(2026, 9, 1))
    desk.household(date(2026, 8, 20))
    desk.came(date(2026, 8, 20))
    desk.opens(ongoing_matters=["addiction"], target_groups=["addiction_or_social"])
    desk.told("Utredningen skulle avslutas när jag flyttade, sa de.")
    desk.speaks_for(ArrivalForm.ECONOMIC_INCENTIVE, Evidence.DOCUMENT)
    desk.looks_at_secrecy("duty_by_law", "Utredningen ska slutföras där den inleddes.")
    desk.asks_for(TrackKind.UNFINISHED_INVESTIGATION)
    letter = desk.sends("unfinished_investigation")
    desk.judges(Outcome.ESTABLISHED, reasons="Beslutet om flyttpengar visar det.")
    desk.happened(Step.RECEIVED)
    desk.happened(Step.AGREED, reference="SN 2026/9")
    desk.happened(Step.ENDED)
    desk.closes()

    assert "29 kap. 9 § socialtjänstlagen (2025:400)" in letter
    assert "Missbruk eller beroende" in letter


def test_the_wrong_municipality_was_asked_and_the_right_one_is_asked_anew(desk: Casework) -> None:
    desk.on(date(2026, 2, 2))
    desk.household(date(2026, 1, 15))
    desk.came(date(2026, 1, 15), from_code=UDDEVALLA)
    desk.opens()
    desk.told("Jag bodde i Uddevalla, men det var Trollhättan som betalade och ordnade flytten.")
    desk.speaks_for(ArrivalForm.ECONOMIC_INCENTIVE, Evidence.ACCOUNT)
    desk.judges(Outcome.SUSPECTED, reasons="Pengarna kom från en kommun.")
    desk.looks_at_secrecy()
    desk.asks_for(TrackKind.PROTEST)
    wrong = desk.sends("official_letter")
    stands = desk.tried(f"{desk.path}/marks", "marks", municipality_code=TROLLHATTAN)
    desk.happened(Step.REFUSED)
    desk.happened(Step.ENDED)
    desk.judges(Outcome.NO_PARTICIPATION, reasons="Uddevalla hade ingen del i flytten.")
    desk.closes()
    desk.corrects_the_move(from_code=TROLLHATTAN)
    desk.opens()
    desk.told("Det var Trollhättan som betalade och ordnade flytten.")
    desk.speaks_for(ArrivalForm.ECONOMIC_INCENTIVE, Evidence.DOCUMENT)
    desk.looks_at_secrecy()
    desk.asks_for(TrackKind.PROTEST)
    right = desk.sends("official_letter")

    assert "Uddevalla kommun" in wrong
    assert "Avsluta ärendet och öppna ett nytt" in stands.words
    assert "Till ansvarig nämnd i Trollhättans kommun" in right
