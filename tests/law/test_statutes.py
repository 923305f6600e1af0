"""Which paragraph is cited on which day, row by row, on both sides of the change of Act."""

import itertools
from datetime import date, timedelta

import pytest

from factories.law import law
from landlord_watch.kernel.statutes import NoStatuteInForce, statute, statutes

LAST_OF_OLD, FIRST_OF_NEW = date(2025, 6, 30), date(2025, 7, 1)
BOTH_ACTS = law(
    "Socialtjänstlagen (2025:400) and (2001:453), riksdagen.se, consolidated 2026-02-12; which "
    "paragraph follows which by their wording",
    "A",
)
OTHER_ACTS = law("the Acts named, riksdagen.se", "A")

#: subject, as cited on 2025-06-30, as cited on 2025-07-01
SECTIONS = [
    ("best_interest", "1 kap. 2 §", "3 kap. 1 §"),
    ("childs_view", "11 kap. 10 §", "3 kap. 2–4 §§"),
    ("ultimate_responsibility", "2 kap. 1 §", "4 kap. 1 §"),
    ("responsible_municipality", "2 a kap. 1 och 3 §§", "29 kap. 1 §"),
    ("placed_elsewhere", "2 a kap. 4 §", "29 kap. 2 §"),
    ("prison_or_hospital", "2 a kap. 5 §", "29 kap. 3 §"),
    ("acute_help", "2 a kap. 1 och 2 §§", "29 kap. 4 §"),
    ("help_between_municipalities", "2 a kap. 6 och 7 §§", "29 kap. 5 och 6 §§"),
    ("finish_investigation", "11 kap. 4 §", "29 kap. 9 §"),
    ("transfer_request", "2 a kap. 10 §", "29 kap. 10 §"),
    ("transfer_application", "2 a kap. 11 §", "29 kap. 11 §"),
    ("transfer_information", "2 a kap. 12 §", "29 kap. 12 §"),
    ("transfer_appeal", "16 kap. 4 § 5", "35 kap. 2 § 5"),
    ("planned_together", "3 kap. 5 §", "10 kap. 3 §"),
    ("financial_assistance", "4 kap. 1 §", "12 kap. 1 §"),
    ("income_support", "4 kap. 3 §", "12 kap. 7 §"),
    ("other_support", "4 kap. 1 §", "11 kap. 1 §"),
    ("investigation", "11 kap. 1 §", "14 kap. 2 §"),
    ("documentation", "11 kap. 5 §", "14 kap. 3 och 7 §§"),
    ("documented_with_respect", "11 kap. 6 §", "14 kap. 6 §"),
    ("protection_assessment", "11 kap. 1 a § första stycket", "20 kap. 1 §"),
    ("preliminary_assessment", "11 kap. 1 a § andra stycket", "20 kap. 2 §"),
    ("child_investigation", "11 kap. 2 §", "20 kap. 3 §"),
    ("mandated_report", "14 kap. 1 §", "19 kap. 1 §"),
    ("unexecuted_decision", "16 kap. 6 f §", "34 kap. 1 §"),
    ("notifier_feedback", "14 kap. 1 b §", "19 kap. 6 §"),
]

UNMOVED = [
    ("secrecy_of_the_person", "26 kap. 1 § OSL"),
    ("consent_lifts_secrecy", "10 kap. 1 § och 12 kap. 2 § OSL"),
    ("needed_for_own_task", "10 kap. 2 § OSL"),
    ("duty_breaks_secrecy", "10 kap. 28 § OSL"),
    ("appeal_time", "44 § FL"),
    ("court_appeal_time", "6 a § FPL"),
    ("slow_decision", "12 § FL"),
    ("health_nuisance", "9 kap. 3 § MB"),
    ("landlords_self_monitoring", "26 kap. 19 § MB"),
    ("repair_order", "12 kap. 16 § JB"),
    ("rights_of_the_child", "artikel 3 och 12 barnkonventionen"),
]


@BOTH_ACTS
@pytest.mark.parametrize(("subject", "before", "since"), SECTIONS, ids=str)
def test_the_paragraph_of_a_subject_changes_with_the_act(subject, before, since):
    assert statute(subject, on=LAST_OF_OLD).short == f"{before} SoL (2001:453)"
    assert statute(subject, on=FIRST_OF_NEW).short == f"{since} SoL (2025:400)"


@OTHER_ACTS
@pytest.mark.parametrize(("subject", "cited"), UNMOVED, ids=str)
def test_other_acts_are_cited_alike_on_both_sides(subject, cited):
    assert statute(subject, on=LAST_OF_OLD).short == cited
    assert statute(subject, on=FIRST_OF_NEW).short == cited


@BOTH_ACTS
def test_every_row_of_the_table_has_its_worked_example():
    assert {row[0] for row in [*SECTIONS, *UNMOVED]} == set(statutes())


@BOTH_ACTS
def test_no_day_has_two_paragraphs_of_one_subject():
    for subject, found in statutes().items():
        for one, other in itertools.pairwise(found):
            assert not one.act.period.overlaps(other.act.period), subject


@BOTH_ACTS
@pytest.mark.parametrize("subject", ["transfer_request", "nothing_of_the_kind"])
def test_what_was_not_ruled_is_said(subject):
    with pytest.raises(NoStatuteInForce):
        statute(subject, on=date(1990, 1, 1))


@BOTH_ACTS
def test_a_letter_names_the_act_in_full():
    assert (
        statute("transfer_request", on=FIRST_OF_NEW + timedelta(1)).cited
        == "29 kap. 10 § socialtjänstlagen (2025:400)"
    )
