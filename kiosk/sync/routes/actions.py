"""What a person confirmed: on disk before the answer leaves, whatever central does."""

from collections.abc import Callable
from typing import assert_never
from uuid import UUID

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kiosk.sync.current_visit import CurrentVisit
from kiosk.sync.outbox.action import Full, NewAction, Stored, Submitted, Unavailable
from kiosk.sync.outbox.outbox import IdTaken
from kiosk.sync.problems import problem, said
from kiosk.sync.routes.requests import body_of, id_of, session_of
from kiosk.sync.store.store_worker import StoreWorker
from shared_runtime.clock import Clock
from wire.actions import ActionRecorded, SubmitAction
from wire.codec import Codec, codec_of
from wire.demandes.kinds import Demande
from wire.problem import ProblemType

log = structlog.get_logger(__name__)

_DEMANDE = Codec[Demande](Demande)


class ActionRoutes:
    """``online``: whether an action can go to central now; ``taken``: told of each one that is new
    on the disk, and of each that found no room there."""

    def __init__(
        self,
        worker: StoreWorker,
        current: CurrentVisit,
        online: Callable[[], bool],
        taken: Callable[[], None],
        clock: Clock,
    ) -> None:
        self._worker = worker
        self._current = current
        self._online = online
        self._taken = taken
        self._clock = clock

    def routes(self) -> list[Route]:
        return [Route("/v1/actions/{id}", self._submit, methods=["PUT"])]

    async def _submit(self, request: Request) -> Response:
        action, session = id_of(request), session_of(request)
        body = await body_of(request, codec_of(SubmitAction))
        began = self._clock.monotonic()
        submitted = await self._keep(self._new(action, session, body))
        took_ms = round((self._clock.monotonic() - began) * 1000)
        log.info(
            "action_submitted",
            kind=body.demande.kind,
            outcome=_outcome(submitted),
            took_ms=took_ms,
        )
        self._taken()
        match submitted:
            case Stored(reference, assurance):
                return said(
                    ActionRecorded(reference=reference, assurance=assurance, online=self._online())
                )
            case Full():
                return problem(ProblemType.QUEUE_FULL)
            case Unavailable():
                return problem(ProblemType.QUEUE_UNAVAILABLE)
            case None:
                return problem(ProblemType.ACTION_CONFLICT)
            case _:
                assert_never(submitted)

    def _new(self, action: UUID, session: UUID, body: SubmitAction) -> NewAction:
        proof = self._current.proof(session, with_card=body.with_card)
        return NewAction(
            id=action,
            kind=body.demande.kind,
            schema_version=body.demande.version,
            priority=body.demande.priority,
            assurance=proof.assurance,
            session_reference=proof.session_reference,
            subject=session,
            confirmed_at=body.confirmed_at,
            body=_DEMANDE.write(body.demande),
        )

    async def _keep(self, action: NewAction) -> Submitted | None:
        """None for an id that stands for something else already."""
        try:
            return await self._worker.ask(lambda store: store.outbox.submit(action))
        except IdTaken:
            return None


def _outcome(submitted: Submitted | None) -> str:
    match submitted:
        case Stored(assurance=assurance):
            return f"stored_{assurance}"
        case Full():
            return ProblemType.QUEUE_FULL.value
        case Unavailable():
            return ProblemType.QUEUE_UNAVAILABLE.value
        case None:
            return ProblemType.ACTION_CONFLICT.value
        case _:
            assert_never(submitted)
