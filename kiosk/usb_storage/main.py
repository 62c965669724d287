"""``python -m kiosk.usb_storage.main``: the process of borne-save-bundle.service."""

import os
import stat
import sys
from pathlib import Path

from kiosk.usb_storage.file_systems import file_system_on, first_with_one
from kiosk.usb_storage.letting_in import let_in, shut_out, wait_for
from kiosk.usb_storage.outcome import FILE_NAME, HANDED_OVER, OUTCOME_FILE, StickOutcome
from kiosk.usb_storage.saving import save_on
from shared_runtime.whole_files import write_whole
from wire.support_bundle import MAX_BUNDLE_BYTES, read_bundle

SHUT = "shut"
"""As its only word: shuts out what a run that was killed has left let in."""


def main(words: list[str]) -> int:
    if words == [SHUT]:
        shut_out()
    else:
        write_whole(OUTCOME_FILE, str(int(_saved())).encode(), mode=0o644)
    return 0


def _saved() -> StickOutcome:
    bundle = handed_over()
    if bundle is None:
        return StickOutcome.NO_BUNDLE
    with let_in() as interfaces:
        if not interfaces:
            return StickOutcome.NO_STICK
        device, seen = wait_for(interfaces, first_with_one)
        kind = None if device is None else file_system_on(device)
        if device is None or kind is None:
            return StickOutcome.UNREADABLE if seen else StickOutcome.NO_STICK
        return save_on(device, kind, *bundle)


def handed_over(folder: Path = HANDED_OVER) -> tuple[str, bytes] | None:
    """The name and the content of the one bundle there; None where it is anything else. What an
    account without rights has put down is not believed to be what it seems."""
    try:
        (path,) = folder.iterdir()
        if not FILE_NAME.fullmatch(path.name):
            return None
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return None
            content = file.read(MAX_BUNDLE_BYTES + 1)
        read_bundle(content)
    except (OSError, ValueError):  # no or several files, and NoBundle
        return None
    return None if len(content) > MAX_BUNDLE_BYTES else (path.name, content)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
