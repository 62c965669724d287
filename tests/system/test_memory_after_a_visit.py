"""After a visit nobody can read in the memory of kiosk-ui, kiosk-sync or central who was there."""

import os
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

import pytest

from devdock.cards.people import people
from devdock.demo_environment import CENTRAL, KIOSK, SYNC
from devdock.processes import Running
from devdock.remote import FINGER_S
from tests.house.units import environment_of
from tests.system.caisse import Caisse, caisse, missing
from tests.system.memory import Trace, found, standing_in
from tests.waiting import eventually

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(missing() is not None, reason=missing() or ""),
]

CARD, CODE = "aicha-diallo", "471963"
STREET, CITY = "QWJZXVKAZ", "ZJQXWVILLE"
HOLDER = people()[CARD].holder
PLANTED = {
    "nir": HOLDER.nir.value,
    "nir without key": HOLDER.nir.value[:13],
    "nir as shown": HOLDER.nir.spaced,
    "family name": HOLDER.family_name,
    "given name": HOLDER.given_name,
    "birth date": HOLDER.birth_date,
    "birth date as shown": "12/06/1992",
    "birth date in JSON": "1992-06-12",
    "code": CODE,
    "address on file": "3 place du March",
    "new street": STREET,
    "new city": CITY,
}
GONE_WITHIN_S = 120.0
"""It is gone after five seconds; to look through a process takes some more, on a busy machine."""
MOST_TOLD = 12
NOBODY: Mapping[str, int] = MappingProxyType({})


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Caisse]:
    """All processes run as their units have it."""
    units = {SYNC: "kiosk-sync", KIOSK: "kiosk-ui", CENTRAL: "central"}
    folder = tmp_path_factory.mktemp("c")
    (folder / "tmp").mkdir()
    files = {"TMPDIR": str(folder / "tmp")}
    environments = {process: memory_settings(unit) | files for process, unit in units.items()}
    with caisse(folder, environments) as made:
        made.rest()
        yield made


@pytest.fixture(scope="module")
def seeded(place: Caisse) -> Mapping[str, int]:
    """How often central holds what of the person before anybody came: a demonstration's rights are
    its own, read from a file. A caisse's lie in another system, which central asks."""
    return Counter(trace.name for trace in found(pid(place, CENTRAL), PLANTED))


def memory_settings(unit: str) -> dict[str, str]:
    """What the unit says of memory, and not where its screen and its home are."""
    settings = environment_of(unit)
    return {name: settings[name] for name in settings if "MALLOC" in name or "TUNABLES" in name}


def test_nobody_reads_in_memory_who_was_there(place: Caisse, seeded: Mapping[str, int]):
    kiosk = place.kiosk
    asks_for_an_attestation(place)
    kiosk.press("Attestation complète")
    kiosk.press("Oui, imprimer")
    kiosk.expect_screen("paper")
    kiosk.press("J’ai mon papier, continuer")
    kiosk.expect_screen("home")
    there = {"nir": HOLDER.nir.value}
    assert found(pid(place, KIOSK), there), "the search would find who is there"
    moves_house(place)
    expect_forgotten_without_the_card(place, seeded)
    expect_no_file_to_tell(place)


def test_nobody_reads_in_memory_who_pulled_out_the_card_in_the_middle(
    place: Caisse, seeded: Mapping[str, int]
):
    """No later call of this visit goes over what the earlier ones left."""
    asks_for_an_attestation(place)
    place.kiosk.expect_control("Attestation complète")
    expect_forgotten_without_the_card(place, seeded)


def asks_for_an_attestation(place: Caisse) -> None:
    place.insert(CARD)
    place.kiosk.expect_screen("home")
    place.log_in(CODE)


def expect_forgotten_without_the_card(place: Caisse, seeded: Mapping[str, int]) -> None:
    place.remove()
    place.kiosk.expect_screen("attract")
    for process, known in ((SYNC, NOBODY), (KIOSK, NOBODY), (CENTRAL, seeded)):
        eventually(Forgotten(process, pid(place, process), known), GONE_WITHIN_S)


def expect_no_file_to_tell(place: Caisse) -> None:
    """Neither store, queue, spool, log nor temporary file, on disk or open without a name."""
    assert standing_in(f"<{HOLDER.nir.value}>".encode(), PLANTED), "the search would find it"
    searched = list(place.residue())
    assert {"central.log", "sync.log", "kiosk.log"} <= {path.name for path, _ in searched}
    for process in (SYNC, KIOSK, CENTRAL):
        searched += [(file, file.read_bytes()) for file in open_files(pid(place, process))]
    told = {path.name: standing_in(content, PLANTED) for path, content in searched}
    assert {name: held for name, held in told.items() if held} == {}


def open_files(pid: int) -> Iterator[Path]:
    """Those that a process may write to, by its descriptors."""
    for file in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(OSError):  # closed meanwhile
            flags = (file.parents[1] / "fdinfo" / file.name).read_text().split("flags:")[1].split()
            if int(flags[0], 8) & (os.O_WRONLY | os.O_RDWR) and file.is_file():
                yield file


class Forgotten:
    """Whether nothing planted is left in a process but what it ``knew`` before, so often; as text,
    what there was when it last looked."""

    def __init__(self, process: str, pid: int, knew: Mapping[str, int]) -> None:
        self._process, self._pid, self._knew = process, pid, knew
        self._left: list[Trace] = []

    def __call__(self) -> bool:
        self._left = found(self._pid, PLANTED)
        return not Counter(trace.name for trace in self._left) - Counter(self._knew)

    def __str__(self) -> str:
        return "\n".join([f"{self._process} still holds", *map(str, self._left[:MOST_TOLD])])


def moves_house(place: Caisse) -> None:
    """Types a new address, until it is recorded and at central."""
    kiosk = place.kiosk
    kiosk.press("Changer d’adresse")
    kiosk.expect_screen("fill")
    types(place, f"12 {STREET}")
    kiosk.press("Valider")
    kiosk.expect_text("complément")
    kiosk.press("Valider")
    kiosk.expect_screen("fillNumber")
    kiosk.type_code("93200")
    kiosk.press("Valider")
    kiosk.expect_screen("fill")
    types(place, CITY)
    kiosk.press("Valider")
    kiosk.expect_screen("confirm")
    kiosk.press("Oui, demander")
    kiosk.expect_screen("recorded")
    eventually(lambda: place.waiting() == 0)
    kiosk.press("Faire autre chose")
    kiosk.expect_screen("home")


def types(place: Caisse, text: str) -> None:
    time.sleep(FINGER_S)
    for character in text:
        place.kiosk.do("key", key="Space" if character == " " else character)


def pid(place: Caisse, process: str) -> int:
    state = place.world.state(process)
    assert isinstance(state, Running), state
    return state.pid
