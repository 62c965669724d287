"""One attempt to sign in is one decision: said again it is the same one, given up it opens nothing,
and what it has opened lasts as long as its PIN would still let somebody in."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import replace

import pytest

from kiosk.sync.routes.staff import ATTEMPTS_KNOWN
from kiosk.sync.staff.lockout import FREE
from tests.sync.staff.stand import BADGE, OTHER_PIN, PEPPER, PIN, StaffStand, verifier
from wire.configuration import StaffVerifier
from wire.staff import StaffBadge
from wire.staff_pepper import StaffPepper

pytestmark = pytest.mark.anyio
WRONG = "400912"
OVER = (401, "urn:borne:problem:stay-over")
REFUSED = {"outcome": "refused"}
SIGNED_IN = {"outcome": "signed_in", "staff": "durand-a", "role": "agent"}
NOTED = {"did": "cleaned"}


async def is_over(stand: StaffStand, stay: str) -> bool:
    answer = await stand.ask("note", NOTED, stay=stay)
    return (answer.status_code, answer.json().get("type")) == OVER


async def test_a_wrong_attempt_said_again_is_not_another_try(stand: StaffStand) -> None:
    await stand.try_(WRONG)
    attempt = stand.stay
    for _ in range(FREE + 2):
        assert await stand.try_(WRONG, attempt=attempt) == REFUSED
    assert await stand.try_(PIN) == SIGNED_IN


async def test_a_right_one_with_its_code_said_again_is_told_the_same(stand: StaffStand) -> None:
    stand.clock.turn(3)
    code = stand.code()
    first = await stand.try_(OTHER_PIN, "petit-k", code=code)
    attempt = stand.stay
    assert first["role"] == "technician"
    assert await stand.try_(OTHER_PIN, "petit-k", code=code, attempt=attempt) == first
    assert not await is_over(stand, attempt)
    assert len(await stand.acts()) == 1


async def test_said_again_it_does_not_begin_a_stay_that_was_left(stand: StaffStand) -> None:
    await stand.try_(PIN)
    attempt = stand.stay
    await stand.ask("leave", stay=attempt)
    assert await stand.try_(PIN, attempt=attempt) == SIGNED_IN
    assert await is_over(stand, attempt)


async def test_one_that_was_locked_out_may_be_said_again(stand: StaffStand) -> None:
    for _ in range(FREE):
        await stand.try_(WRONG)
    locked = await stand.try_(WRONG)
    await stand.try_(PIN)
    attempt = stand.stay
    stand.clock.turn(float(str(locked["wait_s"])))
    assert await stand.try_(PIN, attempt=attempt) == SIGNED_IN


async def test_of_so_many_attempts_is_remembered_what_came_of_them(stand: StaffStand) -> None:
    await stand.try_(WRONG)
    attempt = stand.stay
    for _ in range(ATTEMPTS_KNOWN):
        await stand.try_(PIN)
    assert await stand.try_(PIN, attempt=attempt) == SIGNED_IN


async def test_one_that_is_left_while_its_pin_is_looked_at_opens_nothing(
    stand: StaffStand, monkeypatch: pytest.MonkeyPatch
) -> None:
    looking, may_go_on = threading.Event(), threading.Event()
    plain = StaffPepper.fits

    def slowly(self: StaffPepper, *asked: str) -> bool:
        looking.set()
        may_go_on.wait()
        return plain(self, *asked)

    attempt = str(stand.deed_id())
    await stand.http.get("/v1/staff")
    monkeypatch.setattr(StaffPepper, "fits", slowly)
    signing_in = asyncio.create_task(stand.try_(PIN, attempt=attempt))
    await asyncio.to_thread(looking.wait)
    assert (await stand.ask("leave", stay=attempt)).status_code == 401
    may_go_on.set()
    assert (await signing_in)["type"] == OVER[1]
    assert await is_over(stand, attempt)


async def test_who_leaves_ends_their_own_stay_and_no_other(stand: StaffStand) -> None:
    await stand.enter()
    first = stand.stay
    leaving = asyncio.create_task(stand.ask("leave", stay=first))
    entering = asyncio.create_task(stand.try_(PIN))
    await asyncio.gather(leaving, entering)
    assert not await is_over(stand, stand.stay)
    assert (await stand.ask("leave", stay=first)).status_code == 401
    assert not await is_over(stand, stand.stay)


def removed(_: StaffVerifier) -> None:
    return None


def with_another_role(mine: StaffVerifier) -> StaffVerifier:
    return replace(mine, role="technician")


def with_another_pin(mine: StaffVerifier) -> StaffVerifier:
    return replace(mine, verifier=verifier(mine.staff, WRONG).verifier)


def with_another_badge(mine: StaffVerifier) -> StaffVerifier:
    return replace(mine, badge=PEPPER.badge(StaffBadge(BADGE.family, BADGE.read_from, "00ff")))


def with_a_second_factor(mine: StaffVerifier) -> StaffVerifier:
    return replace(mine, totp=PEPPER.seal_secret(mine.staff, bytes(20), bytes(12)))


CHANGES = (removed, with_another_role, with_another_pin, with_another_badge, with_a_second_factor)


def configure(
    stand: StaffStand, change: Callable[[StaffVerifier], StaffVerifier | None], staff: str
) -> None:
    told = [change(each) if each.staff == staff else each for each in stand.told]
    stand.told = tuple(each for each in told if each is not None)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("asks", [True, False], ids=["at the next call", "and without one"])
async def test_a_stay_ends_once_the_configuration_says_otherwise(
    stand: StaffStand, change: Callable[[StaffVerifier], StaffVerifier | None], asks: bool
) -> None:
    await stand.enter()
    mine, told = stand.stay, stand.told
    configure(stand, change, "durand-a")
    if asks:
        assert await is_over(stand, mine)
    else:
        stand.stays.sweep()
        stand.told = told
        assert await is_over(stand, mine)


async def test_it_goes_on_when_others_change(stand: StaffStand) -> None:
    await stand.enter()
    configure(stand, with_another_pin, "petit-k")
    stand.stays.sweep()
    assert not await is_over(stand, stand.stay)
