"""
What an installation decides, read from the environment once at start.

Every name begins with `LANDLORD_WATCH_`, but `DATABASE_URL`, which has its usual name.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from landlord_watch.kernel.municipalities import Municipality, municipality


class SettingMissing(Exception):
    """A setting that has no safe default is not there, or cannot be used."""


@dataclass(frozen=True, slots=True)
class DemoSignIn:
    """How anybody signs in to a demo; it stands on its sign-in page."""

    usernames: tuple[str, ...]
    password: str


@dataclass(frozen=True, slots=True)
class ProviderSettings:
    """One provider, as the installation names it."""

    issuer: str
    client_id: str
    client_secret: str
    #: The levels of assurance that are taken; none: the provider is not asked for one.
    acr_values: tuple[str, ...]
    #: What people call it.
    name: str
    #: Hosts it uses besides the issuer's own.
    hosts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Settings:
    """The decisions of one installation: one municipality, one database, one blob store."""

    municipality: Municipality
    #: Where SQLite, blobs and the secret key lie, unless told otherwise.
    var: Path
    database_url: str
    #: Where the municipality's private keys lie: beside what a backup takes, never inside.
    keys: Path
    #: Signs the anti-forgery token; sessions are random and lie in the database.
    secret_key: str
    #: An invented municipality: marked on every page, bound to loopback.
    is_demo: bool
    #: Cookies only over TLS; off for loopback without it.
    secure_cookies: bool
    #: Numbers the tablet shows when a child may be in danger.
    duty_phone: str
    #: How long a signed-in person may sit still.
    idle_minutes: int
    #: Deliveries are understood by the server itself; else by `landlord-watch sync interpret`.
    interprets_after_delivery: bool
    #: Lines that say how far the access log has come; best on another machine, only added to.
    log_anchors: Path
    #: Codes of what was erased, to erase it again after a restore; never inside a backup's reach.
    purge_ledger: Path
    #: The server writes such a line every hour; else by `landlord-watch log anchor`.
    anchors_hourly: bool
    #: None: no demo, or one that tells nobody.
    demo_sign_in: DemoSignIn | None
    #: Where people reach the office, as `https://watch.example`; empty: as each request says.
    address: str
    #: How many proxies of the municipality stand before the server, and are believed.
    proxies: int
    #: Nobody comes in by a password alone; a demo does without.
    requires_second_factor: bool
    #: None: nobody but the program itself knows who signs in.
    provider: ProviderSettings | None

    @property
    def blobs(self) -> Path:
        return self.var / "blobs"


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """
    The settings of this environment.

    Raises: `SettingMissing`, `MunicipalityUnknown`.
    """
    env = os.environ if environment is None else environment

    def of(name: str, default: str) -> str:
        return env.get(f"LANDLORD_WATCH_{name}", default)

    var = Path(of("VAR", "var")).resolve()
    is_demo = of("DEMO", "no") == "yes"
    secret_key = of("SECRET_KEY", "")
    if not secret_key:
        raise SettingMissing(
            "LANDLORD_WATCH_SECRET_KEY is not set. `landlord-watch init` makes one for you."
        )
    return Settings(
        municipality=municipality(of("MUNICIPALITY", "1460")),
        var=var,
        keys=Path(of("KEYS", str(keys_beside(var)))).resolve(),
        database_url=env.get("DATABASE_URL", f"sqlite:///{var / 'landlord_watch.sqlite3'}"),
        secret_key=secret_key,
        is_demo=is_demo,
        secure_cookies=of("SECURE_COOKIES", "no" if is_demo else "yes") == "yes",
        duty_phone=of("DUTY_PHONE", ""),
        idle_minutes=int(of("IDLE_MINUTES", "15")),
        interprets_after_delivery=of("INTERPRET", "after_delivery") == "after_delivery",
        log_anchors=Path(of("LOG_ANCHORS", str(_anchors_beside(var)))).resolve(),
        purge_ledger=Path(of("PURGE_LEDGER", str(_ledger_beside(var)))).resolve(),
        anchors_hourly=of("ANCHOR", "hourly") == "hourly",
        demo_sign_in=_demo_sign_in(of("DEMO_USERS", ""), of("DEMO_PASSWORD", ""))
        if is_demo
        else None,
        address=of("ADDRESS", "").rstrip("/"),
        proxies=int(of("PROXIES", "0")),
        requires_second_factor=of("SECOND_FACTOR", "no" if is_demo else "yes") == "yes",
        provider=_provider(of),
    )


def _provider(of: Callable[[str, str], str]) -> ProviderSettings | None:
    issuer = of("OIDC_ISSUER", "")
    if not issuer:
        return None
    client_id = of("OIDC_CLIENT_ID", "")
    if not client_id:
        raise SettingMissing("LANDLORD_WATCH_OIDC_CLIENT_ID is not set, and OIDC_ISSUER is.")
    return ProviderSettings(
        issuer=issuer,
        client_id=client_id,
        client_secret=of("OIDC_CLIENT_SECRET", ""),
        acr_values=tuple(of("OIDC_ACR", "").split()),
        name=of("OIDC_NAME", "kommunens inloggning"),
        hosts=frozenset(of("OIDC_HOSTS", "").split()),
    )


def keys_beside(var: Path) -> Path:
    """Where private keys lie unless told otherwise: not under the folder that is backed up."""
    return var.with_name(f"{var.name}-keys")


def _anchors_beside(var: Path) -> Path:
    """Where anchors lie unless told otherwise: not under the folder that is backed up."""
    return var.with_name(f"{var.name}-anchors") / "access-log.jsonl"


def _ledger_beside(var: Path) -> Path:
    """Where the purge ledger lies unless told otherwise: a restore must not take it back."""
    return var.with_name(f"{var.name}-ledger") / "purged.jsonl"


def _demo_sign_in(usernames: str, password: str) -> DemoSignIn | None:
    return DemoSignIn(tuple(usernames.split()), password) if usernames and password else None
