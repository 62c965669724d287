"""The units of the appliance, as files."""

import shlex

from tests.house.files import ROOT

FOLDER = ROOT / "systemd"


def environment_of(unit: str) -> dict[str, str]:
    """What the unit sets in the environment of its process."""
    lines = (FOLDER / f"{unit}.service").read_text(encoding="utf-8").splitlines()
    said = [line.removeprefix("Environment=") for line in lines if line.startswith("Environment=")]
    pairs = (word.partition("=") for line in said for word in shlex.split(line))
    return {name: value for name, _, value in pairs}
