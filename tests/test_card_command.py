"""``kiosk card read`` over the simulated slot: statuses, exit codes, what is shown of a person."""

import json

import pytest
from typer.testing import CliRunner

from kiosk import card_command
from kiosk.clock import SystemClock
from kiosk.hardware.pcsc.scard import Code, PcscError
from kiosk.hardware.sim.card.chip import VirtualChip
from kiosk.hardware.sim.card.faults import CardFault, Fault
from kiosk.hardware.sim.card.profile import WRONG_CARDS, CardProfile, vitale
from kiosk.hardware.sim.card.slot import SimScard
from tests.hardware.people import CAMILLE, LUCIE

ONE = vitale([CAMILLE])


def run(monkeypatch, scard, *options: str):
    read_one = card_command.read_one
    monkeypatch.setattr(
        card_command, "read_one", lambda clock, pattern, s: read_one(clock, pattern, s, scard)
    )
    monkeypatch.setattr(card_command, "GRACE_S", 0.1)
    result = CliRunner().invoke(card_command.app, ["read", *options])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def slot(profile: CardProfile | None = ONE, fault: CardFault | None = None) -> SimScard:
    scard = SimScard()
    if profile is not None:
        scard.put_in(VirtualChip(profile, fault))
    return scard


def no_service() -> SimScard:
    raise PcscError(Code.NO_SERVICE)


def unplugged() -> SimScard:
    scard = slot()
    scard.plug(False)
    return scard


@pytest.mark.parametrize(
    ("make", "status", "code"),
    [
        (slot, "read", 0),
        (lambda: slot(WRONG_CARDS["cps"]), "wrong_card", 10),
        (lambda: slot(fault=CardFault(Fault.MUTE)), "mute", 11),
        (lambda: slot(fault=CardFault(Fault.COUNTS_DIFFER)), "unreadable", 12),
        (
            lambda: slot(fault=CardFault(Fault.REMOVED_AT_EXCHANGE, exchange=2)),
            "removed",
            13,
        ),
        (unplugged, "no_reader", 14),
        (no_service, "no_service", 15),
        (lambda: slot(None), "timeout", 16),
        (lambda: slot(fault=CardFault(Fault.SLOW)), "timeout", 16),
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
