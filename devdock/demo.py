"""``make demo``: with a display the kiosk and its dock; without one two visits in pictures."""

import os
import shutil
import signal
import sys
import threading
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from textwrap import indent

from devdock.cards.badges import AGENT
from devdock.console_pictures import signed_in_browser
from devdock.console_sign_in import csv_lines, in_words, sign_in_at
from devdock.control_server import ControlServer
from devdock.demo_commands import DemoCommands
from devdock.demo_environment import CHEAP_HASHES, DEMO_FLEET, DemoEnvironment, Setup
from devdock.journey import CARD, CODE, offline_visit, paper_in, strip_in, visit
from devdock.patience import eventually
from devdock.remote import Remote
from devdock.sms import SmsBox
from devdock.staff_sign_in import staff_in_words
from shared_runtime.clock import SystemClock

FOLDER = Path("build/demo")
PORTRAIT = "1080x1920"


def main() -> int:
    # Leaving by SystemExit ends the processes as well.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    shutil.rmtree(FOLDER, ignore_errors=True)
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if platform == "offscreen":
        return _scripted()
    if platform.startswith("vnc"):
        return _for_a_viewer()
    return _with_dock()


def _scripted() -> int:
    """Two visits, a picture of each screen, the papers, and a word on the terminal about each."""
    environment = DemoEnvironment(_setup())
    try:
        print("Starting central, kiosk-sync, kiosk-ui, the console (no display: scripted visits)…")
        environment.start()
        _tell_console(environment)
        kiosk = Remote(environment.ui_socket)
        hands = (lambda: kiosk.do("insert", card=CARD), lambda: kiosk.do("remove"))
        pictures = count(1)
        print("A visit for an attestation:")
        _in_pictures(kiosk, visit(kiosk, *hands), pictures)
        paper = FOLDER / "attestation.pdf"
        shutil.copyfile(paper_in(environment.paper), paper)
        print(f"  The attestation that came out: {paper}")
        print("The network is cut. A visit for the same by post:")
        network = environment.network.set_fault
        _in_pictures(kiosk, offline_visit(kiosk, *hands, network), pictures)
        strip = FOLDER / "receipt.png"
        shutil.copyfile(strip_in(environment.strips), strip)
        print(f"  The receipt that came out: {strip}")
        of = "--kind", "attestation_by_post"
        print(f"The network is back. What central has now (central requests list {' '.join(of)}):")
        eventually(lambda: _all_sent(environment), "central has the request")
        print(indent(environment.requests(*of).rstrip(), "  "))
        _at_the_console(environment)
    finally:
        environment.close()
    print(f"\nCard {CARD}, code {CODE}; other people and codes: README.md")
    print("With a display, `make demo` opens the kiosk and its dock; VNC=1 serves it to a viewer.")
    return 0


def _in_pictures(kiosk: Remote, screens: Iterator[str], numbers: Iterator[int]) -> None:
    for name in screens:
        picture = FOLDER / f"{next(numbers):02}-{name}.png"
        kiosk.do("grab", path=str(picture.resolve()))
        print(f"  {picture}")


def _at_the_console(environment: DemoEnvironment) -> None:
    """In pictures where there is a browser."""
    from central.cli.seeding import DEMO_KIOSK  # with all of central, which nothing before needs

    print("At the console, where those who look after the kiosks sign in:")
    environment.start_fleet()
    with signed_in_browser(environment.console_url, SystemClock().now()) as browser:
        if browser is None:
            kiosks = csv_lines(environment.console_url, "/kiosks.csv", SystemClock().now()) - 1
            print(f"  {kiosks} kiosks are listed; Chromium is not there for a picture")
            return
        for name, path in (("overview", "/"), ("kiosk", f"/kiosks/{DEMO_KIOSK}")):
            print(f"  {browser.take(path, FOLDER / f'console_{name}.png')}")


def _tell_console(environment: DemoEnvironment) -> None:
    print(in_words(sign_in_at(environment.console_url, SystemClock().now())))
    print(staff_in_words())


def _setup() -> Setup:
    return Setup(FOLDER / "run", central=CHEAP_HASHES, window=PORTRAIT, fleet=DEMO_FLEET)


def _all_sent(environment: DemoEnvironment) -> bool:
    queue = environment.queue()
    return queue is not None and queue["waiting"] == 0


def _for_a_viewer() -> int:
    """The kiosk on VNC port 5900 until interrupted; ``devdock do`` moves cards from a terminal."""
    environment = DemoEnvironment(_setup())
    commands = DemoCommands(environment)
    mailbox = SmsBox(environment.sms_socket, lambda sms: print(f"SMS to {sms.to}: {sms.text}"))
    server = ControlServer(environment.dock_socket, commands.perform)
    signal.signal(signal.SIGINT, lambda *_: sys.exit(0))
    try:
        commands.start()
        _tell_console(environment)
        print("The kiosk is on VNC display :0 (port 5900) of this machine.")
        print("In another terminal, for example:")
        for example in (
            f"insert {CARD}",
            "remove",
            f"insert {AGENT}",
            "printer paper_jam",
            "network cut",
        ):
            print(f"  .venv/bin/devdock do {example}")
        print("The console's code changes each half minute: .venv/bin/devdock do state")
        print("All of it: .venv/bin/devdock do --help. Ctrl+C ends the demonstration.")
        threading.Event().wait()
    finally:
        server.close()
        commands.close()
        mailbox.close()
    return 0


def _with_dock() -> int:
    from devdock.panel.show import show

    return show(FOLDER / "run", PORTRAIT)


if __name__ == "__main__":
    sys.exit(main())
