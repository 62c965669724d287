"""A Debian with the packages boots into a kiosk, all by itself."""

import json

from tests.machine.kiosk_machine import KIOSK_UNITS, KioskMachine

READY_S = 30.0
OF_THIS_MACHINE = {"reader.virtual", "clock.unkept"}
"""Any program may play a card to its reader, and nobody keeps its time: the kiosk says so."""
NEEDED = (*KIOSK_UNITS, "central.service", "cups.service", "pcscd.socket", "borne-nightly.timer")


def test_what_belongs_to_a_kiosk_runs_and_nothing_has_failed(kiosk: KioskMachine) -> None:
    machine = kiosk.machine
    assert machine.run("systemctl", "get-default").out.strip() == "kiosk.target"
    assert {unit: machine.state(unit) for unit in NEEDED} == dict.fromkeys(NEEDED, "active")
    assert machine.run("systemctl", "--failed", "--plain", "--no-legend").out == ""


def test_the_kiosk_finds_itself_well(kiosk: KioskMachine) -> None:
    words = ("runuser", "-u", "kiosk-ui", "--", "kiosk", "doctor", "--json")
    found = json.loads(kiosk.machine.run(*words).out)["findings"]
    amiss = {each["id"] for each in found if each["state"] not in ("ok", "not_fitted")}
    assert amiss <= OF_THIS_MACHINE, amiss


def test_it_is_ready_again_after_a_power_cut(kiosk: KioskMachine) -> None:
    kiosk.machine.power_cut()
    kiosk.machine.boot()
    kiosk.printer.start()
    ready_s = kiosk.machine.boot_s + kiosk.expect_ready(READY_S)
    print(f"\nboot to ready: {ready_s:.1f} s")
    assert kiosk.machine.run("systemctl", "--failed", "--plain", "--no-legend").out == ""


def test_no_login_waits_behind_the_screen(kiosk: KioskMachine) -> None:
    machine = kiosk.machine
    machine.run("systemctl", "start", "getty@tty1.service")
    assert machine.state("getty@tty1.service") == "inactive"
    assert machine.show("ctrl-alt-del.target", "LoadState") == "masked"


def test_the_journal_is_kept_and_bounded(kiosk: KioskMachine) -> None:
    machine = kiosk.machine
    assert machine.run("sh", "-c", "ls /var/log/journal/*/system.journal").ok
    told = machine.run("systemd-analyze", "cat-config", "systemd/journald.conf").out
    assert "SystemMaxUse=400M" in told


def test_the_settings_of_cups_are_ours(kiosk: KioskMachine) -> None:
    machine = kiosk.machine
    words = machine.run("sh", "-c", "tr '\\0' ' ' < /proc/$(pidof cupsd)/cmdline").out
    assert "/usr/share/borne/cups/cupsd.conf" in words
    assert machine.run("sh", "-c", "dpkg --verify cups-daemon").out == ""
    assert machine.run("test", "-d", "/run/cups/borne-spool").ok


def test_only_the_screen_reaches_the_card_and_the_display(kiosk: KioskMachine) -> None:
    machine = kiosk.machine
    for account, may in (("kiosk-ui", True), ("kiosk-sync", False), ("nobody", False)):
        for path in ("/run/pcscd/pcscd.comm", "/run/kiosk-display/wayland-0"):
            told = machine.run("runuser", "-u", account, "--", "test", "-w", path)
            assert told.ok is may, (account, path)


def test_kiosk_sync_starts_what_it_may_and_nothing_else(kiosk: KioskMachine) -> None:
    machine = kiosk.machine
    start = ("runuser", "-u", "kiosk-sync", "--", "systemctl", "--no-ask-password", "start")
    before = machine.pid("kiosk-ui.service")
    done = machine.run(*start, "borne-restart-app.service")
    assert done.ok, done.err
    machine.wait_until(lambda: machine.pid("kiosk-ui.service") not in (0, before), "a new screen")
    kiosk.expect_ready()
    for other in ("ssh.service", "kiosk-out-of-service.service", "rescue.target"):
        assert not machine.run(*start, other).ok
