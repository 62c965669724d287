"""The one unit by which kiosk-sync has a bundle written on a stick.

No stick can be plugged into this machine: what is written on one is tried in tests/usb_storage, and
by hands (docs/bench-protocol.md).
"""

from kiosk.sync.bundle.stick import SAVE_UNIT
from kiosk.usb_storage.outcome import HANDED_OVER, OUTCOME_FILE, StickOutcome
from tests.machine.kiosk_machine import KioskMachine
from tests.machine.machine import Result
from wire.support_bundle import SupportBundle

NAME = "borne-07-20261122-093000.bundle"


def saved(kiosk: KioskMachine, account: str = "kiosk-sync") -> Result:
    words = ("systemctl", "start", "--no-ask-password", SAVE_UNIT)
    return kiosk.machine.run("runuser", "-u", account, "--", *words)


def outcome(kiosk: KioskMachine) -> int:
    return int(kiosk.machine.shell(f"runuser -u kiosk-sync -- cat {OUTCOME_FILE}"))


def test_kiosk_sync_may_start_it_and_the_screen_may_not(kiosk: KioskMachine) -> None:
    assert not saved(kiosk, "kiosk-ui").ok
    done = saved(kiosk)
    assert done.ok, done.err
    assert outcome(kiosk) == StickOutcome.NO_BUNDLE


def test_a_bundle_is_looked_at_and_without_a_stick_nothing_else_happens(
    kiosk: KioskMachine,
) -> None:
    folder = kiosk.machine.root / HANDED_OVER.relative_to("/")
    kiosk.machine.shell(f"install -d -o kiosk-sync -m 755 {HANDED_OVER}")
    bundle = SupportBundle("0123456789abcdef", b"sealed").written().hex()
    kiosk.machine.run(
        *("python3", "-c"),
        f"open('{HANDED_OVER}/{NAME}', 'wb').write(bytes.fromhex('{bundle}'))",
    )
    assert not folder.exists(), "in memory alone"
    assert saved(kiosk).ok
    assert outcome(kiosk) == StickOutcome.NO_STICK
    kiosk.machine.shell(f"rm -r {HANDED_OVER}")
    assert kiosk.ready()
