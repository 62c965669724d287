"""The store that a demonstration begins with: what central's own commands would say of it."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from central.cli.main import main
from devdock.demo_environment import CHEAP_HASHES, DemoEnvironment, Setup
from devdock.processes import NotPrepared


@pytest.fixture
def world(tmp_path: Path):
    made = DemoEnvironment(Setup(tmp_path, central=CHEAP_HASHES))
    yield made
    made.close()


def test_it_is_as_centrals_own_commands_leave_it(world: DemoEnvironment):
    world.prepare()
    kept = (world.folder / "central-intake.key").read_bytes()
    config = ["--config", str(world.folder / "central.toml")]
    said = CliRunner().invoke(main, ["intake-key", *config])
    assert (world.folder / "caisse-key.pem").read_text("ascii") == said.stdout
    assert CliRunner().invoke(main, ["fleet", "kiosks", *config]).stdout.count("demo") == 2
    assert CliRunner().invoke(main, ["migrate", *config]).stdout == "the store is up to date\n"
    world.prepare()
    assert (world.folder / "central-intake.key").read_bytes() == kept


def test_there_is_a_neighbour_to_send_people_to(world: DemoEnvironment):
    world.prepare()
    world.prepare()
    config = ["--config", str(world.folder / "central.toml")]
    assert CliRunner().invoke(main, ["fleet", "watch", "--once", *config]).exit_code == 0
    shown = CliRunner().invoke(main, ["fleet", "open", *config]).stdout
    (line,) = (each for each in shown.splitlines() if "Agence des Tilleuls" in each)
    assert "in_service" in line


def test_a_setting_that_central_does_not_know_is_named(
    world: DemoEnvironment, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("BORNE_CENTRAL_PROT", "1")
    with pytest.raises(NotPrepared, match="BORNE_CENTRAL_PROT: no such setting"):
        world.prepare()


def test_a_store_out_of_reach_is_named(world: DemoEnvironment, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("BORNE_CENTRAL_DATABASE_URL", "sqlite:////no/such/folder/central.db")
    with pytest.raises(NotPrepared, match="database_url: OperationalError"):
        world.prepare()
