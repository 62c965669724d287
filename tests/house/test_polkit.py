"""The rule of polkit for commands: the units that the kiosk asks for, and no more."""

import json
import shutil
import subprocess

import pytest

from kiosk.sync.bundle.stick import SAVE_UNIT
from kiosk.sync.fleet.command_deeds import RESTART_UNITS
from tests.house.units import FOLDER

RULE = FOLDER / "polkit-1" / "rules.d" / "51-borne-commands.rules"
POWER_OFF = "borne-power-off.service"
"""For a technician at the kiosk alone: no command of the fleet ends a machine."""
UNITS = [*sorted(RESTART_UNITS.values()), POWER_OFF, SAVE_UNIT]
ACTION = "org.freedesktop.systemd1.manage-units"
_ASK = """
const Result = {YES: "yes", NO: "no", NOT_HANDLED: "not handled"};
const polkit = {Result: Result, addRule: f => { rule = f; }};
let rule;
eval(process.argv[1]);
const [id, user, unit, verb] = JSON.parse(process.argv[2]);
const action = {id: id, lookup: name => ({unit: unit, verb: verb})[name]};
console.log(rule(action, {user: user}));
"""

needs_node = pytest.mark.skipif(
    shutil.which("node") is None, reason="needs node, which reads the rule as polkit does"
)


def asked(user: str, unit: str, verb: str, action: str = ACTION) -> str:
    words = json.dumps([action, user, unit, verb])
    node = ["node", "-e", _ASK, RULE.read_text(encoding="utf-8"), words]
    done = subprocess.run(node, capture_output=True, text=True, timeout=30, check=True)
    return done.stdout.strip()


def test_each_unit_that_the_kiosk_starts_is_there_and_takes_no_words() -> None:
    for unit in UNITS:
        said = (FOLDER / unit).read_text(encoding="utf-8")
        does = [line for line in said.splitlines() if line.startswith("Exec")]
        assert not set("%$@|;&`") & set("".join(does))


@needs_node
@pytest.mark.parametrize("unit", UNITS)
def test_kiosk_sync_starts_these_and_does_nothing_else_with_them(unit: str) -> None:
    assert asked("kiosk-sync", unit, "start") == "yes"
    assert asked("kiosk-sync", unit, "stop") == "no"
    assert asked("kiosk-ui", unit, "start") == "not handled", "the usual rules say no"


@needs_node
@pytest.mark.parametrize("unit", ["ssh.service", "kiosk-ui.service", "reboot.target", ""])
def test_no_other_unit(unit: str) -> None:
    assert asked("kiosk-sync", unit, "start") == "no"


@needs_node
def test_it_has_no_say_in_other_actions() -> None:
    other = "org.freedesktop.login1.reboot"
    assert asked("kiosk-sync", "borne-restart-app.service", "start", other) == "not handled"
