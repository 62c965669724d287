"""The kiosk API for the intake."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from central.container import Container
from central.fleet.commands.exchange import commands_exchanged
from central.fleet.configuration.targets import exchanged
from central.fleet.snapshot import Snapshot, snapshot
from central.runtime.problem_error import ProblemError
from central.store.alarms import raise_alarm
from central.store.database import transaction
from central.web.dependencies import (
    CallingKiosk,
    ContainerOf,
    KioskRoute,
    container_of,
    credential_of,
    household_of,
    in_time,
    let_in,
    within,
)
from central.web.problems import documented
from central.web.routing import strict_body
from wire.codec import Codec
from wire.commands import CommandOffer
from wire.problem import ProblemType
from wire.signed import SignedDocument
from wire.sync import SyncAnswer, SyncRequest

PATH = "/v1/sync"

_REQUEST = Codec[SyncRequest](SyncRequest)
_ANSWER = Codec[SyncAnswer](SyncAnswer)


def sync(container: ContainerOf, kiosk: CallingKiosk, sent: SyncRequest) -> Response:
    """Takes in what a kiosk has queued, each item once; an item that is not answered is to be sent
    again. Tells the kiosk its configuration and its neighbours, where it says that it has others,
    and its commands.
    """
    within(container.limits.syncs, kiosk)
    known = snapshot(container.light, kiosk, sent, container.clock.now())
    beat = container.heartbeats.heard(kiosk, sent, known.status)
    in_time(beat.wait_s)
    if not container.places.is_last_boot(kiosk, sent.boot, known.boot):
        with transaction(container.engine) as db:
            is_one = container.places.booted(db, kiosk, sent.boot)
        if not is_one:
            raise ProblemError(ProblemType.KIOSK_UNKNOWN)
    told = (
        FleetNews()
        if _has_nothing(container, kiosk, sent, known)
        else _told(container, kiosk, sent)
    )
    container.waves.look_when_due()
    answer = replace(
        _taken_in(container, kiosk, sent),
        report=beat.outcome,
        configuration=told.configuration,
        commands=told.commands,
        reports_taken=told.reports_taken,
        endorsements=told.endorsements,
        nearest=container.nearest.answer(kiosk, sent.nearest),
    )
    if any(each.code == "unknown-key" for each in answer.answers):
        with transaction(container.engine) as db:
            raise_alarm(db, container.clock, "intake-key-unknown", kiosk)
    return Response(_ANSWER.write(answer), media_type="application/json")


@dataclass(frozen=True, slots=True)
class FleetNews:
    """What a kiosk is told beside the answers to its items."""

    configuration: SignedDocument | None = None
    commands: tuple[CommandOffer, ...] = ()
    reports_taken: tuple[UUID, ...] = ()
    endorsements: tuple[SignedDocument, ...] = ()


def _has_nothing(container: Container, kiosk: str, sent: SyncRequest, known: Snapshot) -> bool:
    """Whether a kiosk need not be told anything beside the answers, as nearly always."""
    return known.has_nothing_for(sent) and container.endorsed.is_settled(
        container.light, kiosk, sent.keys, sent.items
    )


def _told(container: Container, kiosk: str, sent: SyncRequest) -> FleetNews:
    with transaction(container.engine) as db:
        now = container.clock.now()
        configuration = exchanged(db, now, kiosk, sent.applied_configuration)
        reports = sent.command_reports
        return FleetNews(
            configuration,
            *commands_exchanged(db, container.audit, now, kiosk, reports),
            container.endorsed.exchanged(db, kiosk, sent.keys, sent.items),
        )


class _SyncRoute(KioskRoute):
    """Published as any other. Of what FastAPI does for an endpoint it needs the body alone: the
    rest of it would cost as much as the exchange itself. Each change of thread costs much, too, so
    of a kiosk that was known a moment ago the body is read first: who it is now, and what follows
    from what it says, then takes one."""

    async def admit(self, request: Request) -> None:
        credential, known = credential_of(request), None
        if credential is not None:
            known = container_of(request).known_credentials.kiosk(credential)
        request.state.unproven = None if known is None else credential
        if known is None:
            await super().admit(request)
        else:
            self.enter(request, known)

    def handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        def exchanged(request: Request, sent: SyncRequest) -> Response:
            container, state = container_of(request), request.state
            kiosk: str = state.kiosk
            if state.unproven is not None:
                kiosk = let_in(container, state.unproven, household_of(request))
            return sync(container, kiosk, sent)

        async def exchange(request: Request) -> Response:
            sent = await strict_body(request, _REQUEST)
            return await run_in_threadpool(exchanged, request, sent)

        return exchange


router = APIRouter(route_class=_SyncRoute)
router.add_api_route(
    PATH,
    sync,
    methods=["POST"],
    tags=["sync"],
    response_model=SyncAnswer,
    responses=documented(
        ProblemType.KIOSK_UNKNOWN,
        ProblemType.INVALID_REQUEST,
        ProblemType.TOO_LARGE,
        ProblemType.TOO_MANY_REQUESTS,
        ProblemType.STORE_UNAVAILABLE,
        ProblemType.INTERNAL,
    ),
)


def _taken_in(container: Container, kiosk: str, sent: SyncRequest) -> SyncAnswer:
    number = len(sent.items) + len(sent.tombstones)
    if number == 0:
        return container.intake.receive(kiosk, sent).answer
    in_time(container.budgets.reserve_items(kiosk, number))
    charged = 0
    try:
        taken = container.intake.receive(kiosk, sent)
        charged = taken.charged
    finally:
        # Also where the store failed: what must come again then costs the kiosk nothing.
        if charged < number:
            container.budgets.give_back_items(kiosk, number - charged)
    return taken.answer
