"""Drawing up the households: who they are, since when, on aid or not, and from where they came."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from landlord_watch.cli.demo.arrivals import ORIGINS, STORIES, Story
from landlord_watch.cli.demo.names import SPEECHES, Speech
from landlord_watch.cli.demo.numbers import NumberBook
from landlord_watch.cli.demo.people import HALF_THE_TIME, SHAPES, Family, Someone, draw_people
from landlord_watch.cli.demo.setting import Setting
from landlord_watch.households.models import MemberRole
from landlord_watch.kernel.identifiers import PersonNumberKind

HOUSEHOLDS = 205
AIDED = 120
#: The last ones to come have applied and have no decision.
UNDECIDED = 15
#: Days ago that the first household was opened, and the last.
FIRST_DAY, LAST_DAY = 940, 4
#: Arrivals lie within so many days.
ARRIVED_WITHIN = 700
#: In every so manyth household the children, if any, live half of the time.
HALF_TIME_EVERY = 11


@dataclass(frozen=True, slots=True)
class Origin:
    """From which municipality a household came, and its own account of how."""

    municipality_code: str
    story: Story


@dataclass(frozen=True, slots=True)
class HouseholdPlan:
    """A household as it is to be recorded."""

    place: int
    people: tuple[Someone, ...]
    speech: Speech
    needs_interpreter: bool
    opened_on: date
    #: The day it moved into where it lives now.
    moved_in_on: date
    is_aided: bool
    #: None: no decision yet.
    aid_starts_on: date | None
    #: None: lived here before.
    origin: Origin | None

    @property
    def children(self) -> int:
        return sum(person.role is MemberRole.CHILD for person in self.people)


@dataclass(frozen=True, slots=True)
class _Draw:
    """What is decided of all households before any of them is drawn."""

    opened: list[date]
    origins: dict[int, Origin]
    aided: set[int]
    #: Those whose eldest adult has no personnummer.
    numbers: dict[int, PersonNumberKind]


def draw_households(setting: Setting, book: NumberBook) -> list[HouseholdPlan]:
    """Every household, in the order they were opened."""
    chance = setting.chance("households")
    days = sorted((chance.randint(LAST_DAY, FIRST_DAY) for _ in range(HOUSEHOLDS)), reverse=True)
    opened = [setting.days_ago(each) for each in days]
    origins = _origins(setting, opened, chance)
    draw = _Draw(opened, origins, _aided(origins, chance), _numbers(origins))
    return _share_children([_plan(setting, place, draw, book) for place in range(HOUSEHOLDS)])


def _origins(setting: Setting, opened: list[date], chance: Random) -> dict[int, Origin]:
    """The households that came from elsewhere, by place."""
    since = setting.days_ago(ARRIVED_WITHIN)
    recent = [place for place, day in enumerate(opened) if day >= since]
    codes = [code for code, times in ORIGINS for _ in range(times)]
    stories = [story for story in STORIES for _ in range(story.times)]
    chance.shuffle(codes)
    chance.shuffle(stories)
    places = sorted(chance.sample(recent, len(codes)))
    return {
        place: Origin(code, story)
        for place, code, story in zip(places, codes, stories, strict=True)
    }


def _aided(origins: dict[int, Origin], chance: Random) -> set[int]:
    """Those on aid on the demo's today: nearly all who came, and others."""
    decided = range(HOUSEHOLDS - UNDECIDED)
    came = [place for place in origins if place in decided][3:]
    others = [place for place in decided if place not in origins]
    return {*came, *chance.sample(others, AIDED - len(came))}


def _numbers(origins: dict[int, Origin]) -> dict[int, PersonNumberKind]:
    """One samordningsnummer and two temporary numbers, of people who came lately."""
    *_, third, second, last = origins
    return {
        last: PersonNumberKind.TEMPORARY,
        second: PersonNumberKind.SAMORDNINGSNUMMER,
        third: PersonNumberKind.TEMPORARY,
    }


def _plan(setting: Setting, place: int, draw: _Draw, book: NumberBook) -> HouseholdPlan:
    chance = setting.chance("household", place)
    opened_on, origin = draw.opened[place], draw.origins.get(place)
    speech = _speech(chance, has_come=origin is not None)
    before = chance.randint(1, 24) if origin else _since(chance)
    family = Family(
        shape=chance.choices(SHAPES, weights=[shape.share for shape in SHAPES])[0],
        speech=speech,
        known_on=opened_on - timedelta(days=30),
        is_half_time=place % HALF_TIME_EVERY == 0,
        number_kind=draw.numbers.get(place, PersonNumberKind.PERSONNUMMER),
    )
    has_decision = place < HOUSEHOLDS - UNDECIDED
    return HouseholdPlan(
        place=place,
        people=draw_people(family, chance, book),
        speech=speech,
        needs_interpreter=chance.randrange(100) < speech.interpreter,
        opened_on=opened_on,
        moved_in_on=(opened_on - timedelta(days=before)).replace(day=1),
        is_aided=place in draw.aided,
        aid_starts_on=opened_on.replace(day=1) if has_decision else None,
        origin=origin,
    )


def _since(chance: Random) -> int:
    """How many days before it applied a household moved in."""
    return chance.choice((chance.randint(20, 200), chance.randint(200, 1500)))


def _speech(chance: Random, *, has_come: bool) -> Speech:
    """Swedish is spoken in fewer of the homes of those who came."""
    offered = SPEECHES[1:] if has_come and chance.random() < 1 / 2 else SPEECHES
    return chance.choices(offered, weights=[speech.share for speech in offered])[0]


def _share_children(plans: list[HouseholdPlan]) -> list[HouseholdPlan]:
    """Let a child of each of two households live the other half of the time in another."""
    givers = [plan for plan in plans if plan.children and plan.place % HALF_TIME_EVERY == 0][-2:]
    takers = [plan for plan in plans if len(plan.people) == 1 and plan.origin is None][-2:]
    for giver, taker in zip(givers, takers, strict=True):
        child = next(each for each in giver.people if each.share_permille == HALF_THE_TIME)
        plans[taker.place] = replace(taker, people=(*taker.people, child))
    return plans
