"""
What an installation decides, read from the environment once at start.

Every name begins with `LANDLORD_WATCH_`, but `DATABASE_URL`, which has its usual name.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from landlord_watch.kernel.municipalities import Municipality, municipality


class SettingMissing(Exception):
    """A setting that has no safe default is not there, or cannot be used."""


class SettingUnsafe(Exception):
    """A setting that is good for practice alone, where more than practice could be."""


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
class GeocoderSettings:
    """The one service that is asked where an address is."""

    #: Which kind of service it is, as `places.geocoders` knows them.
    kind: str
    #: As `https://geo.kommunen.example`.
    address: str
    user_agent: str
    #: How long it may take to answer.
    timeout_seconds: float
    #: At least so long between two questions, whoever asks.
    interval_seconds: float
    #: So many questions a day at most.
    most_a_day: int


@dataclass(frozen=True, slots=True)
class MapSettings:
    """What the map shows besides points; None, empty: nothing."""

    #: GeoJSON with the municipality's border.
    outline: Path | None
    #: Pictures of the ground, as `https://tiles.kommunen.example/{z}/{x}/{y}.png`.
    tiles: str
    #: Whom the pictures are by, as their licence wants it said.
    attribution: str
    #: Where the day's visits begin and end: `58.9,11.93`, WGS 84.
    office: str

    @property
    def tiles_origin(self) -> str:
        """What a browser may fetch pictures from; empty: nowhere."""
        parts = urlsplit(self.tiles)
        return f"{parts.scheme}://{parts.netloc}" if self.tiles else ""


@dataclass(frozen=True, slots=True)
class MailSettings:
    """The server that mails notices; over TLS, or on this machine itself."""

    host: str
    port: int
    #: TLS from the first byte; else it is asked for (STARTTLS) before anything is said.
    has_tls_at_once: bool
    username: str
    password: str
    #: Whom mail is from.
    sender: str


@dataclass(frozen=True, slots=True)
class NoticeSettings:
    """How whoever is on duty is told that there is something to see; by default on pages alone."""

    #: How long somebody has who was called, before the next is.
    minutes: int
    #: The same, where a child may be in danger now.
    minutes_in_danger: int
    #: None: nothing is mailed.
    mail: MailSettings | None
    #: Called over TLS, or on this machine itself; empty: nothing is.
    webhook: str
    #: Who is mailed of tablets that have fallen silent.
    administrators: tuple[str, ...]
    #: Certificates to trust instead of the machine's; None: those.
    certificates: Path | None


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
    #: Deliveries are understood by the server itself; else by `landlord-watch ingest`.
    interprets_after_delivery: bool
    #: Lines that say how far the access log has come; best on another machine, only added to.
    log_anchors: Path
    #: Codes of what was erased, to erase it again after a restore; never inside a backup's reach.
    purge_ledger: Path
    #: The server writes such a line every hour; else by `landlord-watch log anchor`.
    anchors_hourly: bool
    #: None: no demo, or one that tells nobody.
    demo_sign_in: DemoSignIn | None
    #: Where people reach the office, as `https://watch.example`; empty, for a demo: as each
    #: request says.
    address: str
    #: How many proxies of the municipality stand before the server, and are believed.
    proxies: int
    #: Nobody comes in by a password alone; a demo does without.
    requires_second_factor: bool
    #: None: nobody but the program itself knows who signs in.
    provider: ProviderSettings | None
    #: None: no address is asked for anywhere.
    geocoder: GeocoderSettings | None
    map: MapSettings
    notices: NoticeSettings

    @property
    def is_for_this_machine(self) -> bool:
        """Whether nobody is to reach it from elsewhere: a demo, or practice on loopback."""
        return self.is_demo or _is_loopback(urlsplit(self.address).hostname or "")

    @property
    def history_mark(self) -> Path:
        """Where it is written how far the history has come: a restore must not take it back."""
        return self.purge_ledger.with_name("history.json")

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
        geocoder=_geocoder(of),
        map=_map(of),
        notices=_notices(of),
    )


def refuse_unsafe(settings: Settings) -> None:
    """
    Refuse to serve real data as one serves practice: each sentence says what to do about it.

    Raises: `SettingUnsafe`.
    """
    if settings.is_for_this_machine:
        return
    if not _is_whole(settings.address):
        raise SettingUnsafe(
            "LANDLORD_WATCH_ADDRESS has to say where people reach the office, as "
            "https://watch.kommunen.example: security keys and the sign-in provider are bound to "
            "it. To practise on this machine alone: http://127.0.0.1:8000"
        )
    if not settings.secure_cookies:
        raise SettingUnsafe(f"LANDLORD_WATCH_SECURE_COOKIES=no is {_FOR_PRACTICE}")
    if not settings.requires_second_factor:
        raise SettingUnsafe(f"LANDLORD_WATCH_SECOND_FACTOR=no is {_FOR_PRACTICE}")
    if settings.geocoder is not None and not _is_closed(settings.geocoder.address):
        raise SettingUnsafe(f"LANDLORD_WATCH_GEOCODER_ADDRESS {_IN_THE_CLEAR}")
    if settings.map.tiles and not _is_closed(settings.map.tiles):
        raise SettingUnsafe(f"LANDLORD_WATCH_MAP_TILES {_IN_THE_CLEAR}")


_FOR_PRACTICE = (
    "for practice on one machine: take it away, or let LANDLORD_WATCH_ADDRESS be that machine's "
    "own, as http://127.0.0.1:8000"
)

_IN_THE_CLEAR = (
    "has to begin with https://, or be on this machine: what is asked for tells where homes are"
)


def _is_closed(address: str) -> bool:
    """Whether what is asked there is read by nobody on the way."""
    parts = urlsplit(address)
    return parts.scheme == "https" or _is_loopback(parts.hostname or "")


def _is_whole(address: str) -> bool:
    """Whether an address is one that a browser knows a site by, over TLS."""
    parts = urlsplit(address)
    rest = (parts.path, parts.query, parts.fragment, parts.username)
    return parts.scheme == "https" and bool(parts.hostname) and not any(rest)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


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


def _geocoder(of: Callable[[str, str], str]) -> GeocoderSettings | None:
    kind = of("GEOCODER", "")
    if not kind:
        return None
    address, user_agent = of("GEOCODER_ADDRESS", "").rstrip("/"), of("GEOCODER_USER_AGENT", "")
    if not urlsplit(address).hostname:
        raise SettingMissing(
            "LANDLORD_WATCH_GEOCODER_ADDRESS has to say where the service is, as "
            "https://geo.kommunen.example: GEOCODER is set."
        )
    if not user_agent:
        raise SettingMissing(
            "LANDLORD_WATCH_GEOCODER_USER_AGENT has to say who asks, as such services want: "
            "the municipality's name and an address of mail."
        )
    return GeocoderSettings(
        kind=kind,
        address=address,
        user_agent=user_agent,
        timeout_seconds=float(of("GEOCODER_SECONDS", "5")),
        interval_seconds=float(of("GEOCODER_INTERVAL", "1")),
        most_a_day=int(of("GEOCODER_A_DAY", "1000")),
    )


def _map(of: Callable[[str, str], str]) -> MapSettings:
    outline, tiles = of("MAP_OUTLINE", ""), of("MAP_TILES", "")
    parts = urlsplit(tiles)
    if tiles and not (parts.hostname and all(f"{{{each}}}" in parts.path for each in "xyz")):
        raise SettingMissing(
            "LANDLORD_WATCH_MAP_TILES has to be an address with {z}, {x} and {y} in it, as "
            "https://tiles.kommunen.example/{z}/{x}/{y}.png"
        )
    if tiles and set(parts.netloc) & set("{};,' "):
        raise SettingMissing("LANDLORD_WATCH_MAP_TILES has to name one host, as it is.")
    return MapSettings(
        outline=Path(outline).resolve() if outline else None,
        tiles=tiles,
        attribution=of("MAP_ATTRIBUTION", ""),
        office=of("OFFICE_PLACE", ""),
    )


def _notices(of: Callable[[str, str], str]) -> NoticeSettings:
    webhook, certificates = of("WEBHOOK", ""), of("NOTICE_CERTIFICATES", "")
    settings = NoticeSettings(
        minutes=int(of("DUTY_MINUTES", "15")),
        minutes_in_danger=int(of("DUTY_MINUTES_DANGER", "5")),
        mail=_mail(of),
        webhook=webhook,
        administrators=tuple(of("MAIL_ADMINISTRATORS", "").split()),
        certificates=Path(certificates).resolve() if certificates else None,
    )
    if min(settings.minutes, settings.minutes_in_danger) < 1:
        raise SettingMissing("LANDLORD_WATCH_DUTY_MINUTES and _DANGER are whole minutes, from 1.")
    if webhook and not _is_closed(webhook):
        raise SettingMissing("LANDLORD_WATCH_WEBHOOK has to begin with https://.")
    if (settings.mail or webhook) and not of("ADDRESS", ""):
        raise SettingMissing(
            "LANDLORD_WATCH_ADDRESS is not set, and notices say nothing but where to look."
        )
    return settings


def _mail(of: Callable[[str, str], str]) -> MailSettings | None:
    server = of("MAIL_SERVER", "")
    if not server:
        return None
    parts = urlsplit(server)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise SettingMissing(
            "LANDLORD_WATCH_MAIL_SERVER has to be as smtp://post.kommunen.example:587 (STARTTLS), "
            "or smtps:// for TLS at once."
        )
    sender = of("MAIL_FROM", "")
    if "@" not in sender:
        raise SettingMissing("LANDLORD_WATCH_MAIL_FROM has to say whom mail is from.")
    is_at_once = parts.scheme == "smtps"
    return MailSettings(
        host=parts.hostname,
        port=parts.port or (465 if is_at_once else 587),
        has_tls_at_once=is_at_once,
        username=of("MAIL_USER", ""),
        password=of("MAIL_PASSWORD", ""),
        sender=sender,
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
