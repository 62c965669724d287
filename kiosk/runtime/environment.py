"""What libraries read from the environment: written there before there is a second thread.

Nothing may write to it later: libraries in C read it from threads of their own, and whoever writes
moves it in memory meanwhile.
"""

import os
from pathlib import Path

RECEIPT_PRINTERS = "ESCPOS_CAPABILITIES_FILE"
"""Where python-escpos reads which printers there are: our one, in place of its database of all,
which takes it a second and a half to read."""
DRAWING = "QT_QUICK_BACKEND"
"""With what Qt draws the screens: its own software, or (where it is left out) a graphics card."""
GRAPHICS_CARDS = Path("/dev/dri")
_OURS = str(Path(__file__).parents[1] / "documents" / "strip_profile.json")


def settle() -> None:
    """Called first thing in kiosk-ui; elsewhere, at the latest before the first strip."""
    if os.environ.get(RECEIPT_PRINTERS) != _OURS:
        os.environ[RECEIPT_PRINTERS] = _OURS
    if not any(GRAPHICS_CARDS.glob("renderD*")):
        # OpenGL in software writes code and runs it, which the kiosk's unit forbids.
        os.environ.setdefault(DRAWING, "software")
