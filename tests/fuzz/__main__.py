"""``make fuzz``: every target under atheris for its share of the time; what is found is kept.

Runs in an environment that has atheris: ``uv run --isolated --all-extras --group fuzz``.
"""

import argparse
import re
import subprocess
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["kiosk", "wire"]):
    from tests.fuzz.seeds import seeds
    from tests.fuzz.targets import TARGETS

FOLDER = Path("build/fuzz")
LONGEST_INPUT = 8_192
ONE_INPUT_WITHIN_S = 60
"""The longest reading takes 0.6 s; instrumented, on a busy machine, some twenty times that."""
MEMORY_MB = 1_024
_EXECUTED = re.compile(r"stat::number_of_executed_units: +([0-9]+)")


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    asked.add_argument("--seconds", type=int, default=300, help="for all targets together")
    asked.add_argument("--only", choices=TARGETS, help="one target, in this process")
    options = asked.parse_args()
    if options.only:
        _fuzz(options.only, options.seconds)
    share_s = max(1, options.seconds // len(TARGETS))
    found = [name for name in TARGETS if not _in_a_process(name, share_s)]
    if found:
        print(f"found something: {', '.join(found)}; inputs in {FOLDER / 'found'}")
    return 1 if found else 0


def _in_a_process(name: str, seconds: int) -> bool:
    """Whether the target held; libFuzzer ends its process when it does not, or when time is up."""
    command = [sys.executable, "-m", "tests.fuzz", "--only", name, "--seconds", str(seconds)]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    executed = _EXECUTED.search(done.stderr)
    held = done.returncode == 0
    print(f"{name:<18}{executed[1] if executed else '?':>12} inputs  {'held' if held else 'FOUND'}")
    if not held:
        print(done.stderr[-4_000:])
    return held


def _fuzz(name: str, seconds: int) -> None:
    corpus, found = FOLDER / "corpus" / name, FOLDER / "found"
    corpus.mkdir(parents=True, exist_ok=True)
    found.mkdir(exist_ok=True)
    for number, seed in enumerate(seeds(name)):
        (corpus / f"seed-{number:02}").write_bytes(seed)
    atheris.Setup(
        [
            name,
            str(corpus),
            f"-artifact_prefix={found / name}-",
            f"-max_total_time={seconds}",
            f"-max_len={LONGEST_INPUT}",
            f"-timeout={ONE_INPUT_WITHIN_S}",
            f"-rss_limit_mb={MEMORY_MB}",
            "-print_final_stats=1",
        ],
        TARGETS[name],
    )
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
