"""``kiosk card read`` over the simulated slot: statuses, exit codes, what is shown of a person."""

import json
import subprocess
import sys
import threading
from functools import partial

import pytest
from typer.testing import CliRunner

from kiosk.cli import card as card_command
from kiosk.domain.card import ReadTimedOut
from kiosk.hardware.pcsc.scard import PcscError, ReturnCode
from kiosk.hardware.sim.card.chip import VirtualChip
from kiosk.hardware.sim.card.faults import CardFault, CardFaultKind
from kiosk.hardware.sim.card.profile import WRONG_CARDS, CardProfile, vitale
from kiosk.hardware.sim.card.slot import SimScard
from shared_runtime.clock import SystemClock
from tests.hardware.badges import BY_NUMBER
from tests.hardware.people import CAMILLE, LUCIE

ONE = vitale([CAMILLE])


def run(monkeypatch, scard, *options: str):
    with monkeypatch.context() as patch:
        patch.setattr(card_command, "read_one", partial(card_command.read_one, scard=scard))
        patch.setattr(card_command, "GRACE_S", 0.1)
        result = CliRunner().invoke(card_command.app, ["read", *options])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def slot(profile: CardProfile | None = ONE, fault: CardFault | None = None) -> SimScard:
    scard = SimScard()
    if profile is not None:
        scard.put_in(VirtualChip(profile, fault))
    return scard


def no_service() -> SimScard:
    raise PcscError(ReturnCode.NO_SERVICE)


def unplugged() -> SimScard:
    scard = slot()
    scard.plug(False)
    return scard


def silent() -> SimScard:
    scard = slot()
    scard.make_available(False)
    return scard


def refused() -> SimScard:
    scard = slot()
    scard.deny(True)
    return scard


@pytest.mark.parametrize(
    ("make", "status", "code"),
    [
        (slot, "read", 0),
        (lambda: slot(WRONG_CARDS["cps"]), "wrong_card", 10),
        (lambda: slot(fault=CardFault(CardFaultKind.MUTE)), "mute", 11),
        (lambda: slot(fault=CardFault(CardFaultKind.COUNTS_DIFFER)), "unreadable", 12),
        (
            lambda: slot(fault=CardFault(CardFaultKind.REMOVED_AT_EXCHANGE, exchange=2)),
            "removed",
            13,
        ),
        (unplugged, "no_reader", 14),
        (no_service, "no_service", 15),
        (lambda: slot(None), "timeout", 16),
        (lambda: slot(fault=CardFault(CardFaultKind.SLOW)), "timeout", 16),
        (refused, "access_denied", 18),
    ],
)
def test_each_status_has_its_code(monkeypatch, make, status, code):
    scard = None if make is no_service else make()
    result = run(
        monkeypatch, no_service if scard is None else lambda: scard, "--json", "--timeout", "1"
    )
    document = json.loads(result.stdout)
    assert (document["status"], result.exit_code) == (status, code)
    assert ("kind" in document) is (status == "wrong_card")
    assert bool(document["holders"]) is (status == "read")
    assert set(document) - {"kind"} == {"status", "reason", "atr", "holders", "elapsed_ms"}


def test_a_reader_that_does_not_answer_is_told_once_it_is_no_blip(monkeypatch):
    result = run(monkeypatch, silent, "--json", "--timeout", "30")
    document = json.loads(result.stdout)
    assert (document["status"], result.exit_code) == ("reader_unavailable", 17)


def test_a_card_that_is_too_slow_is_named_all_the_same(monkeypatch):
    scard = slot(fault=CardFault(CardFaultKind.SLOW))
    result = run(monkeypatch, lambda: scard, "--json", "--timeout", "0.5")
    document = json.loads(result.stdout)
    assert document["status"] == "timeout"
    assert document["atr"] == ONE.atr.hex().upper()
    assert 0 < document["elapsed_ms"] < 2000


def test_without_a_card_there_is_no_time_to_tell(monkeypatch):
    result = run(monkeypatch, lambda: slot(None), "--json", "--timeout", "0.2")
    document = json.loads(result.stdout)
    assert (document["atr"], document["elapsed_ms"]) == (None, None)


def test_a_driver_that_hangs_does_not_hold_the_command():
    release, over = threading.Event(), threading.Event()

    class Hung(SimScard):
        def transmit(self, card, protocol, command):
            release.wait(20)
            over.set()
            return super().transmit(card, protocol, command)

    scard = Hung()
    scard.put_in(VirtualChip(ONE))
    report = card_command.read_one(SystemClock(), "", 0.3, lambda: scard)
    still_hung = not over.is_set()
    release.set()
    assert report.reading.outcome == ReadTimedOut()
    assert still_hung


