"""What goes wrong with installed units, and that the kiosk comes back by itself, or says so."""

import pytest

from tests.machine.kiosk_machine import KioskMachine

BACK_S = 30.0
"""By then nobody who stands there is without a kiosk any more."""
WATCHDOG_S = 60.0
CRASHES = 20
STILL = "kiosk-out-of-service.service"
CARD = "camille-martin"


@pytest.fixture(autouse=True)
def _well_before_and_after(kiosk: KioskMachine):
    kiosk.expect_ready()
    yield
    kiosk.card.remove()
    start_anew(kiosk)
    kiosk.expect_ready()


@pytest.mark.parametrize(
    "unit", ["kiosk-ui", "kiosk-sync", "kiosk-display", "pcscd", "cups", "seatd", "central"]
)
def test_what_is_killed_comes_back(kiosk: KioskMachine, unit: str) -> None:
    name, machine = f"{unit}.service", kiosk.machine
    before = machine.pid(name)
    assert before
    machine.kill(name)
    machine.wait_until(lambda: machine.pid(name) not in (0, before), f"another {unit}", BACK_S)
    print(f"\n{unit} killed: ready after {kiosk.expect_ready(BACK_S):.1f} s")
    reads_a_card(kiosk)


@pytest.mark.parametrize("unit", ["kiosk-ui", "kiosk-sync", "kiosk-display"])
def test_what_is_frozen_is_found_by_its_watchdog(kiosk: KioskMachine, unit: str) -> None:
    name, machine = f"{unit}.service", kiosk.machine
    before = machine.pid(name)
    machine.kill(name, "STOP")
    took = machine.wait_until(
        lambda: machine.pid(name) not in (0, before), f"another {unit}", 2 * WATCHDOG_S
    )
    print(f"\n{unit} frozen: another after {took:.1f} s")
    kiosk.expect_ready()


def test_after_twenty_crashes_a_picture_says_so_until_the_kiosk_is_mended(
    kiosk: KioskMachine,
) -> None:
    machine = kiosk.machine
    crash_until_given_up(kiosk)
    assert machine.active("borne-try-again.timer")
    assert machine.state("kiosk-ui.service") == "failed"
    start_anew(kiosk)
    kiosk.expect_ready(BACK_S)
    assert machine.state(STILL) == "inactive"
    assert not machine.active("borne-try-again.timer")


def test_without_its_font_the_kiosk_gives_way_to_the_picture(kiosk: KioskMachine) -> None:
    machine = kiosk.machine
    (font,) = machine.shell("find /opt/borne/ -name SourceSansPro-Regular.ttf").split()
    machine.shell(f"mv {font} {font}.away; systemctl restart kiosk-ui || true")
    try:
        machine.wait_until(lambda: shows_the_picture(kiosk), "the picture", 120)
    finally:
        machine.shell(f"mv {font}.away {font}")


def test_the_picture_comes_back_with_the_display(kiosk: KioskMachine) -> None:
    machine = kiosk.machine
    crash_until_given_up(kiosk)
    machine.kill("kiosk-display.service")
    before = machine.pid(STILL)
    machine.wait_until(lambda: machine.pid(STILL) not in (0, before), "another picture", BACK_S)
    machine.wait_until(lambda: shows_the_picture(kiosk), "the picture", BACK_S)


def test_without_pcscd_the_kiosk_says_it_is_out_of_service_until_it_is_back(
    kiosk: KioskMachine,
) -> None:
    kiosk.machine.shell("systemctl stop pcscd.socket pcscd.service")
    kiosk.expect_shown("OutOfService")
    kiosk.machine.shell("systemctl start pcscd.socket")
    kiosk.expect_ready()
    reads_a_card(kiosk)


def test_without_cups_the_kiosk_knows_of_no_printer_until_it_is_back(kiosk: KioskMachine) -> None:
    machine = kiosk.machine
    raised, cleared = (
        len(of_the_printer(kiosk, event)) for event in ("fault_raised", "fault_cleared")
    )
    machine.shell("systemctl stop cups.socket cups.path cups.service")
    machine.wait_until(
        lambda: len(of_the_printer(kiosk, "fault_raised")) > raised, "a printer that is gone"
    )
    machine.shell("systemctl start cups.socket cups.path cups.service")
    machine.wait_until(
        lambda: len(of_the_printer(kiosk, "fault_cleared")) > cleared, "a printer that is well"
    )
    kiosk.expect_ready()
    reads_a_card(kiosk)


