"""The first usable screen waits for nothing that it does not need; the first visit finds all."""

import subprocess
import sys

LATER = ("reportlab", "PIL", "structlog")
NEVER = ("httpx", "httpcore", "anyio", "kiosk.documents.samples")
"""kiosk-ui asks a local socket alone, with what Python has; and knows nobody, real or made up."""
PROGRAM = """
import logging, os, sys
from pathlib import Path
import kiosk.app.kiosk_runtime
from kiosk.runtime import environment
from shared_runtime.clock import SystemClock
from kiosk.app.compose import compose, prepare
settings = {"BORNE_KIOSK_DEVICES": "simulated", "BORNE_KIOSK_PAPER_FOLDER": "/nowhere"}
os.environ.update(settings)
environment.settle()
writes = []
sys.addaudithook(lambda event, _: event in ("os.putenv", "os.unsetenv") and writes.append(event))
made = compose(None, settings, SystemClock())
assert not hasattr(made, "sentences")
print(*(name for name in sys.argv[1:] if name in sys.modules), sep=",")
prepare("kiosk-ui", made.printer)
print(*(name for name in sys.argv[1:] if name not in sys.modules), sep=",")
print(*logging.getLogger().handlers)
print(*writes)
"""


def test_what_draws_paper_is_loaded_after_the_first_usable_screen_and_no_client_of_http_ever():
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *LATER, *NEVER], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    loaded_early, missing_late, listening, written = done.stdout.split("\n")[:4]
    assert loaded_early == ""
    assert missing_late == ",".join(NEVER)
    assert listening == "", "a library would write the log as it is"
    assert written == "", "libraries in C read the environment from threads of their own"
