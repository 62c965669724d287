"""``python -m tests.soak.beside FOLDER``: central and kiosk-sync as processes of their own.

Says on one line who they are; then does as each line of its input says: ``cut`` the line between
them, ``mend`` it.
"""

import json
import sys
import tomllib
from importlib.resources import files
from pathlib import Path

from devdock.demo_environment import CENTRAL, CHEAP_HASHES, SYNC, DemoEnvironment, Setup
from devdock.network.faults import NetworkFault
from devdock.processes import Running

_MOST = "1000000"
_BUSY = (
    *("limits.openings_per_kiosk", "limits.codes_per_kiosk", "limits.messages_per_kiosk"),
    *("budgets.failures_per_kiosk", "budgets.items_per_kiosk"),
)
"""A soak has as many visits in an hour as an agency in months."""


def main() -> None:
    environment = DemoEnvironment(
        Setup(Path(sys.argv[1]), central=dict.fromkeys(_BUSY, _MOST) | CHEAP_HASHES, fleet=1)
    )
    try:
        environment.prepare()
        environment.start_central()
        environment.start_signer()
        environment.start_sync()
        pids = {name: _pid(environment, name) for name in (CENTRAL, SYNC)}
        print(json.dumps({"pids": pids, "codes": _codes()}), flush=True)
        for line in sys.stdin:
            environment.network.set_fault(NetworkFault.CUT if line.strip() == "cut" else None)
            print("done", flush=True)
    finally:
        environment.close()


def _pid(environment: DemoEnvironment, name: str) -> int:
    state = environment.state(name)
    assert isinstance(state, Running), state
    return state.pid


def _codes() -> dict[str, str]:
    """The codes of the demonstration's people, by their names."""
    folder = files("central.rights").joinpath("seeds")
    texts = [file.read_text("utf-8") for file in folder.iterdir() if file.name.endswith(".toml")]
    people = [each for text in texts for each in tomllib.loads(text).get("people", ())]
    return {each["slug"]: each["code"] for each in people if "code" in each}


if __name__ == "__main__":
    main()
