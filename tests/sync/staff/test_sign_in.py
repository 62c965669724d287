"""Staff at the socket: who is let in, what is told of it, and what the store keeps."""

from typing import Any

import pytest
from structlog.testing import capture_logs

from kiosk.sync.staff import roll
from kiosk.sync.staff.lockout import EVERYBODY_FREE, FIRST_S, FREE, LONGEST_S
from kiosk.sync.staff.tries import StaffTries
from tests.sync.fakes import VISIT
from tests.sync.staff.stand import AGENT, BADGE, OTHER_PIN, PIN, StaffStand, verifier
from wire.staff import DoneByStaff
from wire.staff_pepper import StaffPepper, pepper_of_agency

pytestmark = pytest.mark.anyio
WRONG = "400912"
REFUSED = {"outcome": "refused"}


async def test_by_name_and_by_badge_with_the_role_and_an_act_for_central(
    stand: StaffStand,
) -> None:
    by_name = await stand.try_(PIN, " Durand-A ")
    by_badge = await stand.by_badge(PIN)
    assert by_name == by_badge == {"outcome": "signed_in", "staff": "durand-a", "role": "agent"}
    assert await stand.acts() == [
        DoneByStaff("signed_in", "name", "durand-a", "agent"),
        DoneByStaff("signed_in", "badge", "durand-a", "agent"),
    ]


async def test_a_wrong_name_is_told_as_a_wrong_pin_also_once_it_is_locked(
    stand: StaffStand,
) -> None:
    known = [await stand.try_(WRONG) for _ in range(FREE + 2)]
    stand.clock.turn(FIRST_S)
    nobody = [await stand.try_(WRONG, "nobody") for _ in range(FREE + 2)]
    assert known == nobody == [REFUSED] * FREE + [{"outcome": "locked", "wait_s": FIRST_S}] * 2


