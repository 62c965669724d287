"""What is installed from a registry is pinned and has a hash; the pins are those of the lock."""

import re
import subprocess
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.house.files import ROOT

PINS = ("kiosk", "central")
_PIN = re.compile(r"([a-z0-9-]+)==(\S+)(?: ; [^\\]+)?")
_HASH = re.compile(r"--hash=(sha256:[0-9a-f]{64})")


def pinned(file: Path) -> dict[tuple[str, str], set[str]]:
    """Hashes by name and version. Fails on any other line, such as one that names a registry."""
    text = file.read_text(encoding="ascii").replace("\\\n", " ")
    found: dict[tuple[str, str], set[str]] = {}
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        pin, *hashes = re.split(r"\s+(?=--hash)", line.strip())
        named = _PIN.fullmatch(pin.strip())
        assert named is not None, line
        assert all(_HASH.fullmatch(each) for each in hashes), line
        found[named[1], named[2]] = {each.removeprefix("--hash=") for each in hashes}
    return found


def locked() -> Mapping[tuple[str, str], set[str]]:
    packages = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    return {
        (each["name"], each["version"]): {
            file["hash"] for file in (*each.get("wheels", ()), *filter(None, [each.get("sdist")]))
        }
        for each in packages
    }


@pytest.mark.parametrize("name", PINS)
def test_an_appliance_installs_nothing_that_the_lock_does_not_know_by_its_hash(name: str) -> None:
    pins, lock = pinned(ROOT / "requirements" / f"{name}.txt"), locked()
    assert len(pins) > 30
    assert {pin: lock.get(pin) for pin in pins} == pins
    assert not [pin for pin in pins if not pins[pin]]


def test_the_pins_are_those_that_the_lock_gives_now(tmp_path: Path) -> None:
    made = subprocess.run([ROOT / "scripts" / "requirements.sh", tmp_path], capture_output=True)
    if made.returncode == 127:
        pytest.skip("needs uv on the PATH or in .tools (scripts/setup.sh)")
    assert made.returncode == 0, made.stderr
    for name in PINS:
        anew, kept = pinned(tmp_path / f"{name}.txt"), pinned(ROOT / "requirements" / f"{name}.txt")
        assert anew == kept, "run `make requirements`"


def test_the_tool_that_installs_them_comes_by_its_hash_itself() -> None:
    ((name, version),) = pins = pinned(ROOT / "scripts" / "uv.txt")
    assert (name, bool(version)) == ("uv", True)
    assert len(pins[name, version]) > 10
    assert "--require-hashes --requirement scripts/uv.txt" in " ".join(
        (ROOT / "scripts" / "setup.sh").read_text(encoding="utf-8").replace("\\\n", "").split()
    )
