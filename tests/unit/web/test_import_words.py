"""What stands in the way of undoing a list has words, whatever table it lies in."""

from landlord_watch.models import metadata
from landlord_watch.web.import_after import PAGES
from landlord_watch.web.import_words import TABLES

#: What lists write (docs/adr/0011-lists.md).
WRITTEN = {
    *("party", "party_identifier", "party_role", "payee_account", "property", "dwelling"),
    *("offered_rent", "tenancy", "rent", "payment"),
}


def referring() -> set[str]:
    return {
        table.name
        for table in metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name in WRITTEN
    }


def test_whatever_may_rest_on_what_a_list_wrote_has_words() -> None:
    assert (WRITTEN | referring()) - set(TABLES) == set()


def test_each_page_that_one_is_led_to_is_of_a_table_there_is() -> None:
    assert set(PAGES) <= WRITTEN | referring()
