"""What a submission promises, and when it is refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.iso7064 import mod_97_10

from kiosk.sync.db.failures import StoreFailed
from kiosk.sync.outbox.action import Full, Stored, Unavailable
from kiosk.sync.outbox.outbox import IdTaken
from kiosk.sync.outbox.reference import reference
from tests.sync.store.stand import BODY, Stand, action_id, opened, visit
from wire.demandes.demande import Assurance
from wire.sync import MAX_SEALED_BYTES


def test_what_is_stored_is_sealed_to_the_caisse_with_its_header(stand: Stand):
    action = replace(stand.new(of=5), assurance=Assurance.CODE, session_reference="r" * 40)
    reference = stand.stored(stand.outbox.submit(action))
    (item,) = stand.outbox.take(50).items
    assert opened(item) == BODY
    header = item.header
    assert (header.id, header.reference, header.kind) == (action.id, reference, "ceam")
    assert (header.subject, header.sequence) == (visit(5), 1)
    assert (header.assurance, header.session_reference) == ("code", "r" * 40)
    assert (header.created_at, header.expires_at) == (
        action.confirmed_at,
        action.confirmed_at + stand.limits.keep_trying,
    )
    assert (header.boot, header.made_at_s) == (stand.clock.boot(), stand.clock.uptime())


def test_the_same_id_again_is_answered_as_the_first_time(stand: Stand):
    action = stand.new()
    first = stand.outbox.submit(action)
    stand.reopen()
    assert stand.outbox.submit(replace(action, assurance=Assurance.DECLARED)) == first
    assert stand.outbox.summary().ready == 1


def test_the_same_id_again_is_answered_when_central_has_it_already(stand: Stand):
    action = stand.new()
    first = stand.outbox.submit(action)
    stand.send()
    assert stand.outbox.submit(action) == first
    assert stand.outbox.summary().ready == 0


@pytest.mark.parametrize("other", [{"kind": "card_damaged"}, {"subject": visit(99)}])
def test_an_id_of_another_action_is_a_bug_and_stores_nothing(stand: Stand, other: dict[str, Any]):
    action = stand.new()
    stand.outbox.submit(action)
    with pytest.raises(IdTaken):
        stand.outbox.submit(replace(action, **other))
    assert stand.outbox.summary().ready == 1


def test_references_are_numbered_on_across_restarts(stand: Stand):
    first = stand.stored(stand.outbox.submit(stand.new()))
    stand.send()
    stand.reopen()
    second = stand.stored(stand.outbox.submit(stand.new()))
    assert first.startswith("20261122-0261-07-000001-")
    assert second.startswith("20261122-0261-07-000002-")


def test_the_date_of_a_reference_is_that_of_the_place(stand: Stand):
    late = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)  # half past midnight in Paris
    reference = stand.stored(stand.outbox.submit(replace(stand.new(), confirmed_at=late)))
    assert reference.startswith("20260702-")


def test_actions_of_a_visit_are_counted_on(stand: Stand):
    for expected in (1, 2, 3):
        stand.submit(of=1)
        stand.submit()
        taken = {item.header.subject: item.header.sequence for item in stand.outbox.take(9).items}
        assert taken[visit(1)] == expected
        stand.settle(*stand.take())


def test_an_older_action_keeps_its_seal_when_the_key_is_changed(stand: Stand):
    stand.submit()
    (before,) = stand.outbox.take(1).items
    newer = X25519PrivateKey.generate()
    stand.private = newer
    stand.reopen()
    later = stand.submit()
    items = {item.header.id: item for item in stand.outbox.take(2).items}
    old, new = items[before.header.id], items[later]
    assert old == before
    assert new.header.key_id != old.header.key_id
    assert (opened(old), opened(new, newer)) == (BODY, BODY)


def test_a_body_too_large_for_the_wire_is_never_stored(stand: Stand):
    with pytest.raises(ValueError, match="too large"):
        stand.outbox.submit(replace(stand.new(), body=b"x" * MAX_SEALED_BYTES))
    assert stand.outbox.summary().ready == 0
    stand.submit()


def test_beyond_its_limit_the_queue_refuses_and_keeps_what_it_has(stand: Stand):
    kept = stand.submit()
    stand.reopen(limit_bytes=stand.outbox.summary().stored_bytes)
    assert stand.outbox.submit(stand.new()) == Full()
    assert not stand.outbox.summary().accepting
    assert stand.state(kept) == "ready"
    stand.reopen(limit_bytes=64 << 20)
    assert stand.outbox.summary().accepting
    stand.submit()


def test_a_disk_that_is_nearly_full_refuses_before_sqlite_fails(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
):
    kept = stand.submit()
    monkeypatch.setattr("kiosk.sync.db.reserve.MARGIN_BYTES", 1 << 60)
    assert stand.outbox.submit(stand.new()) == Full()
    assert not stand.outbox.summary().accepting
    assert stand.send() == (kept,)
    monkeypatch.undo()
    stand.submit()


def fill_the_disk(stand: Stand) -> None:
    """SQLite finds no page more than there are."""
    (pages,) = stand.run("PRAGMA page_count")[0]
    assert stand.run(f"PRAGMA max_page_count = {pages}")


def empty_the_disk(stand: Stand) -> None:
    stand.run("PRAGMA max_page_count = 1073741823")


def until_full(stand: Stand) -> int:
    """How many more are stored before one is refused for want of room."""
    for count in range(100):
        submitted = stand.outbox.submit(stand.new())
        if submitted == Full():
            return count
        assert isinstance(submitted, Stored)
    raise AssertionError("never full")


def test_a_full_disk_refuses_new_actions_and_keeps_the_old_ones(stand: Stand):
    stand.submit()
    fill_the_disk(stand)
    more = until_full(stand)
    assert stand.outbox.summary().ready == 1 + more
    empty_the_disk(stand)
    stand.submit()


def test_on_a_full_disk_the_reserve_lets_what_is_queued_be_settled(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
):
    """Here the disk's last room is the reserve: giving it up is what makes pages free."""
    sent = stand.submit()
    fill_the_disk(stand)
    until_full(stand)
    stand.run("PRAGMA incremental_vacuum")
    reserve = stand.store.database._reserve
    give_up = reserve.give_up

    def given_up() -> None:
        give_up()
        empty_the_disk(stand)
        monkeypatch.setattr(reserve, "_take", lambda: False)

    monkeypatch.setattr(reserve, "give_up", given_up)
    for number in range(200):  # notes of the print journal, until one needs a page more
        stand.store.prints.note(action_id(1_000 + number), "intent")
        if not reserve.held:
            break
    assert not reserve.held
    assert not (stand.folder / "queue.reserve").exists()
    assert stand.outbox.submit(stand.new()) == Full()
    assert not stand.outbox.summary().accepting
    assert sent in stand.send()
    assert stand.state(sent) == "acknowledged"
    monkeypatch.undo()
    assert stand.outbox.summary().accepting
    stand.submit()
    assert (stand.folder / "queue.reserve").exists()


