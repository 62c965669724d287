"""A request that waits in a kiosk's queue, and how often it has come to central."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.config.settings import KioskSettings
from tests.demandes import APPLICANT
from tests.machine.kiosk_machine import KioskMachine, kiosk_machine
from tests.machine.machine import switched_on
from wire.codec import Codec
from wire.demandes.attestation_by_post import AttestationByPost
from wire.demandes.kinds import Demande

ARRIVED_S = 120.0
"""kiosk-sync asks ever more seldom while nobody answers."""
_DEMANDE = Codec[Demande](Demande)
_ASK = f"""
import sys
from pathlib import Path
from kiosk.app.ids import IdSource
from kiosk.gateway.client import GatewayClient
from shared_runtime.clock import SystemClock
from wire.codec import Codec
from wire.demandes.kinds import Demande
clock = SystemClock()
ids = IdSource(clock)
gateway = GatewayClient(Path("{KioskSettings().gateway_socket}"), clock)
demande = Codec[Demande](Demande).read(sys.stdin.buffer.read())
print(gateway.submit(ids.session(), ids.confirmation(), demande).reference)
"""


@dataclass(frozen=True, slots=True)
class Queued:
    """A kiosk that was set up and is off, with a request in its queue that central has not got."""

    layers: list[Path]
    reference: str

    @contextmanager
    def on(self, folder: Path) -> Iterator[KioskMachine]:
        """A machine of its own over it, ready, without central."""
        with switched_on(self.layers, folder) as machine:
            kiosk = KioskMachine(machine)
            kiosk.printer.start()
            kiosk.expect_ready()
            yield kiosk


def set_up_queued(layers: Sequence[Path], folder: Path) -> Queued:
    with kiosk_machine(layers, folder) as kiosk:
        reference = ask_without_central(kiosk)
        assert waiting(kiosk) == [reference]
    return Queued([folder / "upper", *layers], reference)


def ask_without_central(kiosk: KioskMachine) -> str:
    """What the screen does when a person confirms; gives the reference on the receipt. It waits:
    central is off, and stays so."""
    machine = kiosk.machine
    machine.shell("systemctl disable --quiet --now central")
    words = ("runuser", "-u", "kiosk-ui", "--", "/opt/borne/bin/python3", "-P", "-c", _ASK)
    done = machine.run(*words, given=_DEMANDE.write(AttestationByPost(APPLICANT)))
    assert done.ok, done.err
    return done.out.strip()


def waiting(kiosk: KioskMachine) -> list[str]:
    """The references of what has not come to central yet, as staff are told."""
    words = ("runuser", "-u", "kiosk-ui", "--", "kiosk", "queue", "list", "--all", "--json")
    listed = json.loads(kiosk.machine.shell(" ".join(words)))["actions"]
    return [each["reference"] for each in listed if each["state"] != "acknowledged"]


def expect_arrival(kiosk: KioskMachine, reference: str) -> None:
    """Central is on again: the request comes, once, and waits no more."""
    machine = kiosk.machine
    machine.shell("systemctl enable --quiet --now central")
    machine.wait_until(lambda: not waiting(kiosk), "an empty queue", ARRIVED_S)
    (request,) = _at_central(kiosk)
    assert [item["reference"] for item in request["items"]] == [reference]


def _at_central(kiosk: KioskMachine) -> list[dict[str, Any]]:
    words = "runuser -u central -- central requests list --json --config /etc/borne/central.toml"
    found: list[dict[str, Any]] = json.loads(kiosk.machine.shell(words))
    return found
