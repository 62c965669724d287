"""The one loop that judges the fleet, sees to it that somebody hears of it, keeps the directory of
open kiosks, and sums what kiosks were used for."""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session

from central.fleet.alerts import keeping, outbox
from central.fleet.alerts.judging import News, judge
from central.fleet.alerts.observing import observe
from central.fleet.alerts.outbox import AlertMessage, MessageDelivery
from central.fleet.alerts.recipients import (
    DecidedAlerts,
    decided_alerts,
    note_watched,
    publish_recipients,
)
from central.fleet.alerts.rules import AlertRules
from central.fleet.alerts.silencing import silences_to_judge_by
from central.fleet.alerts.thresholds import publish_thresholds
from central.fleet.alerts.wording import AlertTexts
from central.fleet.heartbeats import Heartbeats
from central.fleet.open_kiosks.publishing import DirectoryPublisher
from central.fleet.roster import Known, read_roster, roster_rows
from central.fleet.use.rolling import UseRollUp
from central.runtime.bugs import places
from central.runtime.chance import Chance
from central.store.alarms import ONE_ALARM, alarms
from central.store.database import transaction
from shared_runtime.clock import Clock

EVERY_S = 30.0
AT_ONCE = 50
_MOST_ALARMS = 1_000

_log = structlog.get_logger("central")


@dataclass(frozen=True, slots=True)
class DeliveryWays:
    """By which ways somebody can be told at all."""

    mails: bool = True
    webhooks: bool = True


@dataclass(frozen=True, slots=True)
class FleetWatch:
    """Alert and messages are written in one transaction: nothing that opened is untold, over any
    restart. A message may come twice, under one id."""

    engine: Engine
    clock: Clock
    chance: Chance
    heartbeats: Heartbeats
    rules: AlertRules
    texts: AlertTexts
    deliver: Callable[[AlertMessage], MessageDelivery]
    open_kiosks: DirectoryPublisher
    use: UseRollUp
    ways: DeliveryWays = DeliveryWays()

    def run(self, stopping: threading.Event) -> None:
        """Runs until it is to stop; nothing else ends it."""
        while not stopping.is_set():
            try:
                self.round()
            except IntegrityError:
                pass  # another process judges too, and was faster: what it wrote is there now
            except SQLAlchemyError as error:
                _log.error("fleet_watch_failed", kind=type(error).__name__, frames="")
            except Exception as error:  # noqa: BLE001 — a bug in one round must not end all watching
                _log.error("fleet_watch_failed", kind=type(error).__name__, frames=places(error))
            stopping.wait(EVERY_S)

    def round(self) -> None:
        fleet = self.judge()
        self.send()
        self.heartbeats.sweep()
        self.open_kiosks.publish(fleet)
        self.use.run()

    def judge(self) -> Sequence[Known]:
        """Gives the fleet as it was judged."""
        now = self.clock.now()
        with transaction(self.engine) as db:
            rows = roster_rows(db)
            raised = alarms(db, now - ONE_ALARM, _MOST_ALARMS)
            decided = self._decided(db, now)
        fleet = read_roster(rows)
        observed = observe(fleet, now, decided.rules, raised)
        with transaction(self.engine) as db:
            alerts = keeping.going_on(db)
            # Read with the alerts held: a silence that was made since counts at once.
            silences = silences_to_judge_by(db, now)
            before = [keeping.alert_of(row) for row in alerts.values()]
            judged = judge(before, observed, now, decided.rules, silences)
            keeping.keep(db, alerts, judged, now)
            outbox.put(
                db,
                [each for news in judged.news for each in self._messages(news, now, decided)],
                now,
            )
            outbox.forget(db, now)
        for news in judged.news:
            subject = news.alert.subject
            _log.warning(
                "fleet_alert",
                kind=news.kind,
                site=subject.site,
                kiosk=subject.kiosk,
                reason=news.alert.trouble.reason,
            )
        return fleet

    def send(self) -> None:
        """Whatever is due, each outside any transaction: partners take their time."""
        with transaction(self.engine) as db:
            messages = outbox.due(db, self.clock.now(), AT_ONCE)
        for message in messages:
            delivery = self.deliver(message)
            with transaction(self.engine) as db:
                given_up = outbox.settle(db, message.id, delivery, self.clock.now())
            if isinstance(delivery, outbox.NotDelivered):
                if given_up:
                    _log.error("alert_given_up", channel=message.channel, why=delivery.why)
                else:
                    _log.warning("alert_not_delivered", channel=message.channel, why=delivery.why)

    def _decided(self, db: Session, now: datetime) -> DecidedAlerts:
        """The file's rules as the console has changed them; what the file says is written down for
        the console to show."""
        publish_thresholds(db, self.rules)
        publish_recipients(db, self.rules, now)
        note_watched(db, now, mails=self.ways.mails, webhooks=self.ways.webhooks)
        return decided_alerts(db, self.rules)

    def _messages(
        self, news: News, now: datetime, decided: DecidedAlerts
    ) -> Iterator[AlertMessage]:
        subject = self.texts.subject(news)
        since = f"{news.alert.since.astimezone(self.rules.zone):%d/%m/%Y %H:%M}"
        for channel, address in decided.told_of(news.alert):
            message = self._id()
            body = (
                self.texts.text(news, since)
                if channel == "email"
                else self.texts.document(news, message, now)
            )
            yield AlertMessage(message, channel, address, subject, body)

    def _id(self) -> UUID:
        return UUID(bytes=self.chance.bytes(16), version=4)
