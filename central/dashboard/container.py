"""The parts of the console."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated, TypeVar
from zoneinfo import ZoneInfo

from anyio import CapacityLimiter, to_thread
from fastapi import Depends, Request
from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from central.dashboard.live import FRESH_S, OpenStreams
from central.dashboard.reader_door import ReaderDoor
from central.dashboard.sharing import SharedReading
from central.dashboard.signer_door import SignerDoor
from central.dashboard.words import console_catalogue
from central.fleet.by_departement import FleetByDepartement, fleet_by_departement
from central.fleet.configuration.wave_progress import WaveProgress, wave_progress
from central.fleet.kiosk_filter import UNPLACED, FilterChoices, KioskFilter, choices
from central.fleet.kiosk_list import KioskList
from central.fleet.kiosk_revision import kiosk_revision
from central.fleet.overview import FleetOverview, overview
from central.fleet.reach import Reach
from central.fleet.states import ListedState
from central.fleet.use.reading import ToldUse, UseAsked, told_use
from central.intake.counts import RequestCounts
from central.intake.counts import counts as request_counts
from central.intake.delays import Delays, LateAt
from shared_runtime.clock import Clock
from shared_runtime.messages.catalogue import Catalogue

_THREADS = 8
_CHOICES_FRESH_S = 30.0
_PLACES_FRESH_S = 20.0
_WAVE_FRESH_S = 2.0
_USE_FRESH_S = 300.0
"""Of days that are over, to which only kiosks that were cut off still add."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class DashboardContainer:
    """``delays``: when a request is late; ``reader``: None where contents are read by
    ``central requests show`` alone; ``signer``: None where what was approved waits for ``central
    fleet config renew`` and no command is given. ``waiting``: by the agencies that somebody reads
    requests of."""

    engine: Engine
    clock: Clock
    zone: ZoneInfo
    caisse_name: str
    encrypted: bool = False
    delays: Delays = field(default_factory=lambda: Delays({}))
    reader: ReaderDoor | None = None
    signer: SignerDoor | None = None
    catalogue: Catalogue = field(default_factory=console_catalogue)
    threads: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(_THREADS))
    streams: OpenStreams = field(default_factory=OpenStreams)
    overviews: SharedReading[Reach, FleetOverview] = field(init=False)
    choices: SharedReading[Reach, FilterChoices] = field(init=False)
    places: SharedReading[Reach, FleetByDepartement] = field(init=False)
    counts: SharedReading[tuple[Reach, KioskFilter], Mapping[ListedState, int]] = field(init=False)
    uses: SharedReading[UseAsked, ToldUse] = field(init=False)
    waiting: SharedReading[frozenset[str] | None, RequestCounts] = field(init=False)
    kiosk_revisions: SharedReading[str, str] = field(init=False)
    waves: SharedReading[tuple[int, Reach], WaveProgress | None] = field(init=False)

    def __post_init__(self) -> None:
        overviews = SharedReading(self._overview, self.clock, FRESH_S)
        choices = SharedReading(self._choices, self.clock, _CHOICES_FRESH_S)
        counts = SharedReading(self._counts, self.clock, FRESH_S)
        object.__setattr__(self, "counts", counts)
        places = SharedReading(self._places, self.clock, _PLACES_FRESH_S)
        object.__setattr__(self, "places", places)
        waiting = SharedReading(self._waiting, self.clock, FRESH_S)
        object.__setattr__(self, "overviews", overviews)
        object.__setattr__(self, "waiting", waiting)
        object.__setattr__(self, "choices", choices)
        object.__setattr__(self, "uses", SharedReading(self._use, self.clock, _USE_FRESH_S))
        revisions = SharedReading(self._kiosk_revision, self.clock, FRESH_S)
        object.__setattr__(self, "kiosk_revisions", revisions)
        object.__setattr__(self, "waves", SharedReading(self._wave, self.clock, _WAVE_FRESH_S))

    def today(self) -> date:
        return self.clock.now().astimezone(self.zone).date()

    def late_now(self) -> LateAt:
        return LateAt(self.delays, self.clock.now())

    async def in_thread(self, work: Callable[[], T]) -> T:
        return await to_thread.run_sync(work, limiter=self.threads)

    async def read(self, work: Callable[[Connection], T]) -> T:
        """What ``work`` finds in the store, of which it changes nothing."""

        def with_connection() -> T:
            with self.engine.connect() as db:
                return work(db)

        return await self.in_thread(with_connection)

    async def find(self, work: Callable[[Session], T]) -> T:
        """The same, by what is written for a session."""

        def in_session(db: Connection) -> T:
            with Session(db) as session:
                return work(session)

        return await self.read(in_session)

    async def placed(self, wanted: KioskFilter, reach: Reach) -> KioskFilter:
        """With the sites of the département that is asked for."""
        if not wanted.departement:
            return wanted
        code = "" if wanted.departement == UNPLACED else wanted.departement
        sites = (await self.places.current(reach)).sites
        return replace(wanted, sites=sites.get(code, frozenset()))

    async def _overview(self, reach: Reach) -> FleetOverview:
        now, today = self.clock.now(), self.today()
        return await self.read(lambda db: overview(db, reach, now, today))

    async def _waiting(self, sites: frozenset[str] | None) -> RequestCounts:
        late = self.late_now()
        return await self.find(lambda db: request_counts(db, late, sites))

    async def _choices(self, reach: Reach) -> FilterChoices:
        return await self.read(lambda db: choices(db, reach))

    async def _counts(self, asked: tuple[Reach, KioskFilter]) -> Mapping[ListedState, int]:
        reach, wanted = asked
        listed = KioskList(reach, self.clock.now(), wanted)
        return await self.read(listed.counts)

    async def _places(self, reach: Reach) -> FleetByDepartement:
        now = self.clock.now()
        return await self.read(lambda db: fleet_by_departement(db, reach, now))

    async def _kiosk_revision(self, kiosk: str) -> str:
        now = self.clock.now()
        return await self.read(lambda db: kiosk_revision(db, kiosk, now))

    async def _wave(self, asked: tuple[int, Reach]) -> WaveProgress | None:
        number, reach = asked
        return await self.find(lambda db: wave_progress(db, number, reach))

    async def _use(self, asked: UseAsked) -> ToldUse:
        return await self.read(lambda db: told_use(db, asked))


def dashboard_container_of(request: Request) -> DashboardContainer:
    container = request.app.state.container
    assert isinstance(container, DashboardContainer)
    return container


DashboardContainerOf = Annotated[DashboardContainer, Depends(dashboard_container_of)]
