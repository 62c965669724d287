"""A whole caisse on real parts: pcscd with a virtual card, CUPS with an IPP printer, PostgreSQL."""

import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from devdock.cards.people import cards
from devdock.demo_environment import CHEAP_HASHES as CHEAP_HASHES
from devdock.demo_environment import DemoEnvironment, Setup
from devdock.remote import Remote
from devdock.sms import SmsBox
from tests.central import cluster
from tests.system import cups_stand as printing
from tests.system.cups_stand import CupsStand, cups_stand, short_folder
from tests.system.pcscd import Pcscd, VpcdSlot, free_slot, missing_parts
from tests.waiting import eventually

SCREEN = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}


def missing() -> str | None:
    """What keeps these tests from running, in words, or None."""
    lacking = printing.missing()
    if lacking:
        return f"not on this machine: {', '.join(lacking)}"
    if not cluster.is_installed():
        return cluster.WHY_NOT
    return missing_parts()


@dataclass
class Caisse:
    """The running parts, and the hands of whoever visits: one on the screen, one with the card."""

    world: DemoEnvironment
    kiosk: Remote
    slot: VpcdSlot
    printer: CupsStand
    mailbox: SmsBox
    database: Path

    def insert(self, name: str) -> None:
        card = cards()[name]
        self.slot.insert(card.profile, card.fault)

    def remove(self) -> None:
        self.slot.remove()

    def log_in(self, code: str) -> None:
        """From home to behind the code of the attestation."""
        self.kiosk.press("Attestation de droits")
        self.kiosk.expect_screen("code")
        self.kiosk.type_code(code)
        self.kiosk.press("Valider")

    def strips(self) -> list[Path]:
        """The receipts that came out."""
        return list(self.world.strips.glob("*.png"))

    def waiting(self) -> int | None:
        """How many requests are not at central yet; None while kiosk-sync does not say."""
        queue = self.world.queue()
        return None if queue is None else queue["waiting"]

    def rest(self) -> None:
        """Whatever a test left: the card out, printer, central and kiosk-sync up, the kiosk at rest
        and aware of no fault."""
        self.remove()
        self.printer.make_good()
        if not self.world.runs("central"):
            self.world.start_central()
        if not self.world.runs("sync"):
            self.world.start_sync()
        if not self.world.runs("kiosk"):
            self.world.start_kiosk()
        self.kiosk.expect_screen("attract")
        eventually(lambda: not self._says("Le réseau est coupé"))
        eventually(self.well)

    def well(self) -> bool:
        """Whether the kiosk knows of no fault, by its own log."""
        faults: set[object] = set()
        for line in self.log_lines("kiosk"):
            if line["event"] == "fault_raised":
                faults.add(line["fault"])
            elif line["event"] == "fault_cleared":
                faults.discard(line["fault"])
        return not faults

    def _says(self, text: str) -> bool:
        return any(text in each for each in self.kiosk.do("texts"))

    def log_lines(self, process: str) -> list[dict[str, object]]:
        """The JSON lines that ``process`` has logged; anything else there is a test's failure."""
        text = (self.world.logs / f"{process}.log").read_text("utf-8")
        return [json.loads(line) for line in text.splitlines()]

    def residue(self) -> Iterator[tuple[Path, bytes]]:
        """Every file that the run leaves behind but the paper itself."""
        for folder in (self.world.folder, self.database):
            for path in folder.rglob("*"):
                if path.is_file():
                    yield path, path.read_bytes()
        yield from self.printer.residue()


@contextmanager
def caisse(
    folder: Path, environments: Mapping[str, Mapping[str, str]] = MappingProxyType({})
) -> Iterator[Caisse]:
    """Everything started and at rest; everything ended afterwards. ``environments``: more for
    single processes."""
    with ExitStack() as stack:
        database = stack.enter_context(cluster.running())
        printer = stack.enter_context(cups_stand(stack.enter_context(short_folder())))
        pcscd = Pcscd(eventually)
        stack.callback(pcscd.stop)
        index = free_slot()
        assert index is not None, "both virtual readers have a card"
        slot = VpcdSlot.numbered(index)
        stack.callback(slot.remove)
        world = DemoEnvironment(
            Setup(
                folder,
                kiosk={
                    "devices": '"real"',
                    "reader": f'"{slot.reader_name}"',
                    "printer": f'"{printing.QUEUE}"',
                    "cups_server": f'"{printer.server}"',
                },
                central={
                    "database_url": f'"{cluster.url(database, "postgres")}"',
                    **CHEAP_HASHES,
                },
                environment=SCREEN,
                environments=environments,
            )
        )
        stack.callback(world.close)
        mailbox = SmsBox(world.sms_socket)
        stack.callback(mailbox.close)
        world.start()
        kiosk = Remote(world.ui_socket)
        kiosk.expect_screen("attract")
        yield Caisse(world, kiosk, slot, printer, mailbox, Path(database))
