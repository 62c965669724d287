"""The options of the appliance's processes, read without the command-line library."""

import argparse
from collections.abc import Sequence
from pathlib import Path


def config_option(process: str, arguments: Sequence[str]) -> Path | None:
    """``--config FILE``; leaves the process with code 2 and a word of help on anything else."""
    parser = argparse.ArgumentParser(prog=f"kiosk {process}")
    parser.add_argument("--config", type=Path, metavar="FILE", help="the kiosk's TOML file")
    chosen: Path | None = parser.parse_args(arguments).config
    return chosen
