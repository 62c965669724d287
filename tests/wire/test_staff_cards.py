"""Which cards may be told to be badges: the limits, and that a carte Vitale is none."""

from typing import Any

import pytest

from kiosk.hardware.sim.card.profile import ATRS
from wire.codec import Malformed, codec_of
from wire.staff_cards import StaffCardFamily

SERIAL: dict[str, Any] = {"family": "dsi", "atr": "3b8180018080", "read_from": "serial"}
FILE = SERIAL | {"read_from": "file", "path": ["f0424f524e45", "0001"], "length": 8}


def read(said: dict[str, Any]) -> StaffCardFamily:
    return codec_of(StaffCardFamily).of_plain(said)


@pytest.mark.parametrize("said", [SERIAL, FILE, SERIAL | {"mask": "ffffff0000ff", "offset": 2}])
def test_it_is_taken_and_written_again(said):
    family = read(said)
    assert codec_of(StaffCardFamily).read(codec_of(StaffCardFamily).write(family)) == family


def test_digits_are_taken_as_readers_group_them():
    assert read(SERIAL | {"atr": "3B 81 80 01 80 80"}).atr == "3b8180018080"


@pytest.mark.parametrize(
    "wrong",
    [
        {"atr": "3b"},
        {"atr": "3b8"},
        {"atr": "3b" * 34},
        {"mask": "ff"},
        {"family": "DSI"},
        {"command": "00200001"},
        {"command": "ffca"},
        {"length": 1},
        {"length": 33},
        {"offset": 32_768},
        {"read_from": "photo"},
        {"read_from": "file"},
        {"path": ["0001"]},
        {"path": []},
    ],
)
def test_what_does_not_fit_is_refused(wrong):
    with pytest.raises(Malformed):
        read(SERIAL | wrong)


@pytest.mark.parametrize("path", [["01"], ["f0424f52"], ["00" * 17], ["0001"] * 5])
def test_a_path_is_of_files_and_applications(path):
    with pytest.raises(Malformed):
        read(FILE | {"path": path})


@pytest.mark.parametrize(
    "wrong", [{"atr": "3b75"}, {"atr": "3f65"}, {"atr": "0000", "mask": "0000"}]
)
def test_no_carte_vitale_is_ever_a_badge(wrong):
    with pytest.raises(Malformed, match="cartes Vitale"):
        read(SERIAL | wrong)


@pytest.mark.parametrize("name", [each for each in ATRS if each.startswith("vitale")])
def test_the_answers_to_reset_of_cartes_vitale_are_refused(name):
    with pytest.raises(Malformed):
        read(SERIAL | {"atr": ATRS[name].hex()})
