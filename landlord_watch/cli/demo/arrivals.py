"""From where thirty households came, and how they tell it themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from landlord_watch.households.models import OwnWish
from landlord_watch.households.rules import Arranger
from landlord_watch.households.rules import ArrivalForm as Form

#: Nine municipalities that people came from, and how many households from each.
ORIGINS = (
    ("1480", 8),
    ("0180", 5),
    ("0181", 4),
    ("1490", 3),
    ("1880", 3),
    ("1280", 3),
    ("1488", 2),
    ("1780", 1),
    ("1485", 1),
)


@dataclass(frozen=True, slots=True)
class Story:
    """An arrival by the household's own account, and how many households tell one like it."""

    own_wish: OwnWish
    forms: tuple[Form, ...]
    account: str
    times: int = 1
    arranged_by: Arranger = Arranger.NOT_KNOWN
    arranged_words: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)


STORIES = (
    Story(
        OwnWish.NO,
        (Form.REFERRED_TO_LANDLORD, Form.ECONOMIC_INCENTIVE),
        "Jag fick en lapp med ett telefonnummer till hyresvärden. De betalade flytten och de "
        "två första hyrorna. Jag hade inte hört talas om orten.",
        5,
        Arranger.OTHER_MUNICIPALITY,
        "En boendesamordnare på socialkontoret.",
        {"contact": "other_municipality", "contract": "landlord", "money": "other_municipality"},
    ),
    Story(
        OwnWish.NO,
        (Form.ESTABLISHMENT_PERIOD_END, Form.CONTRACT_TERMINATED),
        "När de två åren var slut måste vi lämna lägenheten. De sa att det inte fanns något "
        "annat och att vi fick söka i hela landet.",
        4,
    ),
    Story(
        OwnWish.NO,
        (Form.NATIONWIDE_SEARCH_CONDITION, Form.AID_REFUSED_OR_THREATENED),
        "Handläggaren sa att hjälpen skulle ta slut om jag inte tackade ja till lägenheten.",
        3,
    ),
    Story(
        OwnWish.NO,
        (Form.LANDLORD_MARKETING, Form.REFERRED_TO_LANDLORD),
        "Hyresvärden kom till socialkontoret och visade bilder. Lägenheten såg inte ut så.",
        2,
        Arranger.LANDLORD,
        "",
        {"contact": "landlord", "contract": "landlord", "transport": "landlord"},
    ),
    Story(
        OwnWish.NO,
        (Form.REGISTER_WITH_ACQUAINTANCE,),
        "De bad mig skriva mig hos en vän här. Jag bodde i vännens vardagsrum i tre månader.",
        arranged_by=Arranger.PRIVATE_PERSON,
        arranged_words="En vän.",
    ),
    Story(
        OwnWish.UNCLEAR,
        (Form.REFERRED_TO_LANDLORD,),
        "Jag ville ha en större lägenhet, men jag visste inte att det var så långt bort.",
        3,
    ),
    Story(
        OwnWish.UNCLEAR,
        (Form.PLACEMENT_BECAME_RESIDENCE,),
        "Jag var placerad på ett boende i närheten. Sedan blev jag kvar, ingen frågade.",
        2,
    ),
    Story(OwnWish.NOT_ASKED, (Form.UNKNOWN,), "", 2),
    Story(
        OwnWish.YES,
        (),
        "Jag har min syster här och ville att barnen skulle växa upp nära henne.",
        3,
    ),
    Story(
        OwnWish.YES,
        (),
        "Jag fick arbete på sågverket och sökte lägenheten själv.",
        2,
        Arranger.ONESELF,
    ),
    Story(
        OwnWish.YES,
        (Form.OTHER,),
        "Vi behövde komma bort av trygghetsskäl. Kommunerna hade talat med varandra först och "
        "jag var med på mötet.",
        2,
    ),
    Story(
        OwnWish.YES,
        (Form.ECONOMIC_INCENTIVE,),
        "Jag ville bo på landet. Jag fick hjälp med flyttbilen efter att jag själv hade bett "
        "om det.",
    ),
)
