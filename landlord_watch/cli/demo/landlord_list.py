"""The forty invented landlords: how many homes each lets, how dear, and how well kept."""

from dataclasses import dataclass
from enum import IntEnum

from landlord_watch.cli.demo.numbers import CompanyForm, Sex


class Upkeep(IntEnum):
    """How a landlord keeps the homes; visits find more where it is poorer."""

    GOOD = 0
    FAIR = 1
    WORN = 2
    POOR = 3


@dataclass(frozen=True, slots=True)
class Letting:
    """
    A company that lets.

    `dearness`: percent of an ordinary rent for the place. `pull`: how often households on
    aid come to live there, of what the number of homes would give. `desk`: companies with
    the same one share address, telephone and e-mail; empty: a desk of its own.
    `managed_by`, `paid_to`: names of others on the list.
    """

    name: str
    form: CompanyForm
    homes: int
    dearness: int = 100
    upkeep: Upkeep = Upkeep.FAIR
    pull: float = 1.0
    desk: str = ""
    managed_by: str = ""
    paid_to: str = ""
    owned_by: str = ""
    bought_from: str = ""
    is_municipal: bool = False


@dataclass(frozen=True, slots=True)
class Private:
    """A person who lets a home or a few."""

    given_name: str
    family_name: str
    sex: Sex
    birth_year: int
    homes: int
    dearness: int = 100
    upkeep: Upkeep = Upkeep.FAIR
    pull: float = 0.8
    managed_by: str = ""

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"


AB, HB = CompanyForm.AB, CompanyForm.HB
GOOD, FAIR, WORN, POOR = Upkeep

MANAGER = "Rödklint Förvaltning AB"
PAYEE = "Stenladan Ekonomi AB"
SHARED = "Industrigränd 8"

COMPANIES = (
    Letting("Sagobackens Bostäder AB", AB, 210, 94, GOOD, 0.5, is_municipal=True),
    Letting("Vargmyrens Fastigheter AB", AB, 84, 99, FAIR, 0.7),
    Letting("Tallhöjdens Bostad AB", AB, 66, 123, WORN, 1.2),
    Letting("Kvarnfallets Hus AB", AB, 22, 100, GOOD, 0.7),
    Letting("Björnbergets Bostäder AB", AB, 26, 104, FAIR, 0.8),
    Letting("Nattskiftet Fastigheter AB", AB, 30, 138, POOR, 4.0, SHARED, MANAGER, PAYEE),
    Letting("Ekorrens Hyreshus AB", AB, 18, 98, GOOD, 0.7),
    Letting(
        *("Järnladans Hem AB", AB, 16, 134, POOR, 4.0, SHARED, MANAGER, PAYEE),
        owned_by="Nattskiftet Fastigheter AB",
        bought_from="Kvarnfallets Hus AB",
    ),
    Letting("Granklyftans Fastighets AB", AB, 14, 101, FAIR, 0.8),
    Letting("Stenbrottets Lägenheter AB", AB, 12, 120, WORN, 1.6),
    Letting("Mellanvattnets Bostäder HB", HB, 10, 102, FAIR),
    Letting("Blåklintens Bostad HB", HB, 9, 126, WORN, 2.2, SHARED, "", PAYEE),
    Letting("Lommen & Söner HB", HB, 8, 97, GOOD),
    Letting("Brf Vitsippan", CompanyForm.ASSOCIATION, 7, 100, GOOD, 0.4),
    Letting("Stiftelsen Solroshemmet", CompanyForm.FOUNDATION, 6, 92, GOOD, 0.6),
    Letting(MANAGER, AB, 6, 112, WORN, 1.4, "Kontorsvägen 3"),
    Letting("Åkervägens Hus HB", HB, 5, 103),
    Letting("Skogsduvans Stugor AB", AB, 5, 105, WORN),
    Letting("Fabriksloftet AB", AB, 4, 138, POOR, 3.0),
    Letting("Kyrkbackens Bygg AB", AB, 4, 101, GOOD),
    Letting("Näckens Fastigheter AB", AB, 3, 106),
    Letting("Västanvindens Bostad AB", AB, 3, 99, GOOD),
    Letting(PAYEE, AB, 2, 115, WORN, 1.2, "Kontorsvägen 3"),
    Letting("Tvåtåliga Invest AB", AB, 2, 119, WORN, 1.5),
    Letting("Ugglans Holding AB", AB, 1, 110),
    Letting("Havregrynets Handel AB", AB, 1, 104),
    Letting("Lingontuvans Gård HB", HB, 1, 88, GOOD),
    Letting("Snickarna i Demodalen AB", AB, 1, 102, WORN),
)

WOMAN, MAN = Sex.WOMAN, Sex.MAN

PRIVATES = (
    Private("Asta", "Granmyr", WOMAN, 1951, 3, 94, GOOD),
    Private("Tore", "Vildros", MAN, 1958, 3, 116, WORN, 1.6),
    Private("Lena", "Stenhage", WOMAN, 1966, 3, 101),
    Private("Bo", "Kvarnlöv", MAN, 1949, 2, 90, WORN),
    Private("Ingrid", "Tranberg", WOMAN, 1962, 2, 98, GOOD),
    Private("Sven-Arne", "Mosshult", MAN, 1955, 2, 107, FAIR, 1.0, MANAGER),
    Private("Maryam", "Solvik", WOMAN, 1979, 2, 103, GOOD),
    Private("Kjell", "Barkman", MAN, 1961, 2, 122, POOR, 2.0),
    Private("Ulla", "Näverstad", WOMAN, 1947, 2, 93, FAIR, 0.8, MANAGER),
    Private("Jonas", "Åsklint", MAN, 1984, 1, 110),
    Private("Petra", "Lingvall", WOMAN, 1973, 1, 100, GOOD),
    Private("Milan", "Ekfors", MAN, 1969, 1, 105, WORN),
)

Landlord = Letting | Private
LANDLORDS: tuple[Landlord, ...] = (*COMPANIES, *PRIVATES)
