"""When a certificate is renewed, and what becomes of a central that is not there or says no."""

import ssl
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from kiosk.sync.fleet.enrolment import NotCertified
from kiosk.sync.fleet.identity import FOLDER, Identity, keep, pending_folder
from kiosk.sync.fleet.renewal import (
    REFUSED_RETRY_S,
    RENEWED_WAIT_S,
    RETRY_S,
    Renewer,
)
from tests.sync.fakes import TurnedClock
from tests.sync.fleet.fake_tpm import HANGS, FakeTpm
from tests.sync.fleet.test_identity import authority, enrolled
from wire.enrolment import Enrolled

pytestmark = pytest.mark.anyio


@dataclass
class Stand:
    """A kiosk before a central that certifies it, or gives ``instead``."""

    state: Path
    clock: TurnedClock
    has_token: bool = False
    instead: NotCertified | None = None
    asked: int = 0
    used: list[Identity] = field(default_factory=list)
    tpm: FakeTpm = field(default_factory=FakeTpm)

    def __post_init__(self) -> None:
        self.central = authority()
        self.renewer = Renewer(
            self.state,
            self.tpm.tpm,
            self.has_token,
            self.certify,
            self._use,
            self.clock,
            lambda: 0.5,
        )

    def _use(self, identity: Identity, _tls: ssl.SSLContext) -> None:
        self.used.append(identity)

    async def certify(self, _signing_request: bytes) -> Enrolled | NotCertified:
        self.asked += 1
        if self.instead is not None:
            return self.instead
        return enrolled(self.state / FOLDER, f"k-{self.asked}", self.central, self.tpm.tpm)

    async def look(self, after_s: float = 0.0) -> int:
        """How often central was asked in all."""
        self.clock.turn(after_s)
        await self.renewer.look()
        return self.asked


@pytest.fixture
def stand(tmp_path: Path, clock: TurnedClock) -> Stand:
    return Stand(tmp_path, clock)


def known(stand: Stand) -> None:
    keep(stand.state / FOLDER, enrolled(stand.state / FOLDER, "k-0", stand.central, stand.tpm.tpm))


async def test_who_has_neither_key_nor_token_asks_for_nothing(stand: Stand) -> None:
    assert await stand.look() == 0
    assert not (stand.state / FOLDER).exists()


async def test_a_token_brings_a_key_and_a_certificate(tmp_path: Path, clock: TurnedClock) -> None:
    stand = Stand(tmp_path, clock, has_token=True)
    assert await stand.look() == 1
    assert [each.enrolled.kiosk for each in stand.used] == ["k-1"]


async def test_a_certificate_is_renewed_at_each_start_and_after_a_third_of_its_life(
    stand: Stand,
) -> None:
    known(stand)
    assert await stand.look() == 1
    assert await stand.look(timedelta(days=9).total_seconds()) == 1
    assert await stand.look(timedelta(days=1).total_seconds()) == 2
    assert [each.enrolled.kiosk for each in stand.used] == ["k-0", "k-1", "k-2"]


async def test_a_clock_that_is_ten_years_ahead_does_not_ask_without_end(stand: Stand) -> None:
    known(stand)
    stand.clock.wall += timedelta(days=3_650)
    assert await stand.look() == 1
    assert await stand.look(5) == 1
    assert await stand.look(RENEWED_WAIT_S) == 2


async def test_a_clock_that_is_ten_years_behind_renews_at_the_next_start(
    stand: Stand, tmp_path: Path
) -> None:
    known(stand)
    stand.clock.wall -= timedelta(days=3_650)
    assert await stand.look() == 1
    assert await Stand(tmp_path, stand.clock).look() == 1


@pytest.mark.parametrize(
    ("instead", "wait_s"),
    [
        (NotCertified.LATER, RETRY_S),
        (NotCertified.UNKNOWN, REFUSED_RETRY_S),
        (NotCertified.NOT_OFFERED, REFUSED_RETRY_S),
    ],
)
async def test_a_central_that_gives_none_is_asked_again_later_and_the_former_stays(
    stand: Stand, instead: NotCertified, wait_s: float
) -> None:
    known(stand)
    stand.instead = instead
    with capture_logs() as lines:
        assert await stand.look() == 1
    refused = [line for line in lines if line["event"] == "certificate_refused"]
    assert len(refused) == (instead is NotCertified.UNKNOWN)
    assert await stand.look(wait_s - 1) == 1
    stand.instead = None
    assert await stand.look(1) == 2
    assert [each.enrolled.kiosk for each in stand.used] == ["k-0", "k-2"]


async def test_what_kiosk_enrol_brings_is_taken_on_without_a_restart(stand: Stand) -> None:
    assert await stand.look() == 0
    pending = pending_folder(stand.state)
    keep(pending, enrolled(pending, "k-9", stand.central, stand.tpm.tpm))
    assert await stand.look(5) == 0
    assert [each.enrolled.kiosk for each in stand.used] == ["k-9"]


async def test_files_that_were_lost_come_back_by_the_key(stand: Stand) -> None:
    known(stand)
    (stand.state / FOLDER / "enrolled.json").unlink()
    assert await stand.look() == 1
    assert [each.enrolled.kiosk for each in stand.used] == ["k-1"]


def faults(lines: list[MutableMapping[str, Any]]) -> list[str]:
    return [line["fault"] for line in lines if line["event"] == "key_not_opened"]


async def test_a_disk_in_another_machine_is_said_and_asks_central_for_nothing(stand: Stand) -> None:
    known(stand)
    stand.tpm.seed = b"seed of another"
    with capture_logs() as lines:
        assert await stand.look() == 0
        assert await stand.look(REFUSED_RETRY_S - 1) == 0
    assert faults(lines) == ["tpm_foreign"]
    assert stand.used == []


async def test_a_disk_in_another_machine_that_is_enrolled_anew_goes_on_at_once(
    stand: Stand,
) -> None:
    known(stand)
    stand.tpm.seed = b"seed of another"
    await stand.look()
    pending = pending_folder(stand.state)
    keep(pending, enrolled(pending, "k-9", stand.central, stand.tpm.tpm))
    await stand.look(5)
    assert [each.enrolled.kiosk for each in stand.used] == ["k-9"]


async def test_a_tpm_that_is_busy_at_the_start_is_asked_again(stand: Stand) -> None:
    known(stand)
    stand.tpm.broken = HANGS
    with capture_logs() as lines:
        await stand.look()
    assert faults(lines) == ["tpm_refused"]
    stand.tpm.broken = None
    await stand.look(RETRY_S)
    assert stand.used[0].enrolled.kiosk == "k-0"


async def test_a_tpm_that_dies_later_leaves_the_lines_that_there_are(stand: Stand) -> None:
    known(stand)
    await stand.look()
    stand.tpm.broken = HANGS
    with capture_logs() as lines:
        assert await stand.look(timedelta(days=10).total_seconds()) == 1
    assert faults(lines) == ["tpm_refused"]
    assert stand.renewer.current is not None


async def test_a_token_gets_no_certificate_for_a_key_that_no_tpm_seals(
    tmp_path: Path, clock: TurnedClock
) -> None:
    stand = Stand(tmp_path, clock, has_token=True, tpm=FakeTpm(broken=HANGS))
    assert await stand.look() == 0
    assert not (tmp_path / FOLDER / "key.pem").exists()
