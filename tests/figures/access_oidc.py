"""Whether anybody comes in by a word of the provider that must not be believed."""

import json
import logging
import tempfile
from base64 import urlsafe_b64decode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from authlib.oidc.core import CodeIDToken
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories.hostile_tokens import HOSTILE, Forgery
from factories.people import NOW, staff_member
from factories.provider import TestProvider, honest, running_provider
from figures.access_office import SmallOffice, small_office
from figures.figure import Figure, MeasureCannotFail, must_be_short
from landlord_watch.identity.models import ProviderAccount, SignInSession
from landlord_watch.identity.proofs.oidc import Provider
from landlord_watch.identity.rules import Role

#: The account at the provider of somebody here; every forgery claims to be it.
SUBJECT = "e1b2c3"


@contextmanager
def tried_office(folder: Path) -> Iterator[tuple[SmallOffice, TestProvider]]:
    """An office with one who signs in by a provider, and the provider."""
    logging.getLogger("landlord_watch.web.office.provider").setLevel(logging.ERROR)
    with (
        running_provider() as provider,
        small_office(folder, provider.settings) as office,
    ):
        office.write(lambda session: _somebody(session, provider.issuer))
        yield office, provider


def _somebody(session: Session, issuer: str) -> None:
    staff = staff_member(session, Role.CASEWORKER)
    session.add(ProviderAccount(staff_id=staff.id, issuer=issuer, subject=SUBJECT, linked_at=NOW))


def comes_in(office: SmallOffice, provider: TestProvider, forge: Forgery) -> bool:
    """Whether a browser comes in by this word, all the way from our page and back to it."""
    provider.reset()
    provider.forge = forge
    before = office.read(_sessions)
    answer = provider.sign_in(office.app.test_client())
    if provider.given != 1:
        raise MeasureCannotFail("the provider gave no word")
    return answer.status_code == 303 or office.read(_sessions) > before


def _sessions(session: Session) -> int:
    return session.scalar(select(func.count(SignInSession.id))) or 0


def accepted(
    office: SmallOffice, provider: TestProvider, forgeries: Mapping[str, Forgery]
) -> list[str]:
    """Those that let somebody in."""
    if not comes_in(office, provider, honest):
        raise MeasureCannotFail("an honest word is not believed either")
    return [name for name, forge in forgeries.items() if comes_in(office, provider, forge)]


@contextmanager
def credulous() -> Iterator[None]:
    """Planted: a provider's word is read, and not looked over."""
    kept = Provider._claims  # noqa: SLF001 -- what is tried is that its absence is noticed

    def believe(self: Provider, word: str, *_: object, **__: object) -> CodeIDToken:
        del self
        claims = word.split(".")[1]
        read = json.loads(urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))
        return CodeIDToken(read, {"alg": "RS256"})

    Provider._claims = believe  # type: ignore[method-assign]  # noqa: SLF001 -- as above
    try:
        yield
    finally:
        Provider._claims = kept  # type: ignore[method-assign]  # noqa: SLF001 -- as above


def figure(taken: list[str], of: int) -> Figure:
    """How many were believed."""
    note = f"{of} hostile words by way of a real provider; believed: {', '.join(taken) or 'none'}"
    return Figure("access.oidc_hostile", len(taken), f"of {of}", 0, note, is_ceiling=True)


def figures() -> Iterator[Figure]:
    """All of them, after the planted fault."""
    readable = {name: HOSTILE[name] for name in ("alg none", "attacker's key", "issuer another")}
    with tempfile.TemporaryDirectory() as folder, tried_office(Path(folder)) as (office, provider):
        with credulous():
            must_be_short(figure(accepted(office, provider, readable), len(readable)))
        yield figure(accepted(office, provider, HOSTILE), len(HOSTILE))
