"""Opens the store: examined, salvaged if need be, brought up to date, and made ready to go on."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import structlog

from kiosk.sync.begun import BegunServices
from kiosk.sync.commands.journal import CommandJournal
from kiosk.sync.db.database import Database, PragmaRefused, connect
from kiosk.sync.db.failures import DATABASE_ERRORS, code_of, is_damage
from kiosk.sync.db.reserve import Reserve
from kiosk.sync.db.schema import add_what_is_missing
from kiosk.sync.db.times import Times
from kiosk.sync.outbox.limits import OutboxLimits
from kiosk.sync.outbox.outbox import Outbox, set_back
from kiosk.sync.outbox.sealer import Sealer
from kiosk.sync.prints.journal import PrintJournal
from kiosk.sync.recovery.damaged_files import DamagedFiles
from kiosk.sync.recovery.integrity import Condition, examine
from kiosk.sync.recovery.salvage import build
from kiosk.sync.staff.closed import ClosedByStaff
from kiosk.sync.staff.tries import StaffTries, take_over
from kiosk.sync.use_counts import UseCounts
from shared_runtime.clock import BootClock

RESERVE = "queue.reserve"

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class StoreNotOpened:
    """``reason`` is a plain sentence for whoever starts the process."""

    reason: str


@dataclass(frozen=True, slots=True)
class Store:
    """For the thread that opened it alone."""

    outbox: Outbox
    prints: PrintJournal
    begun: BegunServices
    commands: CommandJournal
    staff: StaffTries
    closed: ClosedByStaff
    use: UseCounts
    database: Database


def open_store(
    folder: Path,
    limits: OutboxLimits,
    sealer: Sealer,
    clock: BootClock,
    chance: Callable[[int], int],
) -> Store | StoreNotOpened:
    """``folder`` exists and is locked. ``chance(n)`` gives a number below n."""
    try:
        return _open(folder, limits, sealer, clock, chance)
    except PragmaRefused as error:
        return StoreNotOpened(
            f"SQLite does not keep to the pragma {error} for the queue in {folder}."
        )
    except OSError as error:
        return StoreNotOpened(f"Cannot keep the queue in {folder}: {error.strerror or error}.")
    except DATABASE_ERRORS as error:
        return StoreNotOpened(f"Cannot open the queue in {folder}: {code_of(error)}.")


def _open(
    folder: Path,
    limits: OutboxLimits,
    sealer: Sealer,
    clock: BootClock,
    chance: Callable[[int], int],
) -> Store:
    path = folder / "queue.sqlite3"
    _make_whole(path, clock, chance)
    try:
        return _made_ready(path, limits, sealer, clock)
    except DATABASE_ERRORS as error:
        if not is_damage(error):
            raise
    # Damaged in a way that only shows in use.
    DamagedFiles(path).take_in(clock.now())
    _make_whole(path, clock, chance)
    return _made_ready(path, limits, sealer, clock)


def _make_whole(path: Path, clock: BootClock, chance: Callable[[int], int]) -> None:
    """Afterwards ``path`` is a whole database, and what was damaged lies beside it."""
    damaged = DamagedFiles(path)
    if path.exists():
        damaged.put_away()
    found = damaged.unread()
    if found is None and examine(path) is Condition.DAMAGED:
        damaged.take_in(clock.now())
        found = damaged.unread()
    if found is not None:
        # On a full disk its room lets the fresh file be made; it is held again once that is.
        path.with_name(RESERVE).unlink(missing_ok=True)
    if not path.exists():
        salvaged = build(path, found, chance, clock.now())
        if found is not None:
            log.error(
                "queue_salvaged",
                actions=salvaged.actions,
                damaged=salvaged.damaged,
                unreadable=salvaged.unreadable,
                prints=salvaged.prints,
            )
    damaged.put_away()


def _made_ready(path: Path, limits: OutboxLimits, sealer: Sealer, clock: BootClock) -> Store:
    engine = connect(path)
    try:
        connection = engine.connect()
        with connection.begin():
            add_what_is_missing(connection)
            set_back(connection)
            times = Times(connection, clock)
            take_over(connection, times)
    except BaseException:
        engine.dispose()
        raise
    reserve = Reserve(path.with_name(RESERVE))
    database = Database(connection, reserve, limits.limit_bytes)
    database.scrub()
    return Store(
        Outbox(database, limits, sealer, times),
        PrintJournal(database, times),
        BegunServices(database),
        CommandJournal(database, times),
        StaffTries(database, times),
        ClosedByStaff(database),
        UseCounts(database),
        database,
    )
