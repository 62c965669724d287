"""Until the first frame the screen process has loaded Qt, the standard library and little else."""

import os
import subprocess
import sys

DEBIAN = {"sitecustomize"}
"""Debian's Python looks for it in each process, and what Debian ships there is nearly empty."""
QT = {"PySide6", "shiboken6", "shibokensupport", "signature_bootstrap"}
SHOW_ATTRACT = """
import sys
from shared_runtime.clock import SystemClock
from kiosk.domain.place import Place
from kiosk.domain.services import NO_SERVICES
from kiosk.domain.states import Attract, KioskState
from kiosk.ui.app_model import KioskApp
from shared_runtime.messages.loading import shipped
from kiosk.ui.engine import KioskWindow, make_application

qt = make_application(["borne"])
catalogue = shipped()
same = {"fr": "-", "en": "-"}
place = Place("c", "a", "1", same, "1", same, same, same)
app = KioskApp(
    registry=NO_SERVICES, place=place, catalogue=catalogue,
    clock=SystemClock(), post=lambda event: None, ids=None,
)
stage = KioskWindow(app, catalogue, (1080, 1920))
app.show(KioskState(Attract(), turn=1))
shown = []
stage.window.frameSwapped.connect(lambda: (shown.append(1), qt.quit()))
qt.exec()
assert shown
print("\\n".join(sorted(sys.modules)))
"""


def test_only_light_modules_are_loaded_before_the_first_frame():
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    done = subprocess.run(
        [sys.executable, "-c", SHOW_ATTRACT],
        capture_output=True,
        text=True,
        timeout=60,
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    ours = {
        name
        for name in done.stdout.split()
        if name.startswith(("kiosk.", "shared_runtime.", "wire."))
    }
    foreign = loaded - sys.stdlib_module_names - QT - DEBIAN - {"kiosk", "shared_runtime", "wire"}
    # Site hooks of the environment, such as that of an editable installation, start with _.
    assert {name for name in foreign if not name.startswith("_")} == set()
    parts = {".".join(name.split(".")[:2]) for name in ours if not name.startswith("wire.")}
    shared = {f"shared_runtime.{each}" for each in ("clock", "messages", "private")}
    light = {"kiosk.domain", "kiosk.ui", *shared}
    assert parts <= light
    assert not ours & {"wire.codec", "wire.sealing"}, "the types are plain"