async def test_a_name_that_is_none_costs_the_same_hash(
    stand: StaffStand, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked: list[str] = []
    plain = StaffPepper.fits

    def fits(self: StaffPepper, verifier: str, staff: str, pin: str) -> bool:
        worked.append(verifier.split("$")[3])
        return plain(self, verifier, staff, pin)

    monkeypatch.setattr(StaffPepper, "fits", fits)
    for name in ("durand-a", "nobody", ""):
        await stand.try_(WRONG, name)
    await stand.by_badge(WRONG, "ffff")
    assert len(worked) == 4
    assert len(set(worked)) == 1


async def test_what_was_tried_is_in_the_audit_with_who_it_was_about(stand: StaffStand) -> None:
    for _ in range(FREE + 2):
        await stand.try_(WRONG)
    await stand.try_(WRONG, "nobody")
    refused = DoneByStaff("refused", "name", "durand-a", "agent")
    locked = DoneByStaff("locked", "name", "durand-a", "agent")
    assert await stand.acts() == [refused] * FREE + [locked, DoneByStaff("refused", "name")]


async def test_the_right_pin_waits_as_well_and_then_begins_anew(stand: StaffStand) -> None:
    for _ in range(FREE + 1):
        await stand.try_(WRONG)
    stand.clock.turn(FIRST_S - 1)
    assert await stand.try_(PIN) == {"outcome": "locked", "wait_s": 1}
    stand.clock.turn(1)
    assert (await stand.try_(PIN))["outcome"] == "signed_in"
    assert await stand.try_(WRONG) == REFUSED


async def test_a_restart_keeps_the_lock_and_how_often_it_was(stand: StaffStand) -> None:
    for _ in range(FREE + 1):
        await stand.try_(WRONG)
    stand.restart()
    assert await stand.try_(PIN) == {"outcome": "locked", "wait_s": FIRST_S}
    stand.clock.turn(FIRST_S)
    assert await stand.try_(WRONG) == {"outcome": "locked", "wait_s": 2 * FIRST_S}


async def test_a_reboot_without_central_gives_no_time_back_and_the_lock_still_ends(
    stand: StaffStand,
) -> None:
    for _ in range(FREE + 1):
        await stand.try_(WRONG)
    stand.clock.jump(days=400)
    stand.reboot(off_s=7 * 86_400)
    assert await stand.try_(PIN) == {"outcome": "locked", "wait_s": FIRST_S}
    stand.clock.turn(FIRST_S)
    assert (await stand.try_(PIN))["outcome"] == "signed_in"


async def test_one_try_at_each_of_many_names_is_locked_too_but_not_for_a_badge(
    stand: StaffStand,
) -> None:
    for number in range(EVERYBODY_FREE + 1):
        await stand.try_(WRONG, f"guess-{number}")
    assert (await stand.try_(PIN))["outcome"] == "locked"
    assert (await stand.by_badge(PIN))["outcome"] == "signed_in"


async def test_killed_while_it_looks_the_try_is_counted(
    stand: StaffStand, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> bool:
        raise KeyboardInterrupt

    plain = roll.StaffRoll.fits
    for _ in range(FREE + 1):
        monkeypatch.setattr(roll.StaffRoll, "fits", killed)
        with pytest.raises(KeyboardInterrupt):
            await stand.try_(PIN)
        monkeypatch.setattr(roll.StaffRoll, "fits", plain)
        stand.restart()
    assert (await stand.try_(PIN))["outcome"] == "locked"


async def test_a_quiet_day_forgets_what_was_typed_and_names_that_are_none_do_not_stay(
    stand: StaffStand,
) -> None:
    for number in range(3):
        await stand.try_(WRONG, f"guess-{number}")
    stand.clock.turn(86_401)
    await stand.try_(WRONG)
    rows = await stand.worker.ask(
        lambda store: store.database.must(
            lambda connection: connection.exec_driver_sql("SELECT wrong FROM staff_tries").all()
        )
    )
    assert [tuple(row) for row in rows] == [(1,), (1,)]


async def test_no_pause_is_longer_than_an_hour(stand: StaffStand) -> None:
    waits = []
    for _ in range(16):
        answer = await stand.try_(WRONG)
        waits.append(int(str(answer.get("wait_s", 0))))
        stand.clock.turn(waits[-1])
    assert max(waits) == LONGEST_S
    assert waits == sorted(waits)


async def test_the_second_factor_is_asked_of_who_has_one_and_taken_once(
    stand: StaffStand,
) -> None:
    stand.clock.turn(3)
    assert (await stand.http.get("/v1/staff")).json()["with_code"]
    assert await stand.try_(OTHER_PIN, "petit-k") == REFUSED
    assert await stand.try_(OTHER_PIN, "petit-k", code="000000") == REFUSED
    assert await stand.try_(OTHER_PIN, "petit-k", code=stand.code(ago_s=120)) == REFUSED
    right = stand.code()
    assert (await stand.try_(OTHER_PIN, "petit-k", code=right))["role"] == "technician"
    stand.restart()
    assert await stand.try_(OTHER_PIN, "petit-k", code=right) == REFUSED


async def test_a_code_is_taken_once_though_the_clock_is_put_back_days_later(
    stand: StaffStand,
) -> None:
    right = stand.code()
    assert (await stand.try_(OTHER_PIN, "petit-k", code=right))["role"] == "technician"
    stand.clock.turn(3 * 86_400)
    await stand.try_(WRONG)  # with it, what is old is forgotten
    stand.clock.jump(days=-3)
    assert await stand.try_(OTHER_PIN, "petit-k", code=right) == REFUSED


@pytest.mark.parametrize("pin", [OTHER_PIN, WRONG])
@pytest.mark.parametrize("name", ["petit-k", "durand-a", "nobody"])
async def test_pin_and_code_are_both_looked_at_whatever_comes_of_the_first(
    stand: StaffStand, monkeypatch: pytest.MonkeyPatch, pin: str, name: str
) -> None:
    looked: list[str] = []
    fits, step = StaffPepper.fits, StaffTries.code_step

    def noting(self: StaffPepper, *asked: str) -> bool:
        looked.append("pin")
        return fits(self, *asked)

    def stepping(self: StaffTries, staff: str) -> int:
        looked.append("code")
        return step(self, staff)

    monkeypatch.setattr(StaffPepper, "fits", noting)
    monkeypatch.setattr(StaffTries, "code_step", stepping)
    assert await stand.try_(pin, name, code="000000") == REFUSED
    assert looked == ["pin", "code"]


@pytest.mark.parametrize(
    ("changes", "lack"),
    [
        ({"told": ()}, "no_staff"),
        ({"pepper": None}, "no_pepper"),
        ({"pepper": pepper_of_agency(bytes(32), "0262")}, "other_pepper"),
        ({"told": (verifier("x", PIN, pepper_of_agency(bytes(32), "0262")),)}, "other_pepper"),
    ],
)
async def test_a_kiosk_where_nobody_can_sign_in_says_why(
    stand: StaffStand, changes: dict[str, Any], lack: str
) -> None:
    for name, value in changes.items():
        setattr(stand, name, value)
    assert await stand.try_(PIN) == {"outcome": "not_set", "lack": lack}
    ready = (await stand.http.get("/v1/staff")).json()
    assert ready == {"lack": lack, "by_badge": False, "with_code": False}


async def test_whom_the_configuration_names_no_more_is_refused_at_once(stand: StaffStand) -> None:
    assert (await stand.try_(PIN))["outcome"] == "signed_in"
    stand.told = stand.told[1:]
    assert await stand.try_(PIN) == REFUSED


async def test_a_verifier_that_costs_a_kiosk_too_much_is_not_worked_out(stand: StaffStand) -> None:
    dear = AGENT.verifier.replace("m=32768", "m=9999999").replace("m=32,", "m=9999999,")
    stand.told = (verifier("x", PIN), type(AGENT)("dear", "agent", dear, AGENT.pepper))
    assert await stand.try_(PIN, "dear") == REFUSED


@pytest.mark.parametrize(
    "body",
    [{"pin": ""}, {"pin": "1" * 33}, {"badge": {"family": "staff"}}, {"name": "x" * 65}, {"x": 1}],
)
async def test_what_does_not_fit_is_turned_away_and_not_quoted(
    stand: StaffStand, body: dict[str, Any]
) -> None:
    plain = {"attempt": str(VISIT), "at": stand.clock.now().isoformat(), "pin": PIN, "name": "a"}
    answer = await stand.http.post("/v1/staff/sign-in", json=plain | body)
    assert answer.status_code == 422
    assert PIN not in answer.text


async def test_no_pin_is_in_log_store_or_queue(
    stand: StaffStand, capfd: pytest.CaptureFixture[str]
) -> None:
    with capture_logs() as lines:
        await stand.try_(PIN)
        await stand.by_badge(PIN)
        await stand.try_(WRONG)
        await stand.try_(PIN, WRONG)  # into the wrong field
        await stand.try_(OTHER_PIN, "petit-k", code="123789")
    told = repr(lines) + "".join(capfd.readouterr()) + repr(await stand.acts())
    stand.worker.close()
    files = [each for each in stand.folder.iterdir() if each.is_file()]
    kept = b"".join(each.read_bytes() for each in files)
    stand.start()
    for secret in (PIN, WRONG, OTHER_PIN, "123789", BADGE.identifier):
        assert secret not in told
        assert secret.encode() not in kept
