"""``devdock card`` says what is there and what is wrong, and never with a traceback."""

import pytest
from typer.testing import CliRunner

from devdock.cli import app


def run(*arguments: str):
    return CliRunner().invoke(app, ["card", *arguments])


def test_the_menu_names_cards_and_faults():
    shown = run("--list").output
    for word in ("camille-martin", "upside-down", "bank", "removed_at_exchange", "atr_vitale1"):
        assert word in shown


@pytest.mark.parametrize(
    "wrong", [("--vpcd", "nobody"), ("--vpcd", "camille-martin", "--fault", "nonsense")]
)
def test_a_mistake_is_named(wrong):
    result = run(*wrong)
    assert result.exit_code == 2
    assert isinstance(result.exception, SystemExit)


def test_no_driver_there_is_said():
    result = run("--vpcd", "camille-martin", "--port", "1")
    assert result.exit_code == 1
    assert "pcscd" in result.output
