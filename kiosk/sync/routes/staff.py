"""Staff sign in: by what central signed, with central or without it, one at a time."""

import asyncio
from collections.abc import Callable, Sequence
from typing import TypeVar

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kiosk.sync.outbox.action import NewAction, Stored
from kiosk.sync.outbox.outbox import IdTaken
from kiosk.sync.problems import said
from kiosk.sync.routes.requests import body_of
from kiosk.sync.staff.lockout import EVERYBODY_FREE, FREE
from kiosk.sync.staff.roll import StaffRoll, roll_of, typed_name, way_in
from kiosk.sync.staff.tries import Counted
from kiosk.sync.store.store_worker import Store, StoreWorker
from shared_runtime import own_memory
from shared_runtime.clock import Clock
from wire.codec import codec_of
from wire.configuration import StaffVerifier
from wire.demandes.demande import Assurance
from wire.staff import (
    STAFF_ACT_KIND,
    STAFF_ACT_VERSION,
    DoneByStaff,
    SignInStaff,
    StaffLack,
    StaffLocked,
    StaffNotSet,
    StaffReady,
    StaffRefused,
    StaffSignedIn,
)
from wire.staff_pepper import StaffPepper

_LAST = 9
"""Of the queue's priorities: what people asked for goes first."""
T = TypeVar("T")
Told = tuple[StaffVerifier, ...]
StaffAnswer = StaffSignedIn | StaffRefused | StaffLocked | StaffNotSet

log = structlog.get_logger(__name__)


class StaffRoutes:
    """``told``: who may sign in, as the configuration in force says; ``pepper``: the agency's
    secret, read when it is needed; ``taken``: told of each act that is new in the queue."""

    def __init__(
        self,
        worker: StoreWorker,
        told: Callable[[], Told],
        pepper: Callable[[], StaffPepper | None],
        taken: Callable[[], None],
        clock: Clock,
    ) -> None:
        self._worker = worker
        self._told, self._pepper = told, pepper
        self._taken = taken
        self._clock = clock
        self._roll: tuple[Told, StaffRoll] | None = None
        self._one = asyncio.Lock()

    def routes(self) -> list[Route]:
        return [
            Route("/v1/staff", self._ready, methods=["GET"]),
            Route("/v1/staff/sign-in", self._sign_in, methods=["POST"]),
        ]

    async def _ready(self, _request: Request) -> Response:
        async with self._one:
            roll = await self._current()
        if isinstance(roll, StaffRoll):
            return said(StaffReady(by_badge=roll.by_badge, with_code=roll.with_code))
        return said(StaffReady(roll))

    async def _sign_in(self, request: Request) -> Response:
        asked = await body_of(request, codec_of(SignInStaff))
        # One hash at a time: each takes memory, and no try is counted after another one was judged.
        async with self._one:
            return said(await self._judged(asked))

    async def _judged(self, asked: SignInStaff) -> StaffAnswer:
        roll = await self._current()
        if not isinstance(roll, StaffRoll):
            log.warning("staff_not_set", lack=roll)
            return StaffNotSet(roll)
        counted = _counted(roll, asked)
        wait_s = await self._ask(lambda store: store.staff.begin(counted))
        if wait_s:
            log.warning("staff_locked_out", by=way_in(asked))
            return StaffLocked(wait_s)
        found = await asyncio.to_thread(_proved, roll, asked)
        if found is not None and await self._takes_code(roll, found, asked.code):
            await self._ask(lambda store: store.staff.forget(counted))
            await self._keep(asked, "signed_in", found)
            return StaffSignedIn(found.staff, found.role)
        wait_s = await self._ask(lambda store: store.staff.wait_s(counted))
        await self._keep(asked, "locked" if wait_s else "refused", roll.named(asked))
        return StaffLocked(wait_s) if wait_s else StaffRefused()

    async def _takes_code(self, roll: StaffRoll, found: StaffVerifier, code: str) -> bool:
        last = await self._ask(lambda store: store.staff.code_step(found.staff))
        step = roll.code_step(found, code, self._clock.now(), last)
        if step:
            await self._ask(lambda store: store.staff.take_code(found.staff, step))
        return step is not None

    async def _keep(self, asked: SignInStaff, did: str, who: StaffVerifier | None) -> None:
        """For central's audit. Where that finds no room staff are let in all the same: they come to
        mend it."""
        log.info("staff_tried", outcome=did, by=way_in(asked))
        act = DoneByStaff(
            did,
            way_in(asked),
            None if who is None else who.staff,
            None if who is None else who.role,
        )
        action = NewAction(
            id=asked.attempt,
            kind=STAFF_ACT_KIND,
            schema_version=STAFF_ACT_VERSION,
            priority=_LAST,
            assurance=Assurance.DECLARED,
            session_reference=None,
            subject=asked.attempt,
            confirmed_at=asked.at,
            body=codec_of(DoneByStaff).write(act),
        )
        try:
            kept = await self._worker.ask(lambda store: store.outbox.submit(action))
        except IdTaken:
            kept = None
        if not isinstance(kept, Stored):
            log.error("staff_act_lost", outcome=did)
        self._taken()

    async def _current(self) -> StaffRoll | StaffLack:
        told = self._told()
        if self._roll is not None and self._roll[0] is told:
            return self._roll[1]
        found = await asyncio.to_thread(roll_of, told, self._read_pepper())
        self._roll = (told, found) if isinstance(found, StaffRoll) else None
        return found

    def _read_pepper(self) -> StaffPepper | None:
        try:
            return self._pepper()
        except ValueError:  # it was there at the start
            return None

    async def _ask(self, call: Callable[[Store], T]) -> T:
        return await self._worker.ask(call)


def _proved(roll: StaffRoll, asked: SignInStaff) -> StaffVerifier | None:
    """Whose name or badge it is, where the PIN is theirs."""
    found = roll.named(asked)
    try:
        return found if roll.fits(found, asked.pin) else None
    finally:
        own_memory.wipe_stack()


def _counted(roll: StaffRoll, asked: SignInStaff) -> Sequence[Counted]:
    if asked.badge is not None:
        return (Counted(roll.pepper.tried(f"badge {roll.pepper.badge(asked.badge)}"), FREE),)
    mine = Counted(roll.pepper.tried(f"name {typed_name(asked)}"), FREE)
    return mine, Counted("everybody", EVERYBODY_FREE)
