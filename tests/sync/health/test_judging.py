"""What kiosk-sync judges of itself and of its machine."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.sync.health import judging, probes
from kiosk.sync.health.probes import MachineSeen
from tests.sync.fakes import NOW
from wire.actions import QueueSummary
from wire.health import HealthCode
from wire.status import LinkState

MB = 1_000_000
EMPTY = QueueSummary(0, 0, 5, 0, 0, accepting=True, stored_bytes=0, limit_bytes=1)
WELL = MachineSeen(9_000 * MB, 1_000 * MB, 48)


@pytest.mark.parametrize(
    ("summary", "code"),
    [
        (None, HealthCode.QUEUE_UNSEEN),
        (EMPTY, HealthCode.QUEUE_EMPTY),
        (replace(EMPTY, ready=1), HealthCode.QUEUE_WAITS),
        (replace(EMPTY, in_flight=1, oldest_waiting_at=NOW), HealthCode.QUEUE_WAITS),
        (
            replace(EMPTY, ready=2, oldest_waiting_at=NOW - timedelta(hours=4)),
            HealthCode.QUEUE_OLD,
        ),
        (
            replace(EMPTY, ready=2, oldest_waiting_at=NOW + timedelta(days=3_650)),
            HealthCode.QUEUE_WAITS,
        ),
        (replace(EMPTY, ready=2, accepting=False), HealthCode.QUEUE_FULL),
    ],
)
def test_queue(summary: QueueSummary | None, code: HealthCode) -> None:
    assert judging.queue(summary, NOW).reason == code


@pytest.mark.parametrize(
    ("link", "central", "clock"),
    [
        ("online", HealthCode.CENTRAL_REACHED, HealthCode.CLOCK_AGREES),
        ("degraded", HealthCode.CENTRAL_DEGRADED, HealthCode.CLOCK_AGREES),
        ("offline", HealthCode.CENTRAL_AWAY, HealthCode.CLOCK_UNKNOWN),
        ("unknown", HealthCode.CENTRAL_NOT_ASKED_YET, HealthCode.CLOCK_UNKNOWN),
        ("clock_wrong", HealthCode.CENTRAL_BEHIND_CLOCK, HealthCode.CLOCK_DIFFERS),
    ],
)
def test_link(link: LinkState, central: HealthCode, clock: HealthCode) -> None:
    assert judging.central(link).reason == central
    assert judging.clock(link, NOW).reason == clock


@pytest.mark.parametrize(
    ("seen", "codes"),
    [
        (WELL, ("disk.roomy", "memory.roomy", "temperature.normal")),
        (MachineSeen(499 * MB, 149 * MB, 85), ("disk.low", "memory.low", "temperature.high")),
        (MachineSeen(49 * MB, 0, 84), ("disk.full", "memory.low", "temperature.normal")),
        (
            MachineSeen(None, None, None),
            ("disk.unseen", "memory.unseen", "temperature.not_fitted"),
        ),
    ],
)
def test_machine(seen: MachineSeen, codes: tuple[str, ...]) -> None:
    assert tuple(check.reason for check in judging.machine(seen, "/state")) == codes


def test_memory_as_the_kernel_tells_it(tmp_path: Path) -> None:
    file = tmp_path / "meminfo"
    assert probes.memory_free(file) is None
    file.write_text("MemTotal:        8000000 kB\nMemAvailable:    2000000 kB\n")
    assert probes.memory_free(file) == 2_048_000_000
    for nonsense in ("", "MemAvailable:", "MemAvailable: much kB"):
        file.write_text(nonsense)
        assert probes.memory_free(file) is None


def test_the_hottest_zone_counts_and_a_dead_sensor_does_not(tmp_path: Path) -> None:
    assert probes.hottest(tmp_path) is None
    for number, text in enumerate(("48000\n", "61600\n", "0\n", "255000\n", "nan\n")):
        zone = tmp_path / f"thermal_zone{number}"
        zone.mkdir()
        (zone / "temp").write_text(text)
    assert probes.hottest(tmp_path) == 62


def test_versions_are_told_without_loading_what_they_are_of() -> None:
    assert {"software", "python", "qt", "kernel", "schema"} <= set(probes.versions(2))
