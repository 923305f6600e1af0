"""Landlords' numbers between municipalities, from the shell."""

from collections.abc import Callable
from pathlib import Path

from click.testing import Result
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from factories.fact_files import content, recorded_key, signed, signing
from factories.kept_editions import keep
from factories.landlords import ORGANISATION_NUMBER, landlord
from factories.people import staff_member
from factories.told_landlords import organisation, told
from landlord_watch.identity.rules import Role
from landlord_watch.oversight.rules.exchange import read_file

Run = Callable[..., Result]


def test_an_edition_is_written_signed_and_one_of_another_is_read_once(
    shell: Run, engine: Engine, tmp_path: Path
) -> None:
    keys, key = signing(tmp_path)
    with Session(engine) as session, session.begin():
        who = staff_member(session, Role.ANALYST, username="analys").id
        staff_member(session, Role.CASEWORKER, username="handlaggare")
        party = landlord(session, number=ORGANISATION_NUMBER)
        edition_id = keep(session, told(organisation(party.id)), made_by_id=who)
        recorded_key(session, key, author_id=who)
    ours, theirs = tmp_path / "ours.json", tmp_path / "theirs.json"
    theirs.write_bytes(signed(keys, key, content(ORGANISATION_NUMBER)))
    write = ("exchange", "write", str(edition_id), str(ours), "--as")
    before = shell(*write, "analys")
    made = shell("exchange", "make-key")
    not_allowed, written = shell(*write, "handlaggare"), shell(*write, "analys")
    read = ("exchange", "read", str(theirs), "--as", "analys")
    first, again = shell(*read), shell(*read)

    assert "exchange_key_missing" in before.output
    assert "To be read out by telephone" in made.output
    assert not_allowed.exit_code != 0
    assert written.exit_code == 0
    assert read_file(ours.read_bytes()).key in made.output
    assert "1488  2025-01-01 to 2026-01-01  stands" in first.output
    assert "exchange_read_already" in again.output
    assert "current  whole" in shell("exchange", "keys").output
