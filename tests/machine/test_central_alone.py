"""The machine of a caisse: central's package, and no kiosk."""

import json
from collections.abc import Iterator

import pytest

from scripts.deb.package import CENTRAL
from scripts.deb.system_files import units
from tests.machine import image
from tests.machine.kiosk_machine import set_up_central
from tests.machine.machine import Machine, switched_on

_HEALTH = """
import urllib.request
print(urllib.request.urlopen("http://127.0.0.1:8080/v1/health", timeout=5).read().decode())
"""


@pytest.fixture(scope="module")
def central(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    with switched_on(image.with_central(), tmp_path_factory.mktemp("machine")) as machine:
        yield machine


def test_nothing_of_it_runs_before_the_caisse_says_so(central: Machine) -> None:
    assert {central.state(unit) for unit in units(CENTRAL)} == {"inactive"}
    assert central.run("systemctl", "--failed", "--plain", "--no-legend").out == ""


def test_it_starts_and_answers_and_does_so_again_after_a_power_cut(central: Machine) -> None:
    set_up_central(central)
    expect_answer(central)
    central.power_cut()
    central.boot()
    expect_answer(central)
    assert central.run("systemctl", "--failed", "--plain", "--no-legend").out == ""


def test_the_unit_makes_the_tables_itself(central: Machine) -> None:
    central.shell(
        "systemctl stop central; rm /var/lib/central/central.db*; systemctl start central"
    )
    expect_answer(central)


def test_it_brings_no_account_of_a_kiosk(central: Machine) -> None:
    accounts = central.shell("getent passwd")
    assert "\ncentral:" in accounts
    assert "kiosk-" not in accounts


def expect_answer(central: Machine) -> None:
    central.wait_until(lambda: central.run("python3", "-c", _HEALTH).ok, "an answer")
    assert json.loads(central.run("python3", "-c", _HEALTH).out)
    assert central.active("central.service")
