"""Making the directory anew, with each look at the fleet."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Engine

from central.fleet.open_kiosks.directory import directory, services_of
from central.fleet.open_kiosks.keeping import keep
from central.fleet.open_kiosks.telling import told_of_kiosks, withdrawn_kiosks
from central.fleet.roster import Known
from central.store.database import transaction
from shared_runtime.clock import Clock
from shared_runtime.messages.loading import shipped


@dataclass(frozen=True, slots=True)
class DirectoryPublisher:
    """``services``: the ids of all that a kiosk may offer."""

    engine: Engine
    clock: Clock
    services: frozenset[str] = field(default_factory=lambda: services_of(shipped()))

    def publish(self, fleet: Iterable[Known]) -> None:
        with transaction(self.engine) as db:
            told, withdrawn = told_of_kiosks(db), withdrawn_kiosks(db)
        now = self.clock.now()
        made = directory(fleet, withdrawn, told, self.services, now)
        with transaction(self.engine) as db:
            keep(db, now, *made)
