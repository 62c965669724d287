"""Who is told of alerts: those whom somebody named in the console, beside those of central's file,
and whether what is sent to them arrives."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, delete, func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from central.admins.roles import Scope, ScopeKind, Whereabouts
from central.fleet.alerts.judging import Alert
from central.fleet.alerts.outbox import Channel
from central.fleet.alerts.rules import ANY_SITE, AlertRules
from central.fleet.alerts.silencing import tagged
from central.fleet.alerts.thresholds import as_changed
from central.store.alert_models import RecipientRow, WatchRow
from central.store.database import insert_or_update
from central.store.fleet_models import AlertMessageRow
from wire.health import CheckState

OTHERS = "others"
"""The scope of whom the file names for all sites that it does not name."""
_FILE = "file"
_THE_ONE = 1


@dataclass(frozen=True, slots=True)
class AlertRecipient:
    """``least``: FAILED for whoever is not told of warnings. ``scope``: as text, for the file knows
    one that no admin has."""

    id: int
    scope: str
    least: CheckState
    channel: Channel
    address: str
    from_file: bool
    added_by: str

    def wants(self, alert: Alert, where: Whereabouts) -> bool:
        """Those of the file are told by the rules of the file."""
        if self.from_file or (self.least is CheckState.FAILED and not _failed(alert)):
            return False
        return Scope.parse(self.scope).holds(where)


@dataclass(frozen=True, slots=True)
class RecipientDelivery:
    """``failing_since``: None where the last that was sent there arrived; ``why`` it did not."""

    delivered_at: datetime | None
    failing_since: datetime | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class WatchState:
    looked_at: datetime
    mails: bool
    webhooks: bool


def recipients(db: Session) -> Sequence[AlertRecipient]:
    rows = db.scalars(select(RecipientRow).order_by(RecipientRow.scope, RecipientRow.address))
    return tuple(
        AlertRecipient(
            row.id,
            row.scope,
            CheckState.FAILED if row.least == CheckState.FAILED else CheckState.WARNING,
            "email" if row.channel == "email" else "webhook",
            row.address,
            row.from_file,
            row.added_by,
        )
        for row in rows
    )


def add_recipient(
    db: Session,
    scope: Scope,
    least: CheckState,
    channel: Channel,
    address: str,
    by: str,
    now: datetime,
) -> int | None:
    """None where they are told already of what is there."""
    row = RecipientRow(
        scope=str(scope),
        least=least.value,
        channel=channel,
        address=address,
        added_at=now,
        added_by=by,
    )
    try:
        with db.begin_nested():
            db.add(row)
    except IntegrityError:
        return None
    return row.id


def remove_recipient(db: Session, number: int) -> bool:
    """Whether there was such a one, of the console's."""
    row = RecipientRow
    gone = delete(row).where(row.id == number, row.from_file.is_(False)).returning(row.id)
    return db.scalar(gone) is not None


def publish_recipients(db: Session, rules: AlertRules, now: datetime) -> None:
    """What the file says of whom it tells, for the console to show."""
    wanted = set(_of_file(rules))
    known = {
        (each.scope, each.channel, each.address): each.id
        for each in recipients(db)
        if each.from_file
    }
    gone = [number for key, number in known.items() if key not in wanted]
    if gone:
        db.execute(delete(RecipientRow).where(RecipientRow.id.in_(gone)))
    for scope, channel, address in sorted(wanted - known.keys()):
        row = insert_or_update(db, RecipientRow).values(
            scope=scope,
            least=CheckState.WARNING.value,
            channel=channel,
            address=address,
            from_file=True,
            added_at=now,
            added_by=_FILE,
        )
        db.execute(row.on_conflict_do_nothing())


def deliveries(db: Session) -> Mapping[tuple[str, str], RecipientDelivery]:
    """By channel and address, as far as messages are kept."""
    row = AlertMessageRow
    arrived = (
        select(row.channel, row.address, func.max(row.done_at).label("at"))
        .where(row.failed.is_(None), row.done_at.is_not(None))
        .group_by(row.channel, row.address)
        .subquery()
    )
    found = {
        (each.channel, each.address): RecipientDelivery(each.at)
        for each in db.execute(select(arrived))
    }
    same = and_(arrived.c.channel == row.channel, arrived.c.address == row.address)
    failing = (
        select(row.channel, row.address, func.min(row.made_at).label("since"), func.max(row.failed))
        .outerjoin(arrived, same)
        .where(row.failed.is_not(None))
        .where(or_(arrived.c.at.is_(None), row.made_at > arrived.c.at))
        .group_by(row.channel, row.address)
    )
    for channel, address, since, why in db.execute(failing):
        before = found.get((channel, address))
        at = None if before is None else before.delivered_at
        found[channel, address] = RecipientDelivery(at, since, why or "")
    return found


def note_watched(db: Session, now: datetime, *, mails: bool, webhooks: bool) -> None:
    values = {"looked_at": now, "mails": mails, "webhooks": webhooks}
    row = insert_or_update(db, WatchRow).values(id=_THE_ONE, **values)
    db.execute(row.on_conflict_do_update(index_elements=["id"], set_=values))


def watch_state(db: Session) -> WatchState | None:
    """None where nobody has watched yet."""
    row = db.get(WatchRow, _THE_ONE)
    return None if row is None else WatchState(row.looked_at, row.mails, row.webhooks)


@dataclass(frozen=True, slots=True)
class DecidedAlerts:
    """The rules in force, and who is told. ``tagged``: kiosks by the tags that are named."""

    rules: AlertRules
    recipients: Sequence[AlertRecipient]
    tagged: Mapping[str, frozenset[str]]

    def told_of(self, alert: Alert) -> Sequence[tuple[Channel, str]]:
        """Everybody once, whoever named them."""
        subject = alert.subject
        tags = frozenset(tag for tag, kiosks in self.tagged.items() if subject.kiosk in kiosks)
        where = Whereabouts(subject.site, tags)
        told: dict[tuple[Channel, str], None] = {}
        contact = self.rules.contact(subject.site)
        if contact is not None:
            told |= dict.fromkeys(("email", each) for each in contact.emails)
            told |= {} if contact.webhook is None else {("webhook", contact.webhook): None}
        for each in self.recipients:
            if each.wants(alert, where):
                told[each.channel, each.address] = None
        return tuple(told)


def decided_alerts(db: Session, rules: AlertRules) -> DecidedAlerts:
    """``rules``: as the file has them."""
    named = [each for each in recipients(db) if not each.from_file]
    scopes = [Scope.parse(each.scope) for each in named]
    tags = tagged(db, (each.name for each in scopes if each.kind is ScopeKind.TAG))
    return DecidedAlerts(as_changed(db, rules), named, tags)


def _failed(alert: Alert) -> bool:
    return alert.trouble.state is CheckState.FAILED


def _of_file(rules: AlertRules) -> Iterator[tuple[str, Channel, str]]:
    for site, contact in rules.contacts.items():
        scope = OTHERS if site == ANY_SITE else f"agency:{site}"
        yield from ((scope, "email", address) for address in contact.emails)
        if contact.webhook is not None:
            yield scope, "webhook", contact.webhook
