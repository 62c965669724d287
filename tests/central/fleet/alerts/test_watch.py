"""From a kiosk that is not well to the mailbox and the webhook of who is in charge."""

import email
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from email.policy import default as mail_policy
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from structlog.testing import capture_logs

from central.admins.roles import Scope
from central.fleet.alerts import keeping
from central.fleet.alerts.delivery import Delivering, Smtp, signature
from central.fleet.alerts.outbox import MOST_TRIES, AlertMessage, Delivered, MessageDelivery
from central.fleet.alerts.recipients import add_recipient, recipients, watch_state
from central.fleet.alerts.rules import ANY_SITE, AlertRules, SiteContact
from central.fleet.alerts.silencing import Silenced, silence
from central.fleet.alerts.thresholds import Threshold, change
from central.fleet.alerts.watch import FleetWatch
from central.fleet.alerts.wording import AlertTexts
from central.fleet.open_kiosks.publishing import DirectoryPublisher
from central.fleet.use.rolling import UseRollUp
from central.store.alarms import raise_alarm
from central.store.database import transaction
from central.store.fleet_models import AlertMessageRow, AlertRow
from shared_runtime.messages.catalogue import Translations
from shared_runtime.messages.loading import shipped
from tests.central.fleet.alerts.partners import Hook, Relay, hook, relay
from tests.central.kiosks import Queue, another_kiosk, as_json
from tests.central.reports import PAPER_OUT, a_report
from tests.central.world import World
from wire.codec import codec_of
from wire.health import CheckState, HealthCheck
from wire.report import KioskReport

SECRET = b"the secret of the tests, 32 bytes or more"
TO = "agence.valence@caisse.example"


@pytest.fixture(scope="module")
def smtp() -> Iterator[Relay]:
    with relay() as there:
        yield there


@pytest.fixture
def mailbox(smtp: Relay) -> Relay:
    smtp.mails.clear()
    smtp.says.clear()
    smtp.after_data.clear()
    return smtp


@pytest.fixture
def webhook() -> Iterator[Hook]:
    with hook() as there:
        yield there


class Caisse:
    """A kiosk, who watches it, and who is told."""

    def __init__(self, world: World, mailbox: Relay, webhook: Hook | None) -> None:
        self.world, self.queue = world, Queue()
        contact = SiteContact((TO,), None if webhook is None else webhook.url)
        self.rules = AlertRules(contacts={ANY_SITE: contact})
        self.deliver: Callable[[AlertMessage], MessageDelivery] = Delivering(
            Smtp("127.0.0.1", mailbox.port, "bornes@caisse.example", "none"), SECRET, world.clock
        ).deliver
        self.number = 0

    def watch(self) -> FleetWatch:
        """A new one each time: nothing is kept in memory over a restart."""
        container = self.world.container
        return FleetWatch(
            container.engine,
            container.clock,
            container.chance,
            container.heartbeats,
            self.rules,
            AlertTexts(Translations(shipped(), "fr")),
            self.deliver,
            DirectoryPublisher(container.engine, container.clock),
            UseRollUp(container.engine, container.light, container.clock),
        )

    def minutes(self, number: int, *changed: HealthCheck) -> None:
        for _ in range(number):
            self.tell(*changed)
            self.watch().round()
            self.world.clock.turn(minutes=1)

    def tell(self, *changed: HealthCheck) -> None:
        self.number += 1
        report = codec_of(KioskReport).plain(a_report(self.number, *changed))
        sent = as_json(self.queue.batch()) | {"report": report}
        assert self.world.kiosk.call("POST", "/v1/sync", sent).json()["report"] == "taken"

    def rows(self, table: Any) -> list[Any]:
        with transaction(self.world.container.engine) as db:
            return list(db.scalars(select(table)))


@pytest.fixture
def caisse(world: World, mailbox: Relay, webhook: Hook) -> Caisse:
    return Caisse(world, mailbox, webhook)


def test_a_broken_printer_reaches_the_right_mailbox(
    caisse: Caisse, mailbox: Relay, webhook: Hook
) -> None:
    caisse.minutes(10, PAPER_OUT)
    (envelope,) = mailbox.mails
    assert envelope.rcpt_tos == [TO]
    mail = email.message_from_bytes(envelope.content, policy=mail_policy)
    assert mail["subject"] == "demo – Imprimante : à voir"
    text = mail.get_content()
    assert "Il n’y a plus de papier." in text
    assert "→ Remettez du papier A4." in text
    caisse.minutes(15)
    last = email.message_from_bytes(mailbox.mails[-1].content, policy=mail_policy)
    assert last["subject"] == "demo – Imprimante : rétabli"
    assert len(mailbox.mails) == len(webhook.posts) == 2


