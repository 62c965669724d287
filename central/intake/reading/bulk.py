"""Reading in bulk: beyond the limits, so many bodies of one place, as two people have agreed."""

import json
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from sqlalchemy.orm import Session

from central.admins.proposals import LIFETIME, Proposal, SharedDeed, approved_lately
from central.admins.roles import Deed, Scope, ScopeKind, Whereabouts
from central.admins.sessions import AdminSessions
from central.store.counters import Counters, Window

MOST_READINGS = 500
"""A proposal more is a person more who looks."""
_USED = Window("readings-approved", round(LIFETIME.total_seconds()))


@dataclass(frozen=True, slots=True)
class BulkReading:
    """What is proposed: so many readings of requests of the caisse, or of one agency."""

    scope: Scope
    readings: int

    @property
    def target(self) -> str:
        return str(self.scope)

    @property
    def content(self) -> str:
        return json.dumps({"readings": self.readings})

    @property
    def place(self) -> Whereabouts:
        """Who may read there may read all of it."""
        return Whereabouts(self.scope.name)

    @classmethod
    def of(cls, proposal: Proposal) -> Self | None:
        """None of what a newer release may mean by it."""
        try:
            scope = Scope.parse(proposal.target)
            readings = json.loads(proposal.content)["readings"]
        except (ValueError, KeyError, TypeError):
            return None
        sensible = isinstance(readings, int) and 0 < readings <= MOST_READINGS
        return cls(scope, readings) if sensible else None

    def is_at(self, site: str) -> bool:
        match self.scope.kind:
            case ScopeKind.CAISSE:
                return True
            case ScopeKind.AGENCY:
                return self.scope.name == site
            case ScopeKind.TAG:  # no request has one
                return False


@dataclass(frozen=True, slots=True)
class ApprovedBulk:
    """A ``BulkApproval``: used up by whoever proposed it, for a day from the approval, and as long
    as the other one may read there too."""

    sessions: AdminSessions
    counters: Counters

    # The port names the request; what was approved is so many of a place.
    def take(self, db: Session, admin: str, request: UUID, site: str) -> bool:  # noqa: ARG002
        now = self.counters.clock.now()
        for proposal, approver in approved_lately(db, now, SharedDeed.READ_BODIES, admin):
            bulk = BulkReading.of(proposal)
            if bulk is None or not bulk.is_at(site):
                continue
            second = self.sessions.known_admin(db, approver)
            if second is None or not second.may(Deed.READ_REQUESTS, bulk.place):
                continue
            # The window opens with the first reading, and so outlives the approval.
            if self.counters.add(db, _USED, str(proposal.id)).number <= bulk.readings:
                return True
        return False
