"""Imports every module of the packages named on the command line, and prints what that did.

Run as a program of its own: an audit hook cannot be taken away again, and what is imported stays.
"""

import importlib
import json
import os
import pkgutil
import sys
import threading
import traceback
from collections.abc import Iterator
from unittest.mock import patch

DEEDS = {
    "os.fork", "os.mkdir", "os.posix_spawn", "os.remove", "os.rename",
    "os.system", "socket.__new__", "socket.connect", "sqlite3.connect", "subprocess.Popen",
}  # fmt: skip
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def modules(packages: list[str]) -> Iterator[str]:
    for name in packages:
        package = importlib.import_module(name)
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            # These two are programs: being loaded is being run.
            if not module.name.endswith(".__main__") and ".migrations." not in module.name:
                yield module.name


def main(packages: list[str]) -> None:
    sys.dont_write_bytecode = True
    deeds: list[str] = []

    def note(deed: str) -> None:
        where = " < ".join(f"{f.filename}:{f.lineno}" for f in traceback.extract_stack()[-6:-2])
        deeds.append(f"{deed} at {where}")

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        written = event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING
        if event in DEEDS or written:
            note(f"{event} {arguments[:1]}")

    def start(thread: threading.Thread) -> None:
        note(f"thread {thread.name}")
        began(thread)

    began = threading.Thread.start  # Python 3.11 has no audit event for a new thread
    patch.object(threading.Thread, "start", start).start()
    sys.addaudithook(watch)
    imported = list(modules(packages))
    for name in imported:
        importlib.import_module(name)
    report = {"imported": imported, "deeds": deeds}
    sys.stdout.write(json.dumps(report))


if __name__ == "__main__":
    main(sys.argv[1:])
