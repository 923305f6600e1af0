"""Fields that lie sealed: written and read as any other, and of no use out of their place."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, MetaData, insert, select, text, update
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.schema import CreateTable

from factories.people import NOW
from landlord_watch.infra.database import Base, Keyed
from landlord_watch.infra.encryption import (
    BlindIndex,
    EncryptedDocument,
    EncryptedText,
    FieldUnreadable,
    index_of,
)
from landlord_watch.infra.field_keys import (
    FieldKeysMissing,
    Purpose,
    WrappedKey,
    check_field_keys,
    ensure_field_keys,
    use_field_keys,
)
from landlord_watch.infra.key_files import KeyFiles, KeyFileUnusable
from landlord_watch.infra.once import table_of
from landlord_watch.infra.sealing import KeyTrouble
from landlord_watch.kernel.ids import new_id


class Planted(DeclarativeBase):
    """Tables of this test alone."""

    metadata = MetaData()
    type_annotation_map = Base.type_annotation_map


class Letter(Keyed, Planted):
    """Something with a secret, a text that may be missing, and a document."""

    __tablename__ = "sealed_example"

    number: Mapped[str] = mapped_column(EncryptedText(Purpose.PERSON))
    number_index: Mapped[bytes] = mapped_column(BlindIndex("number"), unique=True)
    note: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
    reply: Mapped[str | None] = mapped_column(EncryptedText(Purpose.CASE_TEXT))
    content: Mapped[dict[str, Any]] = mapped_column(EncryptedDocument(Purpose.CONCERN))
    pages: Mapped[int] = mapped_column(default=1)


LETTER = table_of(Letter)


@pytest.fixture
def letters(engine: Engine) -> Iterator[Session]:
    with engine.begin() as connection:
        connection.execute(CreateTable(LETTER))
    with Session(engine, expire_on_commit=False) as session:
        yield session


def written(session: Session, number: str = "198805042389", **more: Any) -> Letter:
    letter = Letter(number=number, content=more.pop("content", {"sedd": "kall hall"}), **more)
    session.add(letter)
    session.commit()
    return letter


def fresh(session: Session, letter: Letter) -> Letter:
    session.expunge_all()
    return session.get_one(Letter, letter.id)


def lying(session: Session, letter: Letter) -> dict[str, Any]:
    """The row as it lies in the database."""
    row = session.execute(
        text("SELECT * FROM sealed_example WHERE id = :id"), {"id": _id(session, letter)}
    )
    return dict(row.mappings().one())


def _id(session: Session, letter: Letter) -> object:
    return letter.id.hex if session.get_bind().dialect.name == "sqlite" else letter.id


def test_what_was_written_is_read_again(letters: Session) -> None:
    letter = written(letters, note="Ring före tio.", reply="Ja.")
    found = fresh(letters, letter)

    assert (found.number, found.note, found.reply) == ("198805042389", "Ring före tio.", "Ja.")
    assert found.content == {"sedd": "kall hall"}


def test_nothing_of_it_lies_readable(letters: Session) -> None:
    row = lying(letters, written(letters, note="Ring före tio."))

    assert not any(
        secret in str(row) for secret in ("198805042389", "Ring", "kall", "hall", "sedd")
    )
    assert row["number"].startswith("v1.")


def test_the_object_that_was_written_holds_what_it_was_given(letters: Session) -> None:
    letter = written(letters, note="Ring före tio.")

    assert (type(letter.note), letter.note) == (str, "Ring före tio.")
    assert type(letter.content) is dict


def test_nothing_stays_nothing(letters: Session) -> None:
    row = lying(letters, written(letters))

    assert (row["note"], row["reply"]) == ("", None)


def test_what_is_changed_is_sealed_anew_and_found_by_the_new(letters: Session) -> None:
    letter = fresh(letters, written(letters))
    before = lying(letters, letter)
    letter.number = "198805042397"
    letters.commit()
    after = lying(letters, letter)
    found = letters.scalars(
        select(Letter).where(
            Letter.number_index == index_of(letters, Letter, number="198805042397")
        )
    ).one()

    assert fresh(letters, found).number == "198805042397"
    assert before["number_index"] != after["number_index"]
    assert before["content"] == after["content"]  # what was not changed is not written


def test_a_change_beside_it_leaves_it_as_it_lies(letters: Session) -> None:
    letter = fresh(letters, written(letters))
    before = lying(letters, letter)
    letter.pages = 2
    letters.commit()
    after = lying(letters, letter)

    assert {**before, "pages": 2} == after


def test_the_same_twice_does_not_look_the_same(letters: Session) -> None:
    one = lying(letters, written(letters, note="Samma."))
    other = lying(letters, written(letters, "198805042397", note="Samma."))

    assert one["note"] != other["note"]


def test_two_of_one_number_are_refused_by_the_index(letters: Session) -> None:
    written(letters)

    with pytest.raises(IntegrityError):
        written(letters)


@pytest.mark.parametrize("column", ["note", "number"])
def test_in_another_row_or_column_it_does_not_open(letters: Session, column: str) -> None:
    one, other = written(letters, note="Ett."), written(letters, "198805042397", note="Två.")
    moved = lying(letters, one)["note"]
    where = {"moved": moved, "id": _id(letters, other)}
    letters.execute(text(f"UPDATE sealed_example SET {column} = :moved WHERE id = :id"), where)  # noqa: S608 -- one of two words above

    with pytest.raises(FieldUnreadable):
        fresh(letters, other)


def test_what_was_changed_in_place_does_not_open(letters: Session) -> None:
    letter = written(letters, note="Ett.")
    lies = lying(letters, letter)["note"]
    changed = lies[:-2] + ("AA" if lies[-2:] != "AA" else "BB")
    where = {"changed": changed, "id": _id(letters, letter)}
    letters.execute(text("UPDATE sealed_example SET note = :changed WHERE id = :id"), where)

    with pytest.raises(FieldUnreadable):
        fresh(letters, letter)


def test_writing_past_the_object_is_refused(letters: Session) -> None:
    letter = written(letters)

    with pytest.raises(StatementError, match="NotSealed"):
        letters.execute(update(Letter).where(Letter.id == letter.id).values(note="Öppet."))
    with pytest.raises(StatementError, match="NotSealed"):
        letters.execute(insert(LETTER), [{"id": new_id(), "number": "1"}])
    with pytest.raises(StatementError, match="NotSealed"):
        letters.execute(select(Letter).where(Letter.number == "198805042389"))


def test_each_purpose_has_a_key_of_its_own(letters: Session) -> None:
    row = lying(letters, written(letters, note="Ring."))
    names = {row[column].split(".")[1] for column in ("number", "note", "content")}
    known = {row.name: row.purpose for row in letters.scalars(select(WrappedKey))}

    assert {known[name] for name in names} == {Purpose.PERSON, Purpose.CASE_TEXT, Purpose.CONCERN}


def test_a_wrapped_key_put_in_anothers_place_opens_nothing(
    letters: Session, tmp_path: Path
) -> None:
    rows = {row.purpose: row for row in letters.scalars(select(WrappedKey))}
    rows[Purpose.PERSON].wrapped = rows[Purpose.CONCERN].wrapped
    letters.commit()
    use_field_keys(letters.get_bind().engine, KeyFiles(tmp_path / "var-keys"))

    with pytest.raises(KeyFileUnusable):
        check_field_keys(letters)


def test_what_was_refused_can_be_written_once_more(letters: Session) -> None:
    written(letters)
    again = Letter(number="198805042389", content={}, note="Kvar.")
    letters.add(again)
    with pytest.raises(IntegrityError):
        letters.flush()
    letters.rollback()
    again.number = "198805042397"
    letters.add(again)
    letters.commit()

    assert (fresh(letters, again).note, again.number) == ("Kvar.", "198805042397")


def test_a_database_without_keys_is_told_so(letters: Session) -> None:
    bare = letters.get_bind().engine.execution_options(field_keys=None)

    with Session(bare) as session, pytest.raises(FieldKeysMissing):
        written(session)


@pytest.mark.parametrize("file", ["index.key", "log.key", "master-*.key"])
def test_a_file_that_is_missing_is_named_and_never_made_anew(
    session: Session, engine: Engine, tmp_path: Path, file: str
) -> None:
    folder = tmp_path / "var-keys"
    (gone,) = folder.glob(file)
    gone.unlink()
    use_field_keys(engine, KeyFiles(folder))

    with pytest.raises(KeyFileUnusable) as told:
        ensure_field_keys(session, at=NOW)
    assert (told.value.path, told.value.trouble) == (gone, KeyTrouble.MISSING)
    assert not gone.exists()


def test_anothers_master_under_the_right_name_is_noticed(
    session: Session, engine: Engine, tmp_path: Path
) -> None:
    (place,) = (tmp_path / "var-keys").glob("master-*.key")
    place.write_text("00" * 32)
    use_field_keys(engine, KeyFiles(place.parent))

    with pytest.raises(KeyFileUnusable) as told:
        check_field_keys(session)
    assert told.value.trouble is KeyTrouble.OTHER_KEY


def test_the_files_are_their_owners_alone_and_hold_nothing_of_the_database(
    session: Session, tmp_path: Path
) -> None:
    files = sorted((tmp_path / "var-keys").iterdir())
    modes = {path.stat().st_mode & 0o777 for path in files}
    secrets = [path.read_text() for path in files]
    kept = str(session.execute(text("SELECT * FROM field_key")).all())

    assert modes == {0o600}
    assert not any(secret in kept for secret in secrets)


def test_made_once_more_nothing_changes(session: Session) -> None:
    before = session.scalars(select(WrappedKey.name)).all()
    ensure_field_keys(session, at=NOW)
    after = session.scalars(select(WrappedKey.name)).all()

    assert sorted(after) == sorted(before)
