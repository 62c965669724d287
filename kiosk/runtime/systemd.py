"""Signs of life to systemd (sd_notify), and silence where no systemd listens."""

import os

from sdnotify import SystemdNotifier


class Notifier:
    """``watchdog_s``: how often systemd wants a sign of life, in seconds; None when it does not."""

    def __init__(self) -> None:
        # The library opens a socket even where nobody listens.
        self._systemd = SystemdNotifier() if "NOTIFY_SOCKET" in os.environ else None
        period_us = os.environ.get("WATCHDOG_USEC", "")
        self.watchdog_s = int(period_us) / 1e6 if period_us.isdecimal() else None

    def ready(self) -> None:
        self._say("READY=1")

    def alive(self) -> None:
        self._say("WATCHDOG=1")

    def stopping(self) -> None:
        self._say("STOPPING=1")

    def _say(self, state: str) -> None:
        if self._systemd is not None:
            self._systemd.notify(state)