def test_a_webhook_can_tell_that_it_is_central_who_speaks(caisse: Caisse, webhook: Hook) -> None:
    caisse.minutes(10, PAPER_OUT)
    ((headers, body),) = webhook.posts
    assert headers["Borne-Signature"] == signature(SECRET, headers["Borne-Timestamp"], body)
    assert headers["Borne-Signature"] != signature(SECRET, "0", body)
    said = json.loads(body)
    assert (said["kind"], said["kiosk"], said["reason"]) == ("opened", "demo", "printer.paper_out")
    assert said["means"] == "Il n’y a plus de papier."


@pytest.mark.parametrize("trouble", [500, 503, None, 302, 404])
def test_a_webhook_that_is_away_hears_of_it_later_over_restarts(
    caisse: Caisse, webhook: Hook, trouble: int | None
) -> None:
    webhook.says = [trouble, trouble]
    caisse.minutes(6, PAPER_OUT)
    assert len(webhook.posts) == 1
    caisse.minutes(10, PAPER_OUT)
    first, second, third = (json.loads(body)["id"] for _, body in webhook.posts)
    assert first == second == third


def test_a_webhook_that_is_gone_for_good_is_given_up(caisse: Caisse, webhook: Hook) -> None:
    webhook.says = [410]
    with capture_logs() as lines:
        caisse.minutes(20, PAPER_OUT)
    assert len(webhook.posts) == 1
    assert "alert_given_up" in {line["event"] for line in lines}


def test_a_relay_that_asks_to_come_again_is_obeyed(caisse: Caisse, mailbox: Relay) -> None:
    mailbox.says = ["451 greylisted"]
    mailbox.after_data = ["452 no room"]
    caisse.minutes(6, PAPER_OUT)
    assert mailbox.mails == []
    caisse.minutes(10, PAPER_OUT)
    assert len(mailbox.mails) == 1


def test_a_mailbox_that_does_not_exist_is_given_up(caisse: Caisse, mailbox: Relay) -> None:
    mailbox.says = ["550 no such user"]
    caisse.minutes(20, PAPER_OUT)
    (row,) = (each for each in caisse.rows(AlertMessageRow) if each.channel == "email")
    assert (row.failed, row.next_at, row.tries) == ("recipient_refused", None, 1)


def test_tries_are_bounded(caisse: Caisse, webhook: Hook) -> None:
    webhook.says = [503] * 100
    caisse.minutes(6, PAPER_OUT)
    for _ in range(60):
        caisse.world.clock.turn(hours=1)
        caisse.watch().send()
    assert len(webhook.posts) == MOST_TRIES


def test_a_message_that_was_under_way_when_central_died_comes_again(
    caisse: Caisse, mailbox: Relay
) -> None:
    class Died(BaseException):
        pass

    def dies(_message: Any) -> Any:
        raise Died

    carries, caisse.deliver = caisse.deliver, dies
    with pytest.raises(Died):
        caisse.minutes(10, PAPER_OUT)
    caisse.deliver = carries
    caisse.world.clock.turn(minutes=5)
    caisse.watch().round()
    assert len(mailbox.mails) == 1


def test_a_whole_agency_without_network_is_one_mail(caisse: Caisse, mailbox: Relay) -> None:
    others = [another_kiosk(caisse.world, f"k{number}") for number in range(5)]
    for other in others:
        assert other.call("POST", "/v1/sync", as_json(Queue().batch())).status_code == 200
    caisse.minutes(1)
    for _ in range(40):
        caisse.world.clock.turn(minutes=1)
        caisse.watch().round()
    (envelope,) = mailbox.mails
    text = email.message_from_bytes(envelope.content, policy=mail_policy).get_content()
    assert "Aucune borne de ce site" in text


def test_what_central_itself_has_noticed_reaches_somebody_too(
    caisse: Caisse, mailbox: Relay
) -> None:
    caisse.minutes(1)
    with transaction(caisse.world.container.engine) as db:
        raise_alarm(db, caisse.world.clock, "token-in-two-places", "demo")
    caisse.minutes(10)
    (envelope,) = mailbox.mails
    mail = email.message_from_bytes(envelope.content, policy=mail_policy)
    assert mail["subject"] == "demo – alarme : à voir"
    assert "token-in-two-places" in mail.get_content()


