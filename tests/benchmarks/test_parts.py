"""The peer's page, the bare loop's commands, the machine's facts, the longest pieces."""

from benchmarks.card import commands_for
from benchmarks.home_page import page
from benchmarks.machine import cpu_model
from benchmarks.main_thread import Piece, longest
from devdock.cards.people import cards
from shared_runtime.messages.loading import shipped


def test_the_peers_page_says_what_the_home_screen_says():
    html = page()
    words = shipped()
    for key in ("home.title", "group.attestations", "control.agent", "control.end"):
        assert words.say("fr", key, {}) in html
    assert "Camille" in html
    assert html.count('<button class="tile') >= 2
    assert "$" not in html
    assert "http" not in html, "nothing is fetched from elsewhere"


def test_every_picture_that_the_page_shows_is_on_it():
    html = page()
    used = {part.partition('"')[0] for part in html.split('<use href="#')[1:]}
    assert used
    assert all(f'<symbol id="{name}"' in html for name in used)


def test_the_bare_loop_sends_what_reads_the_card():
    commands = commands_for(cards()["camille-martin"].profile)
    assert commands[0][:2] == b"\x00\xa4"
    assert any(command[1] == 0xB0 for command in commands)


def test_the_model_of_the_processor_is_found_or_its_kind_said():
    assert cpu_model("processor\t: 0\nmodel name\t: Celeron J4125\n") == "Celeron J4125"
    assert cpu_model("processor\t: 0\n") != ""


def test_the_kinds_of_work_that_take_longest_come_first():
    pieces = [
        Piece("touch", "home", 3.0, 4.0),
        Piece("touch", "home", 3.5, 9.5),
        Piece("touch", "home", 90.0, 95.0),
        Piece("news", "code", 5.0, 5.0),
        Piece("clock", "home", 1.0, 1.0),
    ]
    found = longest(pieces, 2)
    assert [work for work, _ in found] == ["news to code", "touch to home"]
    assert (found[1][1].median, found[1][1].highest) == (3.5, 90.0)
