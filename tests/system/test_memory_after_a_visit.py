"""After a visit nobody can read in kiosk-ui's or kiosk-sync's memory who was there."""

import time
from collections.abc import Iterator

import pytest

from devdock.cards.people import people
from devdock.demo_environment import KIOSK, SYNC
from devdock.processes import Running
from devdock.remote import FINGER_S
from tests.house.units import environment_of
from tests.system.caisse import Caisse, caisse, missing
from tests.system.memory import Trace, found
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


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Caisse]:
    """Both processes of the kiosk run as their units have it."""
    environments = {SYNC: memory_settings("kiosk-sync"), KIOSK: memory_settings("kiosk-ui")}
    with caisse(tmp_path_factory.mktemp("c"), environments) as made:
        made.rest()
        yield made


def memory_settings(unit: str) -> dict[str, str]:
    """What the unit says of memory, and not where its screen and its home are."""
    settings = environment_of(unit)
    return {name: settings[name] for name in settings if "MALLOC" in name or "TUNABLES" in name}


def test_nobody_reads_in_memory_who_was_there(place: Caisse):
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
    expect_forgotten_without_the_card(place)


def test_nobody_reads_in_memory_who_pulled_out_the_card_in_the_middle(place: Caisse):
    """No later call of this visit goes over what the earlier ones left."""
    asks_for_an_attestation(place)
    place.kiosk.expect_control("Attestation complète")
    expect_forgotten_without_the_card(place)


def asks_for_an_attestation(place: Caisse) -> None:
    place.insert(CARD)
    place.kiosk.expect_screen("home")
    place.log_in(CODE)


def expect_forgotten_without_the_card(place: Caisse) -> None:
    place.remove()
    place.kiosk.expect_screen("attract")
    for process in (SYNC, KIOSK):
        eventually(Forgotten(process, pid(place, process)), GONE_WITHIN_S)


class Forgotten:
    """Whether nothing planted is left in a process; as text, what was left when it last looked."""

    def __init__(self, process: str, pid: int) -> None:
        self._process, self._pid = process, pid
        self._left: list[Trace] = []

    def __call__(self) -> bool:
        self._left = found(self._pid, PLANTED)
        return not self._left

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
