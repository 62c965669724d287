"""Staff sign in: by what central signed, with central or without it, one at a time."""

import asyncio
from collections.abc import Callable, Sequence
from typing import TypeVar
from uuid import UUID

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kiosk.sync.problems import problem, said
from kiosk.sync.routes.requests import Turned, body_of
from kiosk.sync.staff.lockout import EVERYBODY_FREE, FREE
from kiosk.sync.staff.roll import StaffRoll, roll_of, typed_name, way_in
from kiosk.sync.staff.stay import CurrentStay, Stay
from kiosk.sync.staff.tries import Counted
from kiosk.sync.staff_calls.acts import StaffActs
from kiosk.sync.store.store_worker import Store, StoreWorker
from shared_runtime import own_memory
from shared_runtime.clock import Clock
from wire.codec import codec_of
from wire.configuration import StaffVerifier
from wire.problem import ProblemType
from wire.staff import (
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

ATTEMPTS_KNOWN = 64
"""Of so many it is remembered what came of them: kiosk-ui asks again within seconds, or never."""

T = TypeVar("T")
Told = tuple[StaffVerifier, ...]
StaffAnswer = StaffSignedIn | StaffRefused | StaffLocked | StaffNotSet

log = structlog.get_logger(__name__)


class StaffRoutes:
    """``told``: who may sign in, as the configuration in force says; ``pepper``: the agency's
    secret, read when it is needed; ``stays``: begun by each that succeeds; ``in_visit``: whether a
    citizen is at the kiosk, then nobody signs in."""

    def __init__(
        self,
        worker: StoreWorker,
        told: Callable[[], Told],
        pepper: Callable[[], StaffPepper | None],
        acts: StaffActs,
        stays: CurrentStay,
        in_visit: Callable[[], bool],
        clock: Clock,
    ) -> None:
        self._worker = worker
        self._told, self._pepper = told, pepper
        self._acts, self._stays, self._in_visit = acts, stays, in_visit
        self._clock = clock
        self._roll: tuple[Told, StaffRoll] | None = None
        self._one = asyncio.Lock()
        self._judged: dict[UUID, StaffAnswer] = {}

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
            judged = self._judged.get(asked.attempt)
            if judged is None:
                self._in_nobodys_visit()
                judged = await self._judge(asked)
            return said(judged)

    async def _judge(self, asked: SignInStaff) -> StaffAnswer:
        roll = await self._current()
        if not isinstance(roll, StaffRoll):
            log.warning("staff_not_set", lack=roll)
            return StaffNotSet(roll)
        counted = _counted(roll, asked)
        wait_s = await self._ask(lambda store: store.staff.begin(counted))
        if wait_s:
            log.warning("staff_locked_out", by=way_in(asked))
            return StaffLocked(wait_s)
        found, step = await self._proved(roll, asked)
        if found is not None and step is not None:
            if step:
                await self._ask(lambda store: store.staff.take_code(found.staff, step))
            await self._ask(lambda store: store.staff.forget(counted))
            await self._keep(asked, "signed_in", found)
            self._in_nobodys_visit()
            if not self._stays.begin(Stay(asked.attempt, found, way_in(asked))):
                raise Turned(problem(ProblemType.STAY_OVER))
            return self._once(asked, StaffSignedIn(found.staff, found.role))
        wait_s = await self._ask(lambda store: store.staff.wait_s(counted))
        await self._keep(asked, "locked" if wait_s else "refused", roll.named(asked))
        return self._once(asked, StaffLocked(wait_s) if wait_s else StaffRefused())

    def _once(self, asked: SignInStaff, answer: StaffAnswer) -> StaffAnswer:
        """Said again, the same attempt is told the same: it is not another try, its code is not
        one that was used before, and a stay that has ended since begins no second time."""
        self._judged[asked.attempt] = answer
        if len(self._judged) > ATTEMPTS_KNOWN:
            del self._judged[next(iter(self._judged))]
        return answer

    def _in_nobodys_visit(self) -> None:
        if self._in_visit():
            log.warning("staff_in_visit")
            raise Turned(problem(ProblemType.VISIT_UNDER_WAY))

    async def _proved(
        self, roll: StaffRoll, asked: SignInStaff
    ) -> tuple[StaffVerifier | None, int | None]:
        """Whose PIN it is, and the step of their code. Both are looked at, whatever comes of the
        first: how long it takes tells nobody that a PIN was right."""
        named = roll.named(asked)
        found = await asyncio.to_thread(_of_pin, roll, asked)
        last = await self._ask(lambda store: store.staff.code_step(named.staff if named else ""))
        step = None if named is None else roll.code_step(named, asked.code, self._clock.now(), last)
        return found, step

    async def _keep(self, asked: SignInStaff, did: str, who: StaffVerifier | None) -> None:
        """For central's audit."""
        log.info("staff_tried", outcome=did, by=way_in(asked))
        act = DoneByStaff(
            did,
            way_in(asked),
            None if who is None else who.staff,
            None if who is None else who.role,
        )
        await self._acts.keep(act, asked.attempt, subject=asked.attempt, at=asked.at)

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


def _of_pin(roll: StaffRoll, asked: SignInStaff) -> StaffVerifier | None:
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