def failing(stand: Stand, call: Callable[[], Any]) -> Any:
    """The call while every statement is broken off, as by a disk that fails."""
    raw: Any = stand.store.database._connection.connection.driver_connection
    raw.set_progress_handler(lambda: 1, 1)
    try:
        return call()
    finally:
        raw.set_progress_handler(None, 1)


def test_a_disk_that_fails_stores_nothing_and_says_so(stand: Stand):
    action = stand.new()
    assert failing(stand, lambda: stand.outbox.submit(action)) == Unavailable()
    assert stand.outbox.summary().ready == 0
    assert isinstance(stand.outbox.submit(action), Stored)


def test_where_no_answer_can_say_so_a_failing_disk_raises(stand: Stand):
    stand.submit()
    with pytest.raises(StoreFailed):
        failing(stand, lambda: stand.outbox.take(1))
    assert len(stand.take()) == 1


REFERENCES = st.builds(
    reference,
    st.dates(),
    st.from_regex(r"[0-9A-Z]{1,8}", fullmatch=True),
    st.from_regex(r"[0-9]{2}", fullmatch=True),
    st.integers(1, 2_000_000),
)


@given(REFERENCES, st.data())
@settings(max_examples=40)
def test_a_reference_with_one_character_misread_has_a_wrong_key(text: str, data: st.DataObject):
    assert mod_97_10.is_valid(text.replace("-", ""))
    at = data.draw(st.sampled_from([i for i, each in enumerate(text) if each.isdigit()]))
    digit = data.draw(st.sampled_from("0123456789").filter(lambda each: each != text[at]))
    misread = text[:at] + digit + text[at + 1 :]
    assert not mod_97_10.is_valid(misread.replace("-", ""))


@pytest.mark.parametrize(
    ("position", "number"), [(1, "000001"), (999_999, "999999"), (1_000_000, "000001")]
)
def test_numbers_go_round_without_a_zero(position: int, number: str):
    assert f"-{number}-" in reference(
        datetime(2026, 1, 1, tzinfo=UTC).date(), "0261", "07", position
    )
