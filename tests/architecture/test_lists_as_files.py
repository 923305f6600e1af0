"""Every page with rows in it can be taken out as a file, or says here why it cannot."""

import re

from architecture.house import ROOT

TEMPLATES = ROOT / "templates" / "office"
ROWS = re.compile(r"call table\(|<table")

#: Pages of one thing: what hangs on it is read there, and taken out by its own list, its own file,
#: or the copy that the person may ask for.
OF_ONE_THING = {
    "consent_texts/side_by_side",
    "dwellings/dwelling",
    "households/household",
    "keeping/keeping",
    "landlord_marks/marks",
    "landlords/landlord",
    "my_account/my_account",
    "norm_drafts/versions",
    "rents/known",
    "rents/month",
    "staff_access/staff_member",
    "tenancies/tenancy",
    "timelines/timeline",
    "visits/visit",
    "fact_files/fact_file",
    "landlord_meetings/meeting",
    "landlords/told",
    "overview/beside",
}
#: A step on the way to something: what is found to choose among, or was typed and is wrong.
STEPS = {
    "consent_texts/new_wording",
    "households/households",  # found by name or number alone, and never listed
    "norms/new_norm",
    "rescue/read_file",
    "tenancies/choose_dwelling",
    "tenancies/choose_landlord",
}
#: What one brought as a file oneself, with its own lists of errors and effects to download.
OWN_FILES = {
    "imports/batch",
    "imports/batches",
    "imports/columns",
    "imports/rows",
    "imports/undo",
}
BECAUSE = {
    "break_glass/openings": "one's own, and who else is told of them is decided by the review",
    "case_annexes/annexes": "listed in the letter they follow, which is a file",
    "consent_texts/consent_texts": "each text is a file of its own",
    "duty_list/duty_list": "who is called from day to day; each change is in the access log",
    "dwelling_totals/totals": "a few numbers of one landlord; each edition has those it went by",
    "exchange/exchange": "keys and files, which are files; each edition is one of its own",
    "exchange/foreign_edition": "another municipality's file, as it came",
    "file_copies/copies": "what is given out is given to the person, by two",
    "file_copies/copy": "what is given out is given to the person, by two",
    "indicator_parameters/parameters": "values, which each edition's JSON has as it went by them",
    "landlord_groups/all_groups": "who belongs with whom leaves the house in an edition alone",
    "landlord_groups/hubs": "what is put aside; it says nothing of anybody",
    "landlord_links/lapsed": "links to judge again, each on its own page",
    "letter_templates/templates": "texts, of which each is read and worded on its own page",
    "log_reviews/review": "look-ups of named people; what was found stays where it is sealed",
    "log_reviews/reviews": "look-ups of named people; what was found stays where it is sealed",
    "norm_effects/compare": "counted anew each time, from two norms that are files themselves",
    "norm_effects/my_tenancies": "what a draft would do, of one's own cases: nothing that holds",
    "norm_effects/what_if": "counts that hide small ones; printed whole, not taken apart",
    "opening_reviews/to_review": "reasons that name people; the access log has each opening",
    "own_moves/years": "answers of years, of which each is a PDF of its own",
    "overview/editions": "each edition is a file of its own",
    "overview/reading": "words, which the PDF of each edition has",
    "statistics/dictionary": "words of tables; the dictionary is a JSON file",
    "statistics/edition": "counts that hide small ones; csv and JSON, whole and as they are kept",
    "statistics/editions": "each edition is a file of its own",
    "statistics_requests/requests": "each answer is a file of its own",
    "places/map": "the homes of the list of dwellings, whose file has their places",
    "protections/traces": "tells where somebody protected may be found",
    "retention/retention": "what is erased is written in a record of its own, which is a file",
    "visit_days/day": "a suggestion for one day, to be printed; the list of visits is a file",
}
REASONS = OF_ONE_THING | STEPS | OWN_FILES | set(BECAUSE)


def pages_with_rows() -> dict[str, str]:
    """The templates that show rows, by name."""
    found = {}
    for path in sorted(TEMPLATES.rglob("*.html")):
        text = path.read_text()
        if ROWS.search(text):
            found[str(path.relative_to(TEMPLATES).with_suffix(""))] = text
    return found


def test_every_page_with_rows_is_a_file_too_or_says_why_not() -> None:
    pages = pages_with_rows()
    with_file = {name for name, text in pages.items() if "as_files(" in text}

    assert set(pages) - with_file - REASONS == set()


def test_no_reason_outlives_its_page() -> None:
    pages = pages_with_rows()
    with_file = {name for name, text in pages.items() if "as_files(" in text}

    assert REASONS - set(pages) == set()
    assert REASONS & with_file == set()
