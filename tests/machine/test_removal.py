"""What removing and purging the kiosk take from a machine, and what they leave to it."""

from pathlib import Path

from scripts.deb.package import KIOSK
from scripts.deb.system_files import units
from tests.machine.kiosk_machine import KioskMachine
from tests.machine.machine import Machine
from tests.machine.queued import Queued, expect_arrival, waiting

CONFIGURATION = "etc/borne/kiosk.toml"
STORE = "var/lib/kiosk-sync"
OF_THE_CAISSE = ("etc/borne/central.toml", "etc/borne/caisse-key.pem", "var/lib/central/central.db")
ACCOUNTS = ("kiosk-ui", "kiosk-sync", "kiosk-display")
DEBIANS_TARGET = "graphical.target"


def test_what_is_removed_and_installed_again_goes_on_where_it_was(
    queued: Queued, tmp_path: Path
) -> None:
    with queued.on(tmp_path) as kiosk:
        machine = kiosk.machine
        configuration = (machine.root / CONFIGURATION).read_text()
        remove(kiosk)
        assert (machine.root / CONFIGURATION).read_text() == configuration
        kiosk.put_package()
        machine.shell("dpkg --install /var/tmp/borne-kiosk.deb", within_s=300)
        kiosk.expect_ready()
        assert machine.run("systemctl", "get-default").out.strip() == "kiosk.target"
        assert waiting(kiosk) == [queued.reference]
        expect_arrival(kiosk, queued.reference)


def test_a_machine_starts_without_what_was_removed(queued: Queued, tmp_path: Path) -> None:
    with queued.on(tmp_path) as kiosk:
        remove(kiosk)
        machine = kiosk.machine
        machine.shell("systemctl enable --quiet central")
        machine.power_cut()
        machine.boot()
        expect_no_trace_that_runs(machine)
        assert machine.active("central.service")
        assert machine.show("ctrl-alt-del.target", "LoadState") == "loaded"
        assert "borne" not in machine.show("cups.service", "ExecStart")


def test_purging_takes_the_store_and_leaves_the_caisse_its_own(
    queued: Queued, tmp_path: Path
) -> None:
    with queued.on(tmp_path) as kiosk:
        machine = kiosk.machine
        credential = machine.root / "etc/credstore.encrypted/staff-pepper"
        credential.write_text("sealed")
        machine.shell("apt-get --yes -qq purge borne-kiosk", within_s=300)
        expect_no_trace_that_runs(machine)
        gone = [CONFIGURATION, STORE, str(credential.relative_to(machine.root))]
        assert [name for name in gone if (machine.root / name).exists()] == []
        assert [name for name in OF_THE_CAISSE if not (machine.root / name).exists()] == []
        known = machine.run("dpkg-query", "--show", "borne-kiosk")
        assert not known.ok, known.out
        # A number that was given once and is free again would own what it left in journals.
        assert machine.run("getent", "passwd", *ACCOUNTS).ok


def remove(kiosk: KioskMachine) -> None:
    machine = kiosk.machine
    machine.shell("apt-get --yes -qq remove borne-kiosk", within_s=300)
    expect_no_trace_that_runs(machine)
    assert (machine.root / STORE / "queue.sqlite3").exists()


def expect_no_trace_that_runs(machine: Machine) -> None:
    """No unit, no process, no program; the machine boots into what it did before."""
    states = {unit: machine.state(unit) for unit in units(KIOSK)}
    assert {unit: state for unit, state in states.items() if state != "inactive"} == {}
    assert machine.run("systemctl", "--failed", "--plain", "--no-legend").out == ""
    for account in ACCOUNTS:
        assert machine.shell(f"find /proc -maxdepth 1 -user {account}") == "", account
    assert machine.shell("find /opt -maxdepth 1 -name 'borne' -o -name 'borne-[0-9]*'") == ""
    assert machine.run("systemctl", "get-default").out.strip() == DEBIANS_TARGET
