from datetime import date
from uuid import UUID

import pytest

from factories.retention import purging
from landlord_watch.retention.errors import LedgerUnreadable
from landlord_watch.retention.services.purging import HOUSEHOLD

ON = date(2031, 4, 1)


def test_a_line_that_was_broken_off_costs_no_other(engine, tmp_path):
    ledger = purging(engine, tmp_path).ledger
    ledger.append(HOUSEHOLD, [UUID(int=1)], on=ON)
    with ledger.file.open("a") as out:
        out.write('{"of": "househ')
    ledger.append(HOUSEHOLD, [UUID(int=2)], on=ON)

    assert ledger.read(HOUSEHOLD) == {ledger.code(HOUSEHOLD, UUID(int=id_)) for id_ in (1, 2)}


def test_a_line_that_is_not_ours_is_not_passed_over(engine, tmp_path):
    ledger = purging(engine, tmp_path).ledger
    ledger.append(HOUSEHOLD, [UUID(int=1)], on=ON)
    ledger.file.write_text(ledger.file.read_text() + "something else\n")

    with pytest.raises(LedgerUnreadable):
        ledger.read(HOUSEHOLD)