def test_a_display_that_goes_for_a_while_comes_back_with_the_kiosk(kiosk: KioskMachine) -> None:
    machine = kiosk.machine
    before = machine.pid("kiosk-ui.service")
    machine.shell("systemctl stop kiosk-display.service")
    machine.wait_until(lambda: machine.pid("kiosk-ui.service") != before, "a dead screen")
    kiosk.expect_ready(BACK_S)


def test_a_full_disk_stops_nothing_and_is_over_when_there_is_room(kiosk: KioskMachine) -> None:
    machine, state = kiosk.machine, "/var/lib/kiosk-sync"
    machine.shell(
        f"systemctl stop kiosk-sync; cp -a {state} /var/tmp/state;"
        f"mount -t tmpfs -o size=16m,mode=0700 tmpfs {state};"
        f"cp -a /var/tmp/state/. {state}/; chown kiosk-sync:kiosk-sync {state};"
        "systemctl start kiosk-sync"
    )
    try:
        kiosk.expect_ready()
        machine.run("dd", "if=/dev/zero", f"of={state}/filler", "bs=64k")
        kiosk.card.insert(CARD)
        kiosk.expect_shown("Home")
        kiosk.card.remove()
        kiosk.expect_shown("Attract")
        assert machine.active("kiosk-sync.service")
        machine.shell(f"rm {state}/filler; systemctl restart kiosk-sync")
        kiosk.expect_ready()
    finally:
        machine.shell(
            f"systemctl stop kiosk-sync; umount {state}; rm -r /var/tmp/state;"
            "systemctl start kiosk-sync"
        )


def test_the_nightly_restart_waits_for_who_is_there(kiosk: KioskMachine) -> None:
    machine = kiosk.machine
    kiosk.card.insert(CARD)
    kiosk.expect_shown("Home")
    before = machine.pid("kiosk-ui.service")
    machine.shell("systemctl start borne-nightly.service")
    kiosk.expect_rest(2)
    assert machine.pid("kiosk-ui.service") == before
    assert kiosk.shown() == "Home"
    kiosk.card.remove()
    machine.wait_until(
        lambda: machine.pid("kiosk-ui.service") not in (0, before), "a new screen", BACK_S
    )
    kiosk.expect_ready(BACK_S)


def test_power_that_goes_while_the_package_is_unpacked(kiosk: KioskMachine) -> None:
    machine = kiosk.machine
    kiosk.put_package()
    unpacking = kiosk.begin("dpkg", "--install", "/var/tmp/borne-kiosk.deb")
    machine.wait_until(
        lambda: "half-" in machine.run("dpkg-query", "-W", "-f=${Status}", "borne-kiosk").out,
        "a package half unpacked",
    )
    machine.power_cut()
    unpacking.wait(30)
    machine.boot()
    kiosk.printer.start()
    kiosk.expect_ready()
    machine.shell("dpkg --install /var/tmp/borne-kiosk.deb", within_s=300)
    assert machine.run("dpkg", "--audit").out == ""
    kiosk.expect_ready()


def start_anew(kiosk: KioskMachine) -> None:
    """As the timer of the picture does after ten minutes, a command of the fleet, or staff; oftener
    here than the five times in ten minutes that the unit allows."""
    unit = "borne-restart-app.service"
    kiosk.machine.shell(f"systemctl reset-failed {unit} || true; systemctl start {unit}")


def crash_until_given_up(kiosk: KioskMachine) -> None:
    machine, seen = kiosk.machine, 0

    def given_up() -> bool:
        nonlocal seen
        pid = machine.pid("kiosk-ui.service")
        if pid not in (0, seen):
            seen = pid
            machine.run("kill", "-KILL", str(pid))
        return shows_the_picture(kiosk)

    took = machine.wait_until(given_up, "the picture", 150)
    print(f"\ngiven up after {took:.1f} s")


def shows_the_picture(kiosk: KioskMachine) -> bool:
    pid = kiosk.machine.pid(STILL)
    said = kiosk.machine.run("journalctl", "--quiet", "--output=cat", f"_PID={pid}").out
    return pid != 0 and said.endswith("shown\n")


def of_the_printer(kiosk: KioskMachine, event: str) -> list[object]:
    said = kiosk.machine.events("kiosk-ui.service")
    return [each for each in said if each["event"] == event and each["fault"] == "printer"]


def reads_a_card(kiosk: KioskMachine) -> None:
    kiosk.card.insert(CARD)
    kiosk.expect_shown("Home")
    kiosk.card.remove()
    kiosk.expect_shown("Attract")
