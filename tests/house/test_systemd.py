"""The appliance's units and snippets, judged by the tools that will read them."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.house.units import FOLDER, environment_of

DEBIANS_CUPS = Path("/lib/systemd/system/cups.service")
UNITS = sorted(FOLDER.glob("*.service"))
TIMERS = sorted(FOLDER.glob("*.timer"))
TARGETS = sorted(FOLDER.glob("*.target"))
EXPOSURE_TENTHS = {
    "kiosk-ui": 5,
    "kiosk-sync": 14,
    "central": 12,
    "central-public": 12,
    "central-console": 12,
    "central-signer": 14,
    "central-renew": 12,
    "central-reader": 14,
    "borne-restart-app": 7,
    "borne-restart-machine": 7,
    "borne-power-off": 7,
    "borne-nightly": 7,
    "borne-save-bundle": 15,
    "kiosk-display": 9,
    "kiosk-out-of-service": 3,
}
"""How exposed each may be, in tenths of systemd's measure; a service with a user only has 92."""

needs_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="needs systemd-analyze (package systemd)"
)


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, timeout=30)


@needs_systemd
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_is_no_more_exposed_than_it_must_be(unit: Path) -> None:
    allowed = EXPOSURE_TENTHS[unit.stem]
    measured = run(
        "systemd-analyze",
        "security",
        "--no-pager",
        "--offline=true",
        f"--threshold={allowed}",
        unit,
    )
    assert measured.returncode == 0, measured.stdout


@needs_systemd
def test_systemd_understands_every_line_of_the_units() -> None:
    read = [*UNITS, *TIMERS, *TARGETS]
    complaints = [
        line
        for line in run("systemd-analyze", "verify", "--man=no", *read).stderr.splitlines()
        if line.startswith(tuple(str(unit) for unit in read) + tuple(unit.name for unit in read))
        and "is not executable" not in line  # the appliance's own commands are not on this machine
    ]
    assert complaints == []


@needs_systemd
@pytest.mark.parametrize("timer", TIMERS, ids=lambda timer: timer.stem)
def test_a_timer_starts_what_runs_once_and_ends(timer: Path) -> None:
    said = timer.read_text()
    (kind, when) = re.findall(r"^On(Calendar|Active)(?:Sec)?=(.+)$", said, re.MULTILINE)[0]
    reads = {"Calendar": "calendar", "Active": "timespan"}[kind]
    assert run("systemd-analyze", reads, when).returncode == 0
    named = re.findall(r"^Unit=(.+)$", said, re.MULTILINE)
    started = (FOLDER / (named or [f"{timer.stem}.service"])[0]).read_text().splitlines()
    assert "Type=oneshot" in started
    assert "[Install]" not in started, "the timer alone starts it"
    assert not [line for line in started if line.startswith("Restart")]


@needs_systemd
@pytest.mark.skipif(not DEBIANS_CUPS.exists(), reason=f"needs {DEBIANS_CUPS} (package cups)")
def test_systemd_understands_what_is_added_to_debians_cups(tmp_path: Path) -> None:
    unit = tmp_path / DEBIANS_CUPS.name
    shutil.copy(DEBIANS_CUPS, unit)
    shutil.copytree(FOLDER / "cups.service.d", tmp_path / "cups.service.d")
    complaints = run("systemd-analyze", "verify", "--man=no", unit).stderr.splitlines()
    assert [line for line in complaints if str(tmp_path) in line] == []


@pytest.mark.skipif(
    shutil.which("systemd-sysusers") is None, reason="needs systemd-sysusers (package systemd)"
)
def test_every_user_and_group_a_unit_runs_as_is_made(tmp_path: Path) -> None:
    (tmp_path / "etc").mkdir()
    made = run(
        "systemd-sysusers", f"--root={tmp_path}", *sorted((FOLDER / "sysusers.d").glob("*.conf"))
    )
    assert made.returncode == 0, made.stderr
    users = {line.split(":")[0] for line in (tmp_path / "etc/passwd").read_text().splitlines()}
    groups = {line.split(":")[0] for line in (tmp_path / "etc/group").read_text().splitlines()}
    text = "\n".join(unit.read_text() for unit in UNITS)
    assert set(re.findall(r"^User=(.+)$", text, re.MULTILINE)) <= users
    named = re.findall(r"^(?:Group|SupplementaryGroups)=(.+)$", text, re.MULTILINE)
    assert {group for line in named for group in line.split()} <= groups


def test_the_screen_has_no_network_and_the_door_sees_the_uids_of_its_peers() -> None:
    screen = (FOLDER / "kiosk-ui.service").read_text()
    assert "\nPrivateNetwork=yes\n" in screen
    assert re.findall(r"^RestrictAddressFamilies=(.*)$", screen, re.MULTILINE) == ["AF_UNIX"]
    # Inside a user namespace every foreign uid reads 65534, and every peer would be turned away.
    assert "\nPrivateUsers=yes\n" not in (FOLDER / "kiosk-sync.service").read_text()


def test_a_device_is_let_in_also_where_its_driver_is_loaded_later() -> None:
    # systemd looks a name up in /proc/devices as the unit starts; a number stands by itself
    # (Documentation/admin-guide/devices.txt of Linux).
    text = "\n".join(unit.read_text() for unit in UNITS)
    kinds = re.findall(r"^DeviceAllow=(?:char|block)-(\S+)", text, re.MULTILINE)
    assert kinds
    assert [kind for kind in kinds if not kind.isdigit()] == []


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_what_is_in_memory_never_goes_to_a_disk(unit: Path) -> None:
    lines = unit.read_text().splitlines()
    assert {"MemorySwapMax=0", "LimitCORE=0"} <= set(lines)


@pytest.mark.parametrize("unit", ["kiosk-ui", "kiosk-sync", "central"])
def test_what_a_process_that_meets_people_frees_is_overwritten(unit: str) -> None:
    # Whether that is enough, tests/system/test_memory_after_a_visit.py looks.
    settings = environment_of(unit)
    assert settings["PYTHONMALLOC"].endswith("_debug")
    tunables = dict(each.split("=") for each in settings["GLIBC_TUNABLES"].split(":"))
    assert int(tunables["glibc.malloc.perturb"]) % 256 != 0
    # Small pieces that wait to be used again are not overwritten.
    assert tunables["glibc.malloc.tcache_count"] == tunables["glibc.malloc.mxfast"] == "0"


def test_the_door_may_read_in_which_boot_it_runs() -> None:
    # "pid" hides /proc/sys/kernel/random/boot_id: the queue would not open.
    assert "\nProcSubset=pid\n" not in (FOLDER / "kiosk-sync.service").read_text()


@pytest.mark.skipif(shutil.which("cupsd", path="/usr/sbin") is None, reason="needs cupsd (cups)")
def test_cups_understands_the_appliances_configuration(tmp_path: Path) -> None:
    files = (FOLDER / "cups" / "cups-files.conf").read_text()
    (tmp_path / "files.conf").write_text(files.replace("/run/cups/borne-spool", str(tmp_path)))
    (tmp_path / "tmp").mkdir()
    checked = run(
        "/usr/sbin/cupsd", "-t", "-c", FOLDER / "cups" / "cupsd.conf", "-s", tmp_path / "files.conf"
    )
    assert checked.returncode == 0, checked.stderr
    assert "Unknown" not in checked.stderr
