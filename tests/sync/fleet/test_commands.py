"""Commands at the kiosk: each unhappy end by its name, and never twice, never in a visit."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from kiosk.sync.commands.journal import KEPT
from kiosk.sync.fleet.commands import DONE_WITHIN_S
from tests.sync.fleet.command_stand import HOUR, CommandStand, id_of, offer, run
from tests.sync.fleet.documents import FOREIGN, ISSUED
from tests.sync.store.stand import disk
from wire.commands import (
    PrintTestPage,
    PurgePrints,
    PutBackInService,
    RefreshConfiguration,
    RestartApp,
    RestartMachine,
    SendLogs,
    ShowMessage,
    TakeOutOfService,
    TakeScreenshot,
)
from wire.screen_orders import ScreenOrders, ScreenTask, TaskDone
from wire.sync import SyncAnswer

TEN_YEARS = timedelta(days=3_650)
RESTART = ("systemctl", "start", "--no-ask-password", "borne-restart-app.service")


@pytest.fixture
def kiosk() -> Iterator[CommandStand]:
    with disk() as folder, capture_logs():
        stand = CommandStand(folder)
        stand.screen_comes()
        yield stand
        stand.store.database.close()


def test_a_test_page_from_central_to_the_screen_and_back(kiosk: CommandStand) -> None:
    kiosk.hears(offer(1, PrintTestPage()))
    assert kiosk.state(1) == ("acknowledged", None)
    kiosk.look()
    assert kiosk.orders.task == ScreenTask(id_of(1), "test-page")
    assert kiosk.begins()
    kiosk.says(id_of(1), TaskDone("executed"))
    kiosk.look()
    assert (kiosk.state(1), kiosk.orders) == (("executed", None), ScreenOrders())
    kiosk.hears()
    assert kiosk.hears() == (), "central has heard"


def test_in_a_visit_it_waits_and_expires_when_its_time_is_over(kiosk: CommandStand) -> None:
    kiosk.hears(offer(1, RestartApp()))
    for _ in range(3):
        kiosk.look()
        kiosk.clock.turn(1_199)
    assert kiosk.done == []
    kiosk.clock.turn(4)
    kiosk.look()
    assert (kiosk.state(1), kiosk.orders.task, kiosk.done) == (("expired", None), None, [])


def test_it_is_not_begun_when_its_time_ran_out_between_two_looks(kiosk: CommandStand) -> None:
    kiosk.hears(offer(1, PurgePrints()))
    kiosk.look()
    kiosk.clock.turn(3_600)
    assert (kiosk.begins(), kiosk.done) == (False, [])
    assert kiosk.state(1) == ("expired", None)


def test_a_restart_of_the_app_when_the_screen_says_that_nobody_is_there(
    kiosk: CommandStand,
) -> None:
    kiosk.hears(offer(1, RestartApp()))
    kiosk.look()
    assert kiosk.orders.task == ScreenTask(id_of(1), "restart")
    assert not kiosk.begins(), "the screen itself has nothing to do"
    kiosk.look()
    assert (kiosk.done, kiosk.state(1)) == ([RESTART], ("executed", None))


def test_what_polkit_does_not_allow_has_failed(kiosk: CommandStand) -> None:
    kiosk.allowed = False
    kiosk.hears(offer(1, RestartMachine()))
    kiosk.look()
    kiosk.begins()
    kiosk.look()
    assert kiosk.state(1) == ("failed", "not-allowed")


def test_a_machine_that_was_started_anew_says_so_itself(kiosk: CommandStand) -> None:
    kiosk.hears(offer(1, RestartMachine()))
    kiosk.look()
    kiosk.begins()
    kiosk.look()
    assert kiosk.state(1) == ("acknowledged", None)
    kiosk.restart(reboot=True)
    assert (kiosk.state(1), len(kiosk.done)) == (("executed", None), 1)


def test_a_machine_that_does_not_go_down_has_not_done_it(kiosk: CommandStand) -> None:
    kiosk.hears(offer(1, RestartMachine()))
    kiosk.look()
    kiosk.begins()
    kiosk.look()
    kiosk.clock.turn(DONE_WITHIN_S + 1)
    kiosk.look()
    assert (kiosk.state(1), len(kiosk.done)) == (("failed", "no-answer"), 1)


def test_without_a_screen_for_long_it_is_done_at_once(kiosk: CommandStand) -> None:
    kiosk.hears(offer(1, RestartApp()), offer(2, PrintTestPage()))
    kiosk.fleet.screen_left()
    kiosk.look()
    assert kiosk.done == [], "it may only be starting anew"
    kiosk.screen_is_gone()
    kiosk.look()
    assert (kiosk.done, kiosk.state(1)) == ([RESTART], ("executed", None))
    assert kiosk.state(2) == ("acknowledged", None), "only a screen can print"


def kept_away(kiosk: CommandStand) -> str | None:
    return kiosk.orders.out_of_service


def test_out_of_service_outlives_every_restart_until_it_is_taken_back(kiosk: CommandStand) -> None:
    kiosk.hears(offer(1, TakeOutOfService("technical")))
    kiosk.look()
    assert kept_away(kiosk) is None
    kiosk.begins()
    kiosk.look()
    assert kept_away(kiosk) == "technical"
    kiosk.restart(reboot=True)
    assert kept_away(kiosk) == "technical"
    kiosk.screen_comes()
    kiosk.hears(offer(2, PutBackInService()))
    kiosk.look()
    kiosk.begins()
    kiosk.look()
    assert kept_away(kiosk) is None
    kiosk.restart()
    assert kept_away(kiosk) is None


def test_a_message_is_shown_for_its_time(kiosk: CommandStand) -> None:
    kiosk.hears(offer(1, ShowMessage({"fr": "Fermeture à 16 h."}, 30)))
    kiosk.look()
    kiosk.begins()
    kiosk.look()
    assert kiosk.orders.message == {"fr": "Fermeture à 16 h."}
    kiosk.clock.turn(1_799)
    kiosk.look()
    assert kiosk.orders.message is not None
    kiosk.clock.turn(2)
    kiosk.look()
    assert kiosk.orders.message is None


def test_a_screenshot_is_refused_in_a_visit(kiosk: CommandStand) -> None:
    kiosk.hears(offer(1, TakeScreenshot()))
    kiosk.look()
    kiosk.says(id_of(1), TaskDone("refused", "in-a-visit"))
    assert (kiosk.state(1), kiosk.sent) == (("refused", "in-a-visit"), [])


def test_a_screenshot_is_executed_when_central_has_it(kiosk: CommandStand) -> None:
    kiosk.reached = False
    kiosk.hears(offer(1, TakeScreenshot()))
    kiosk.look()
    kiosk.begins()
    kiosk.says(id_of(1), TaskDone("executed", picture=b"png"))
    kiosk.look()
    assert kiosk.state(1) == ("acknowledged", None)
    kiosk.reached = True
    kiosk.look()
    assert (kiosk.state(1), [each.content for each in kiosk.sent]) == (("executed", None), [b"png"])


def test_logs_that_never_reach_central_have_failed(kiosk: CommandStand) -> None:
    kiosk.reached = False
    kiosk.hears(offer(1, SendLogs(3)))
    kiosk.look()
    kiosk.clock.turn(DONE_WITHIN_S + 1)
    kiosk.look()
    assert kiosk.state(1) == ("failed", "not-sent")


def test_logs_need_no_screen_and_name_our_units_alone(kiosk: CommandStand) -> None:
    kiosk.journal = b'{"event": "sync_started", "level": "info"}\nsomebody said 1 55 08\n'
    kiosk.hears(offer(1, SendLogs(3)))
    kiosk.look()
    ((program, *words),) = kiosk.done
    assert program == "journalctl"
    assert "--since=-3h" in words
    assert [word for word in words if word.startswith("--unit")] == [
        "--unit=kiosk-ui.service",
        "--unit=kiosk-sync.service",
    ]
    assert kiosk.sent[0].content == b'{"event": "sync_started", "level": "info"}\n'
    assert kiosk.state(1) == ("executed", None)


def test_a_configuration_is_refreshed_at_once(kiosk: CommandStand) -> None:
    kiosk.hears(offer(1, RefreshConfiguration()))
    kiosk.look()
    assert (kiosk.done, kiosk.state(1)) == ([("refresh",)], ("executed", None))


def test_a_replay_is_not_done_again(kiosk: CommandStand) -> None:
    again = offer(1, RefreshConfiguration())
    for _ in range(3):
        kiosk.hears(again)
        kiosk.look()
    kiosk.restart()
    kiosk.hears(again)
    kiosk.look()
    assert kiosk.done == [("refresh",)]


def test_a_replay_of_what_is_forgotten_is_refused(kiosk: CommandStand) -> None:
    late = offer(1, PurgePrints(), valid=timedelta(hours=24))
    for number in range(2, KEPT + 2):
        kiosk.hears(offer(number, {"verb": "of-a-later-release"}))
    kiosk.hears(late)
    assert kiosk.state(1) == ("refused", "replayed")
    kiosk.look()
    assert kiosk.orders.task is None


@pytest.mark.parametrize(
    ("which", "why"),
    [
        (offer(1, RestartApp(), key=FOREIGN), "unknown-key"),
        (offer(1, RestartApp(), kiosk="borne-08"), "other-kiosk"),
        (offer(1, RestartApp(), caisse="cpam-001"), "other-caisse"),
        (offer(1, RestartApp(), purpose="configuration"), "wrong-purpose"),
        (offer(1, RestartApp(), content={"id": str(id_of(2)), "order": {}}), "other-id"),
        (offer(1, {"verb": "format-disk"}), "unknown-verb"),
        (offer(1, {"verb": "out-of-service", "reason": "because"}), "malformed"),
        (offer(1, {"no": "verb"}), "malformed"),
        (offer(1, RestartApp(), valid=timedelta(hours=25)), "too-long"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_is_not_to_be_done_is_refused_and_told(kiosk: CommandStand, which, why) -> None:
    with capture_logs() as lines:
        kiosk.hears(which)
    kiosk.screen_is_gone()
    kiosk.look()
    assert (kiosk.state(1), kiosk.done) == (("refused", why), [])
    assert [line["why"] for line in lines if line["event"] == "command_refused"] == [why]
    kiosk.hears()
    assert kiosk.hears() == ()


def test_a_wrong_signature_is_refused(kiosk: CommandStand) -> None:
    genuine = offer(1, RestartApp())
    forged = type(genuine)(
        genuine.id,
        type(genuine.document)(genuine.document.body, genuine.document.key_id, bytes(64)),
    )
    kiosk.hears(forged)
    assert kiosk.state(1) == ("refused", "wrong-signature")


def test_a_forged_one_says_nothing_of_a_genuine_one_of_that_id(kiosk: CommandStand) -> None:
    kiosk.hears(offer(1, PurgePrints()))
    kiosk.hears(offer(1, RestartApp(), key=FOREIGN))
    kiosk.look()
    assert kiosk.orders.task == ScreenTask(id_of(1), "purge-prints")
    assert kiosk.hears() == ()


def test_an_expired_one_is_told_as_expired(kiosk: CommandStand) -> None:
    kiosk.hears(offer(1, RestartApp()), server_time=ISSUED + HOUR)
    assert kiosk.state(1) == ("expired", "expired")


@pytest.mark.parametrize("off", [-TEN_YEARS, TEN_YEARS], ids=["behind", "ahead"])
def test_a_kiosk_whose_clock_is_ten_years_off_does_what_is_due(kiosk: CommandStand, off) -> None:
    kiosk.clock.wall += off
    kiosk.hears(offer(1, RefreshConfiguration()), server_time=ISSUED)
    kiosk.look()
    assert kiosk.done == [("refresh",)]


def test_a_central_whose_clock_is_ten_years_behind_revives_nothing(kiosk: CommandStand) -> None:
    kiosk.hears(offer(2, PurgePrints(), issued_at=ISSUED + 3 * HOUR))
    kiosk.hears(offer(1, RestartApp()), server_time=ISSUED - TEN_YEARS)
    assert kiosk.state(1) == ("expired", "expired"), "one signed later was believed before"


def test_the_configuration_tells_the_time_too(kiosk: CommandStand) -> None:
    kiosk.floor = ISSUED + 2 * HOUR
    kiosk.hears(offer(1, RestartApp()), server_time=ISSUED - TEN_YEARS)
    assert kiosk.state(1) == ("expired", "expired")


def test_a_central_that_was_ten_years_ahead_is_heard_and_lives_no_longer(
    kiosk: CommandStand,
) -> None:
    kiosk.hears(offer(1, RestartApp(), issued_at=ISSUED + TEN_YEARS), server_time=ISSUED)
    kiosk.look()
    assert kiosk.orders.task is not None
    kiosk.clock.turn(HOUR.total_seconds() + 1)
    kiosk.look()
    assert kiosk.state(1) == ("expired", None)


def test_after_a_reboot_nothing_begins_until_central_says_what_time_it_is(
    kiosk: CommandStand,
) -> None:
    kiosk.hears(offer(1, PurgePrints()))
    kiosk.restart(reboot=True)
    kiosk.screen_comes()
    kiosk.look()
    assert kiosk.orders.task is None, "it may have been off for days"
    kiosk.hears(server_time=ISSUED + HOUR / 2)
    kiosk.look()
    assert kiosk.orders.task == ScreenTask(id_of(1), "purge-prints")


def test_a_lost_acknowledgement_is_said_again(kiosk: CommandStand) -> None:
    kiosk.hears(offer(1, PrintTestPage()))
    for _ in range(2):
        (said,) = kiosk.hears(lost=True)
        assert said.state == "acknowledged"
    kiosk.restart()
    (said,) = kiosk.hears()
    assert said.state == "acknowledged"
    assert kiosk.hears() == ()


def test_a_central_that_was_put_back_to_an_earlier_day_is_told_again(kiosk: CommandStand) -> None:
    again = offer(1, RefreshConfiguration())
    kiosk.hears(again)
    kiosk.look()
    kiosk.hears()
    assert kiosk.hears(again) == ()
    assert (kiosk.state(1), kiosk.done) == (("executed", None), [("refresh",)])


def test_a_central_that_says_nothing_of_reports_hears_them_again(kiosk: CommandStand) -> None:
    kiosk.hears(offer(1, PrintTestPage()))
    run(kiosk.fleet.answered(SyncAnswer(ISSUED, 60.0), run(kiosk.fleet.reports())))
    assert kiosk.state(1) == ("acknowledged", None)


def test_a_crash_between_remembering_and_doing_is_an_unknown_outcome(kiosk: CommandStand) -> None:
    kiosk.hears(offer(1, RestartApp()))
    kiosk.look()
    kiosk.begins()
    kiosk.restart()
    kiosk.screen_is_gone()
    kiosk.look()
    assert (kiosk.state(1), kiosk.done) == (("failed", "unknown-outcome"), [])


def test_a_screen_that_dies_in_the_middle_is_an_unknown_outcome(kiosk: CommandStand) -> None:
    kiosk.hears(offer(1, PrintTestPage()))
    kiosk.look()
    kiosk.begins()
    kiosk.fleet.screen_left()
    kiosk.screen_comes()
    kiosk.look()
    assert (kiosk.state(1), len(kiosk.done)) == (("failed", "unknown-outcome"), 1)
    assert kiosk.orders.task is None


def test_a_screen_that_never_answers_has_failed(kiosk: CommandStand) -> None:
    kiosk.hears(offer(1, PrintTestPage()))
    kiosk.look()
    kiosk.begins()
    kiosk.clock.turn(DONE_WITHIN_S + 1)
    kiosk.look()
    assert kiosk.state(1) == ("failed", "no-answer")
