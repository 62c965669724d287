"""The ``kiosk`` command itself."""

import subprocess
import sys

INTERRUPTED_WHILE_LOADING = """
import sys
from kiosk.cli import main as cli

class Interrupted:
    def find_spec(self, name, path=None, target=None):
        if name == "kiosk.cli.card":
            raise KeyboardInterrupt

sys.meta_path.insert(0, Interrupted())
sys.argv = ["kiosk", "card", "read"]
sys.exit(cli.main())
"""


def test_ctrl_c_while_the_command_is_loaded_leaves_no_trace():
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED_WHILE_LOADING],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")