def test_whoever_acknowledges_ends_the_reminders(caisse: Caisse, mailbox: Relay) -> None:
    caisse.rules = replace(caisse.rules, quiet_until=caisse.rules.quiet_from)
    caisse.minutes(10, PAPER_OUT)
    (row,) = caisse.rows(AlertRow)
    with transaction(caisse.world.container.engine) as db:
        now = caisse.world.clock.now()
        assert keeping.acknowledge(db, row.id, "agent (1000)", now)
        assert keeping.acknowledge(db, row.id, "another (1001)", now)
        assert not keeping.acknowledge(db, row.id + 1, "agent (1000)", now)
    caisse.world.clock.turn(hours=48)
    caisse.minutes(10, PAPER_OUT)
    assert len(mailbox.mails) == 1
    (row,) = caisse.rows(AlertRow)
    assert row.acknowledged_by == "agent (1000)"


def test_two_who_watch_at_once_tell_once(caisse: Caisse, mailbox: Relay) -> None:
    class Faster(AlertRules):
        """Another process opens the alert while this one judges."""

        def quiet(self, now: datetime) -> bool:
            if not rounds:
                rounds.append(1)
                caisse.watch().judge()
            return super().quiet(now)

    rounds: list[int] = []
    caisse.minutes(1)
    caisse.tell(PAPER_OUT)
    caisse.world.clock.turn(minutes=5)
    slower = replace(caisse.watch(), rules=Faster(contacts=caisse.rules.contacts))
    if caisse.world.container.engine.dialect.name == "sqlite":
        return  # one writes after the other there: BEGIN IMMEDIATE
    with pytest.raises(IntegrityError):
        slower.judge()
    caisse.watch().round()
    assert len(mailbox.mails) == 1


def test_what_passes_by_itself_leaves_nothing(caisse: Caisse) -> None:
    caisse.minutes(3, PAPER_OUT)
    assert len(caisse.rows(AlertRow)) == 1
    caisse.minutes(20)
    assert caisse.rows(AlertRow) == []


def test_an_alert_that_is_over_is_kept_for_those_who_ask(caisse: Caisse) -> None:
    caisse.minutes(10, PAPER_OUT)
    caisse.minutes(20)
    with transaction(caisse.world.container.engine) as db:
        assert keeping.opened(db, None, 10) == ()
        (kept,) = keeping.opened(db, caisse.queue.now, 10)
    assert kept.ended_at is not None
    assert kept.alert.trouble.check == PAPER_OUT


def test_nobody_in_charge_is_nobody_told(caisse: Caisse) -> None:
    caisse.rules = AlertRules()
    caisse.minutes(10, PAPER_OUT)
    assert caisse.rows(AlertMessageRow) == []
    (row,) = caisse.rows(AlertRow)
    assert row.opened_at is not None


def test_names_of_a_site_break_no_header(caisse: Caisse, mailbox: Relay) -> None:
    evil = replace(PAPER_OUT, name="printer", args={"queue": "x\r\nBcc: thief@example.org"})
    caisse.minutes(10, replace(evil, reason="printer.stopped"))
    (envelope,) = mailbox.mails
    assert b"\nBcc:" not in envelope.content.split(b"\r\n\r\n")[0]


def test_a_bug_in_one_round_ends_no_watching(caisse: Caisse) -> None:
    from threading import Event

    stopping = Event()
    rounds: list[int] = []

    class Broken:
        def sweep(self) -> None:
            rounds.append(1)
            stopping.set()
            raise ValueError("185037599900118")

    watch = replace(caisse.watch(), heartbeats=Broken())  # type: ignore[arg-type]
    with capture_logs() as lines:
        watch.run(stopping)
    assert rounds == [1]
    assert "185037599900118" not in str(lines)


def test_what_the_console_decided_counts_in_the_next_round(caisse: Caisse) -> None:
    sent: list[tuple[str, str]] = []

    def deliver(message: AlertMessage) -> MessageDelivery:
        sent.append((message.channel, message.address))
        return Delivered()

    caisse.deliver = deliver
    engine, clock = caisse.world.container.engine, caisse.world.clock
    with transaction(engine) as db:
        change(db, Threshold.OPENS_AFTER, 1, "lea", clock.now())
        for scope, address in (("caisse", "boss@x.example"), ("tag:none", "none@x.example")):
            where = Scope.parse(scope)
            add_recipient(db, where, CheckState.WARNING, "email", address, "lea", clock.now())
        until = clock.now() + timedelta(minutes=10)
        silence(db, Silenced(part="printer"), until, "x", "lea", clock.now())
    caisse.minutes(10, PAPER_OUT)
    assert sent == []
    (alert,) = caisse.rows(AlertRow)
    assert alert.opened_at - alert.since < timedelta(minutes=2)
    caisse.minutes(2, PAPER_OUT)
    assert [address for _, address in sent if "@" in address] == [TO, "boss@x.example"]
    with transaction(engine) as db:
        watched = watch_state(db)
        shown = [each.address for each in recipients(db) if each.from_file]
    assert watched is not None
    assert clock.now() - watched.looked_at < timedelta(minutes=2)
    assert TO in shown
