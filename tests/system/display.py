"""An X server without a screen, private, for as long as a test needs it."""

import os
import subprocess


def begin_display(started: list[subprocess.Popen[bytes]], size: str) -> str:
    """Its name; the process, a group of its own, is added to ``started``. ``size`` such as
    ``1080x1920``."""
    mine, its = os.pipe()
    command = ["Xvfb", "-displayfd", str(its), "-screen", "0", f"{size}x24", "-nolisten", "tcp"]
    started.append(
        subprocess.Popen(
            command, pass_fds=(its,), stderr=subprocess.DEVNULL, start_new_session=True
        )
    )
    os.close(its)
    with os.fdopen(mine) as told:
        return f":{told.readline().strip()}"
