"""A year of a municipality, from its files to its checks: a small one; `make figures` has more."""

from figures.rents_year import found_in, lived, replayed_differently, truth_of


def test_what_a_years_files_say_stands_in_the_register_and_its_checks_replay():
    with lived(4) as office:
        found, made = found_in(office), office.check_all()
        replayed = replayed_differently(office.session, made)

        assert office.understood == office.brought
        assert found == truth_of(office.year)
        assert replayed.ok
