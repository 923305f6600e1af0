"""The tablet's real code in Node, over a line that breaks, with an office that is killed."""

import json
import subprocess
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from e2e.serving import Home, Server, plan_day
from factories.databases import open_with_keys
from factories.tablets import jpeg
from figures.killed_office import ALONE
from figures.served import APP, Served
from figures.told_and_held import Told, look
from landlord_watch.infra import clock
from landlord_watch.infra.sealing import KeyFolder
from landlord_watch.settings import read_settings
from landlord_watch.sync.models import Parcel, ParcelState
from landlord_watch.sync.services.interpreting import interpret_waiting
from tools.steps import FRONT, environment

VISITS = 4
AT_A_TIME = 20
DRIVER = "driver.mjs"


def build_driver(folder: Path, *, planted: str | None = None) -> Path:
    """The tablet's code as one script; `planted`: with this fault in it."""
    command = ["node", "pwa/test/schedules/build.mjs", folder, *([planted] if planted else [])]
    subprocess.run(command, cwd=FRONT, env=environment(), check=True)
    return folder / DRIVER


@dataclass
class Schedules:
    """Schedules so far, and what was wrong in them."""

    count: int = 0
    kills: int = 0
    strikes: int = 0
    mishaps: Counter[str] = field(default_factory=Counter)
    told: Told = field(default_factory=Told)
    #: What a tablet said of it, and what it was; by seed.
    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    #: Not delivered though the line was good again.
    stuck: list[str] = field(default_factory=list)

    @property
    def note(self) -> str:
        calls, bad = self.mishaps.total(), self.mishaps.total() - self.mishaps["none"]
        return (
            f"{self.count} schedules, {len(self.told)} acknowledged, {calls:,} calls of which "
            f"{bad:,} went wrong, {self.kills} dead tablets, {self.strikes} dead servers"
        )


@dataclass
class Trial:
    """An office, the tablet's code beside it, and what became of both."""

    folder: Path
    app: str = APP
    done: Schedules = field(default_factory=Schedules)
    office: Server = field(init=False)
    server: Served = field(init=False)

    def __post_init__(self) -> None:
        self.office = Server(self.folder)
        self.office.furnish()
        self.keys = read_settings(self.office.environment).keys
        self.server = Served(
            self.folder,
            self.office.database_url,
            self.keys,
            app=self.app,
            how=ALONE,
            settings={
                "LANDLORD_WATCH_SECOND_FACTOR": "no",
                # what was taken in is looked into at the end, so that it takes no time from this
                "LANDLORD_WATCH_INTERPRET": "by_command",
            },
        )

    @contextmanager
    def serving(self) -> Iterator["Trial"]:
        """While this lasts the office can be delivered to."""
        self.server.start()
        try:
            yield self
        finally:
            self.server.stop()

    def run(self, driver: Path, seeds: range) -> Schedules:
        """Run a schedule for each of these, and look into the office at the end."""
        return self.run_until(lambda _: False, driver, seeds)

    def run_until(
        self, is_enough: Callable[[Schedules], bool], driver: Path, seeds: range
    ) -> Schedules:
        """The same, ended before if that holds of what was found so far."""
        self.done = Schedules()
        with self._driven(driver) as node:
            for seed in seeds:
                self._run_one(node, seed)
                if is_enough(self.done):
                    break
        self._look()
        return self.done

    @contextmanager
    def _driven(self, driver: Path) -> Iterator["subprocess.Popen[str]"]:
        node = subprocess.Popen(
            ["node", driver],
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        with node:
            yield node
            assert node.stdin is not None
            node.stdin.close()

    def _run_one(self, node: "subprocess.Popen[str]", seed: int) -> None:
        officer = plan_day(self.office, *[Home()] * VISITS, username=f"officer {seed}")
        who = {
            "staffId": officer.staff_id,
            "token": officer.token,
            "code": officer.code,
            "visitIds": officer.visit_ids,
        }
        picture = b64encode(jpeg(width=8, height=8)).decode()
        self._say(node, {"seed": seed, "port": self.server.port, "officer": who, "jpeg": picture})
        while (said := self._hear(node))["is"] == "strike":
            self._strike(said["told"], seed)
            self._say(node, {})
        self.done.count += 1
        if said["is"] == "failed":
            self.done.stuck.append(f"seed {seed}: {said['why']}")
        else:
            self._hold_to(said["told"], seed)
            self._note(said, seed)

    def _say(self, node: "subprocess.Popen[str]", what: dict[str, Any]) -> None:
        assert node.stdin is not None
        node.stdin.write(json.dumps(what) + "\n")
        node.stdin.flush()

    def _hear(self, node: "subprocess.Popen[str]") -> dict[str, Any]:
        assert node.stdout is not None
        said: dict[str, Any] = json.loads(node.stdout.readline())
        return said

    def _strike(self, told: list[dict[str, Any]], seed: int) -> None:
        """Kill the office; what the tablet says that it has must be there."""
        self.server.kill()
        self.done.strikes += 1
        self._hold_to(told, seed)
        self.server.start()

    def _hold_to(self, told: list[dict[str, Any]], seed: int) -> None:
        with self._engine() as engine, Session(engine) as session:
            here = {str(each) for each in session.scalars(select(Parcel.revision_id))}
        self.done.lost += [
            f"seed {seed}: {each['id']} was told of, and is not at the office"
            for each in told
            if each["id"] not in here
        ]

    def _note(self, ending: dict[str, Any], seed: int) -> None:
        """What the tablet said is what the office has to hold."""
        done, told = self.done, self.done.told
        done.kills += ending["kills"]
        done.mishaps.update(ending["mishaps"])
        entries = {each["id"]: each for each in ending["entries"]}
        done.lost += [
            f"seed {seed}: {each} was saved, and is not on the tablet any more"
            for each in ending["saved"]
            if each not in entries
        ]
        if ending["waiting"]:
            done.stuck.append(f"seed {seed}: {ending['waiting']} wait")
        for each in entries.values():
            told.offered[UUID(each["id"])] = each["sha256"]
        for each in ending["told"]:
            entry = entries.get(each["id"])
            if entry is None or entry["number"] != each["number"]:
                done.lost.append(f"seed {seed}: {each['id']} had number {each['number']}")
                continue
            told.revisions[UUID(each["id"])] = entry["sha256"]
            if each["isWhole"]:
                told.blobs.update((UUID(entry["visitId"]), name) for name in entry["blobs"])

    def _look(self) -> None:
        """Hold everything against the office, and let it understand what it has."""
        with self._engine() as engine:
            parked = self._understand(engine)
            looked = look(engine, self.folder / "blobs", self.done.told)
        self.done.lost += sorted(looked.lost)
        self.done.twice += sorted(looked.twice)
        self.done.stuck += parked

    def _understand(self, engine: Engine) -> list[str]:
        keys = KeyFolder(self.keys)
        with Session(engine) as session:
            while interpret_waiting(session, keys=keys, limit=AT_A_TIME, at=clock.utc_now()):
                session.commit()
            rows = session.execute(
                select(Parcel.revision_id, Parcel.parked_because).where(
                    Parcel.state != ParcelState.INTERPRETED
                )
            )
            return [f"not understood: {row[0]} {row[1]}" for row in rows]

    @contextmanager
    def _engine(self) -> Iterator[Engine]:
        engine = open_with_keys(self.office.database_url, self.keys)
        yield engine
        engine.dispose()