PROGRAM = """
from kiosk.cli import card as card_command
from shared_runtime.clock import SystemClock
from kiosk.hardware.sim.card.chip import VirtualChip
from kiosk.hardware.sim.card.profile import vitale
from kiosk.hardware.sim.card.slot import SimScard
from tests.hardware.badges import BY_NUMBER
from tests.hardware.people import CAMILLE

scard = SimScard()
scard.put_in(VirtualChip(vitale([CAMILLE])))
report = card_command.read_one(SystemClock(), "", 10, lambda: scard)
card_command.read_one = lambda *_, **__: report
card_command.app()
"""


@pytest.mark.parametrize("form", [(), ("--json",)])
@pytest.mark.parametrize(
    ("where", "said"),
    [
        (">/dev/full", "The answer could not be written: No space left on device.\n"),
        (">&-", ""),
        ("| true", ""),
    ],
)
def test_an_answer_that_cannot_be_written_has_its_own_code(form, where, said):
    script = f'set -o pipefail; "$@" {where}'
    done = subprocess.run(
        ["bash", "-c", script, "-", sys.executable, "-c", PROGRAM, "read", *form],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (card_command.NOT_WRITTEN, "", said)
    assert done.returncode not in card_command.EXIT_CODES.values()


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_the_nir_is_shown_only_when_asked_for(monkeypatch, form):
    scard = slot(vitale([CAMILLE, LUCIE]))
    hidden = run(monkeypatch, lambda: scard, *form).stdout.replace(" ", "")
    assert CAMILLE.nir.value not in hidden
    monkeypatch.undo()
    shown = run(monkeypatch, lambda: scard, "--reveal", *form).stdout.replace(" ", "")
    assert CAMILLE.nir.value in shown
    assert LUCIE.nir.value in shown


def test_a_mistake_on_the_command_line_is_none_of_these(monkeypatch):
    assert run(monkeypatch, slot, "--timeout", "soon").exit_code == 2


def test_a_reader_that_comes_within_the_grace_is_used():
    class Late(SimScard):
        def readers(self, context):
            names = super().readers(context)
            self.plug(True)
            return names

    scard = Late()
    scard.plug(False)
    scard.put_in(VirtualChip(ONE))
    report = card_command.read_one(SystemClock(), "", 10, lambda: scard)
    assert report.insertion == 1


BADGES = """
[kiosk]
[[kiosk.staff_cards]]
family = "dsi"
atr = "3b8180018080"
read_from = "serial"
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "kiosk.toml"
    path.write_text(BADGES)
    return path


@pytest.mark.parametrize(
    ("options", "identifier"), [([], "04••••••••••••"), (["--reveal"], "04a1b2c3d4e580")]
)
def test_a_badge_of_staff_is_shown_as_central_takes_it(monkeypatch, file, options, identifier):
    scard = slot(BY_NUMBER)
    options = ["--timeout", "1", "--config", str(file), *options]
    document = run(monkeypatch, lambda: scard, "--json", *options)
    assert document.exit_code == 0
    assert json.loads(document.stdout) | {"elapsed_ms": 0} == {
        "status": "staff_card",
        "badge": {"family": "dsi", "read_from": "serial", "identifier": identifier},
        "reason": None,
        "atr": "3B8180018080",
        "holders": [],
        "elapsed_ms": 0,
    }
    text = run(monkeypatch, lambda: scard, *options).stdout
    assert f"--badge 'dsi serial {identifier}'" in text
    assert ("04a1b2" in text) is (options[-1] == "--reveal")


def test_an_unknown_card_is_told_by_its_answer_to_reset(monkeypatch):
    """So an installer learns what to write into ``staff_cards``."""
    scard = slot(BY_NUMBER)
    result = run(monkeypatch, lambda: scard, "--timeout", "1")
    assert (result.exit_code, "3B8180018080" in result.stdout) == (10, True)


def test_a_mistaken_configuration_keeps_no_card_from_being_read(monkeypatch, file):
    file.write_text(BADGES.replace("serial", "chip"))
    scard = slot(ONE)
    result = run(monkeypatch, lambda: scard, "--timeout", "1", "--config", str(file))
    assert result.exit_code == 0
    assert "kiosk config check" in result.stderr
