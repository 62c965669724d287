"""What becomes of actions after an exchange, or when nobody waits for them any more."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import Connection, update
from sqlalchemy.sql import ColumnElement

from kiosk.sync.db.schema import ACTIONS
from kiosk.sync.db.times import Times, stored
from kiosk.sync.outbox.action import Acknowledged, Later, NotYet, Quarantined, Verdict

EXPIRED = "expired"
NOT_PUT_OFF = {"put_off": 0, "again_boot": None, "again_s": None}

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Settling:
    """Writes in the transaction of whoever calls. ``kept``: how long what is settled stays."""

    times: Times
    kept: timedelta

    def settle(self, connection: Connection, verdicts: Mapping[UUID, Verdict]) -> None:
        """Ids that are not waiting for a verdict are passed over."""

        def ids(*kinds: Verdict) -> list[str]:
            return [str(action) for action, verdict in verdicts.items() if verdict in kinds]

        in_flight = ACTIONS.c.state == "in_flight"
        # Tombstones first, before actions of this exchange become some; they are told once: a no
        # is as final as a yes.
        final = [str(action) for action, each in verdicts.items() if not isinstance(each, Later)]
        connection.execute(
            update(ACTIONS)
            .where(ACTIONS.c.id.in_(final), ACTIONS.c.state.in_(("quarantined", "expired")))
            .values(reported=1)
        )
        connection.execute(
            update(ACTIONS)
            .where(ACTIONS.c.id.in_(ids(Acknowledged())), in_flight)
            .values(state="acknowledged", sealed=None, session_reference=None, reported=1)
            .values(reason=None, **NOT_PUT_OFF)
            .values(self._settled())
        )
        connection.execute(
            update(ACTIONS)
            .where(ACTIONS.c.id.in_(ids(Later(), Later(refused=True))), in_flight)
            .values(state="ready")
        )
        connection.execute(
            update(ACTIONS)
            .where(ACTIONS.c.id.in_(ids(Later(refused=True))), ACTIONS.c.refused_boot.is_(None))
            .values(refused_boot=str(self.times.boot), refused_s=self.times.uptime())
        )
        for action, verdict in verdicts.items():
            one = (ACTIONS.c.id == str(action)) & in_flight
            match verdict:
                case Quarantined(reason):
                    self.leave(connection, one, "quarantined", reason)
                case NotYet():
                    self._put_off(connection, one, verdict)
                case Acknowledged() | Later():
                    pass

    def leave(
        self, connection: Connection, which: ColumnElement[bool], state: str, reason: str
    ) -> int:
        """Gives up on actions, whose successors go on without them. How many they were."""
        left = connection.execute(
            update(ACTIONS)
            .where(which)
            .values(state=state, reason=reason, reported=0, **NOT_PUT_OFF)
            .values(self._settled())
            .returning(ACTIONS.c.id)
        ).all()
        for row in left:
            if state == EXPIRED:
                log.warning("action_expired", action=row.id)
            else:
                log.error("action_quarantined", action=row.id, reason=reason)
        return len(left)

    def _put_off(self, connection: Connection, which: ColumnElement[bool], not_yet: NotYet) -> None:
        """When it expires is not touched: it grows as old as any other."""
        again = self.times.due_in(not_yet.again_in_s)
        connection.execute(
            update(ACTIONS)
            .where(which)
            .values(state="ready", reason=not_yet.lack, put_off=ACTIONS.c.put_off + 1)
            .values(again_boot=again["due_boot"], again_s=again["due_s"])
        )

    def _settled(self) -> dict[str, Any]:
        now = stored(self.times.now())
        return {"settled_at": now, **self.times.due_in(self.kept.total_seconds())}
