"""A damaged file forgets no command: what was done is not done again, what was open has failed."""

from uuid import UUID

from kiosk.sync.commands.journal import ReceivedCommand
from tests.sync.fakes import NOW
from tests.sync.store.stand import Stand
from tests.sync.store.test_open_store import other_application, salvaged


def received(number: int, verb: str = "purge-prints", **order: str) -> ReceivedCommand:
    return ReceivedCommand(UUID(int=number << 64), number, NOW, verb, order, 3_600.0)


def test_what_was_done_stays_done_and_what_was_open_has_failed(stand: Stand) -> None:
    journal = stand.store.commands
    done, begun, waiting = received(1), received(2), received(3)
    for each in (done, begun, waiting):
        assert journal.take(each) == "fresh"
    assert journal.begin(done.id)
    journal.settle(done.id, "executed")
    assert journal.begin(begun.id)
    action = stand.submit()
    stand.close()
    other_application(stand.file)
    assert salvaged(stand) == {"actions": 1, "damaged": 0, "unreadable": 0, "prints": 0}
    journal = stand.store.commands
    assert [journal.take(each) for each in (done, begun, waiting)] == ["known"] * 3
    assert journal.open() == ()
    assert {each.id: (each.state, each.reason) for each in journal.reports()} == {
        done.id: ("executed", None),
        begun.id: ("failed", "unknown-outcome"),
        waiting.id: ("failed", "unknown-outcome"),
    }
    assert stand.take() == (action,)


def test_out_of_service_outlives_a_damaged_file(stand: Stand) -> None:
    away = received(1, "out-of-service", reason="closed")
    stand.store.commands.take(away)
    stand.store.commands.begin(away.id)
    stand.store.commands.settle(away.id, "executed")
    stand.close()
    other_application(stand.file)
    salvaged(stand)
    assert stand.store.commands.lasting().out_of_service == "closed"


def test_a_row_whose_words_are_damaged_breaks_nothing(stand: Stand) -> None:
    away = received(1, "out-of-service", reason="closed")
    stand.store.commands.take(away)
    stand.run("UPDATE commands SET content = '{\"rea'")
    (found,) = stand.store.commands.open()
    assert found.order == {}
    stand.store.commands.settle(away.id, "executed")
    assert stand.store.commands.lasting().out_of_service is None
