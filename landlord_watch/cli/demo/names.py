"""Names of invented people, streets and properties, and what they speak."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Speech:
    """A language that is spoken at home, and names that go with it."""

    #: The code a household is recorded with.
    language: str
    #: Of a hundred households.
    share: int
    #: Percent who need an interpreter.
    interpreter: int
    women: tuple[str, ...]
    men: tuple[str, ...]
    families: tuple[str, ...]


SPEECHES = (
    Speech(
        *("sv", 46, 0),
        women=("Anna", "Ebba", "Maja", "Karin", "Linnéa", "Sofia", "Tova", "Åsa", "Ellen", "Moa"),
        men=("Erik", "Oskar", "Lars", "Nils", "Jonas", "Albin", "Östen", "Viktor", "Emil", "Hugo"),
        families=(
            *("Granfalk", "Mosskog", "Ängsblad", "Tallvik", "Stenlöv", "Rönnhage", "Björkmar"),
            *("Hasselmo", "Åkervind", "Sjöviol", "Lärkholt", "Vintermyr", "Dalgren-Ask", "Enbär"),
        ),
    ),
    Speech(
        *("ar", 15, 70),
        women=("Rania", "Huda", "Layla", "Samira", "Nour", "Amal", "Dima"),
        men=("Khaled", "Omar", "Yousef", "Hassan", "Tarek", "Sami", "Bilal"),
        families=("Al-Rimali", "Haddadin", "Qasimi", "Sabbaghi", "Mansouri", "Al-Nahari"),
    ),
    Speech(
        *("so", 11, 75),
        women=("Hodan", "Ayaan", "Sahra", "Ifrah", "Nasteho", "Deqa"),
        men=("Abdi", "Liban", "Mahad", "Guled", "Yusuf", "Zakariye"),
        families=("Warfaale", "Geedi", "Shirwac", "Duhulow", "Cilmi", "Samatar"),
    ),
    Speech(
        *("ti", 7, 80),
        women=("Selam", "Feven", "Rahwa", "Saba", "Winta"),
        men=("Filmon", "Yonas", "Tesfay", "Kidane", "Aman"),
        families=("Habtezion", "Woldemar", "Ghirmay", "Tekleab", "Asmelash"),
    ),
    Speech(
        *("fa", 7, 60),
        women=("Zahra", "Parisa", "Shirin", "Laleh", "Maryam"),
        men=("Reza", "Farid", "Hamid", "Navid", "Jawad"),
        families=("Noorzad", "Rostamian", "Hakimzad", "Safari-Far", "Yazdan"),
    ),
    Speech(
        *("uk", 6, 55),
        women=("Oksana", "Iryna", "Olena", "Daryna"),
        men=("Andrij", "Mykola", "Taras", "Bohdan"),
        families=("Vyshnenko", "Kalynets", "Zozulyak", "Dubrava"),
    ),
    Speech(
        *("pl", 3, 25),
        women=("Agnieszka", "Beata", "Zofia"),
        men=("Marek", "Piotr", "Tomasz"),
        families=("Lipowiec", "Jaskolska", "Brzozan"),
    ),
    Speech(
        *("es", 2, 30),
        women=("Lucía", "Carmen"),
        men=("Diego", "Mateo"),
        families=("Robledal", "Fuentefría"),
    ),
    Speech(
        *("fi", 2, 10),
        women=("Aino", "Helmi"),
        men=("Väinö", "Eero"),
        families=("Mäntylampi", "Koivuranta"),
    ),
    Speech(
        *("en", 1, 0),
        women=("Grace",),
        men=("Samuel",),
        families=("Okondo", "Wetherley"),
    ),
)

#: Streets that no map has.
STREETS = (
    *("Sagovägen", "Lingonstigen", "Näverstigen", "Tjäderleden", "Kvarnrännan", "Mossgränd"),
    *("Trollskogsvägen", "Hängbrogatan", "Smultronbacken", "Bäverdammsvägen", "Rönnbärsgatan"),
    *("Svartvinbärsvägen", "Lommens väg", "Tranmyrsgatan", "Kolmilan", "Stenyxegatan"),
    *("Fågelskrämmevägen", "Blåsippestigen", "Masugnsbacken", "Skvalthjulet", "Vättestigen"),
    *("Karamellgränd", "Ekorrstigen", "Humlestigen", "Järnvitriolgatan", "Trasmattevägen"),
)

#: Postal code and town of the places of the municipality, and of ten homes how many lie there.
PLACES = (
    ("66630", "Bengtsfors", 5),
    ("66010", "Dals Långed", 2),
    ("66011", "Billingsfors", 2),
    ("66840", "Bäckefors", 1),
)

#: Properties that no register has.
TRAKTER = ("Sagobacken", "Lingonmon", "Trollmyren", "Demohult", "Näverbyn", "Påhittstorp")
