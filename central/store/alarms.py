"""Alarms: what somebody at the caisse must look into, kept in the store and told in the log."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

import structlog
from sqlalchemy import event, func, select, text, update
from sqlalchemy.orm import Session

from central.store.database import insert_or_update
from central.store.models import AlarmRow
from shared_runtime.clock import Clock

AlarmKind = Literal[
    "token-in-two-places",
    "cloned",
    "enrolment-code-shared",
    "many-persons",
    "many-unknown-persons",
    "many-wrong-codes",
    "codes-locked",
    "many-messages",
    "many-requests",
    "many-bundles",
    "intake-key-unknown",
    "reading-in-bulk",
    "many-readings",
    "console-account-guessed",
    "console-address-guesses",
]
_PERHAPS_STOLEN = (
    "where its visitors cannot have done that, it may be stolen: `central fleet revoke`; else "
    "`central kiosk resume`"
)
_PAUSED = f"it is paused until the day is over; {_PERHAPS_STOLEN}"
MEANINGS: Mapping[AlarmKind, str] = {
    "token-in-two-places": "its key or token is used from two places in turn, or ever new ones: it "
    "may be stolen; `central fleet revoke`, then enrol the kiosk anew",
    "cloned": "two machines say to be this kiosk, and take turns: neither is let in; look at the "
    "kiosk, then enrol it anew, or `central fleet release` where it is one machine after all",
    "enrolment-code-shared": "a second machine tried the code that one has used: compare the check "
    "word on the kiosk before you approve, or `central fleet refuse` and make another code",
    "many-persons": f"more people than a kiosk has in a day: {_PAUSED}",
    "many-unknown-persons": f"more cards of nobody than a kiosk sees in a day: {_PAUSED}",
    "many-wrong-codes": f"more wrong codes than are typed at a kiosk in a day: {_PAUSED}",
    "codes-locked": "wrong codes only, one after the other: nobody's is taken there for a while; "
    f"{_PERHAPS_STOLEN}",
    "many-messages": "more provisional codes than are asked for at a kiosk in a day: it has no "
    f"more sent until the day is over; {_PERHAPS_STOLEN}",
    "many-requests": "more requests than a kiosk takes in a day, or a long time without network: "
    "what is beyond waits in its queue, and comes by itself; `central kiosk resume` lets it in now",
    "many-bundles": "more support bundles than staff send in a day: none is taken until the day is "
    f"over; {_PERHAPS_STOLEN}",
    "intake-key-unknown": "it brings what was sealed for a key that is not here: that waits in its "
    "queue, and comes by itself once the key is back; see docs/keys.md",
    "reading-in-bulk": "somebody opens the content of more requests than one deals with: none is "
    "opened for them for a while; where they know nothing of it, end their sessions",
    "many-readings": "more requests are opened than everybody together deals with in an hour: none "
    "is, until it is over; `body_reads` says who did",
    "console-account-guessed": "many wrong passwords or codes for one account of the console: it "
    "lets nobody in for a while: ask whose it is; `central admin unlock` ends the lock",
    "console-address-guesses": "many tries to sign in to the console from one address, which is "
    "refused for a while: look whose it is",
}
"""What each kind means, and what to do; told by ``central alarms list``."""
ONE_ALARM = timedelta(hours=1)
"""What goes on is one alarm, however often it is raised, until it was quiet for that long."""

_log = structlog.get_logger("central")


@dataclass(frozen=True, slots=True)
class Alarm:
    """``times``: how often it was raised, from ``raised_at`` to ``last_at``. ``kiosk``: or
    who else it is about, such as ``admin:ID``."""

    kind: str
    kiosk: str
    raised_at: datetime
    last_at: datetime
    times: int


def raise_alarm(db: Session, clock: Clock, kind: AlarmKind, kiosk: str) -> None:
    """Keeps the alarm in the caller's transaction. The log tells of it once that is committed, and
    only where it is not the same one that goes on."""
    row, now = AlarmRow, clock.now()
    db.execute(
        update(row)
        .where(row.kind == kind, row.kiosk == kiosk, ~row.closed, row.last_at <= now - ONE_ALARM)
        .values(closed=True)
    )
    insert = insert_or_update(db, row).values(
        kind=kind, kiosk=kiosk, raised_at=now, last_at=now, times=1, closed=False
    )
    # In one statement: of several who raise it in one instant, one raises it first.
    times = db.scalar(
        insert.on_conflict_do_update(
            index_elements=[row.kind, row.kiosk],
            index_where=text("NOT closed"),
            set_={"last_at": now, "times": row.times + 1},
        ).returning(row.times)
    )
    if times != 1:
        return

    def tell(_: Session) -> None:
        _log.error("alarm", kind=kind, kiosk=kiosk)

    event.listen(db, "after_commit", tell, once=True)


def raised(db: Session, kind: AlarmKind, kiosks: Collection[str]) -> Mapping[str, datetime]:
    """When it last was, of those of these kiosks of which it ever was."""
    row = AlarmRow
    last = select(row.kiosk, func.max(row.last_at)).where(row.kind == kind, row.kiosk.in_(kiosks))
    rows = db.execute(last.group_by(row.kiosk)).all()
    return {each[0]: each[1] for each in rows}


def alarms(db: Session, since: datetime | None, at_most: int) -> Sequence[Alarm]:
    """The newest first. ``since``: those that were still raised then."""
    query = select(AlarmRow).order_by(AlarmRow.last_at.desc(), AlarmRow.id.desc())
    if since is not None:
        query = query.where(AlarmRow.last_at >= since)
    return tuple(
        Alarm(row.kind, row.kiosk, row.raised_at, row.last_at, row.times)
        for row in db.scalars(query.limit(at_most))
    )
