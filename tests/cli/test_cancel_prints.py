"""What is taken back from the print service once the screen has died."""

import os

import pytest

from kiosk.cli import cancel_prints
from kiosk.hardware.cups.connection import Failing
from tests.hardware.cups.fakes import FakeClock, FakeSpooler


def take_back(service: FakeSpooler) -> tuple[int, float]:
    """The exit code, and how many seconds it took."""
    clock = FakeClock()

    def pause(seconds: float) -> None:
        clock.seconds += seconds

    return cancel_prints.take_back(service, clock, pause), clock.seconds


def test_what_a_dead_screen_left_is_cancelled_until_nothing_of_it_is_there():
    service = FakeSpooler(dirty_purges=3)
    code, _ = take_back(service)
    assert code == os.EX_OK
    assert service.calls == ["purge"] * 4


def test_a_printer_that_is_slow_to_drop_a_paper_does_not_keep_the_screen_dark():
    code, took_s = take_back(FakeSpooler(dirty_purges=1000))
    assert code == os.EX_TEMPFAIL
    assert took_s <= cancel_prints.WITHIN_S + 1


@pytest.mark.parametrize(
    ("failing", "code"),
    [
        (Failing.ABSENT, os.EX_UNAVAILABLE),
        (Failing.HUNG, os.EX_UNAVAILABLE),
        (Failing.NOT_FOUND, os.EX_OK),
    ],
)
def test_a_print_service_that_is_away_is_no_reason_to_wait(failing, code):
    assert take_back(FakeSpooler(fail={"purge": failing})) == (code, 0.0)


def test_a_kiosk_of_simulated_devices_has_nothing_to_take_back(tmp_path):
    file = tmp_path / "kiosk.toml"
    file.write_text(f'[kiosk]\ndevices = "simulated"\npaper_folder = "{tmp_path}"\n')
    assert cancel_prints.main(["--config", str(file)]) == os.EX_OK


def test_a_mistaken_configuration_is_said_by_the_exit_code(tmp_path):
    file = tmp_path / "kiosk.toml"
    file.write_text("[kiosk]\nprinter = 7\n")
    assert cancel_prints.main(["--config", str(file)]) == 78
