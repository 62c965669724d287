"""A caisse's configuration: what is too weak for one is named at once, and nothing undoes it."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from central.cli.main import main
from central.config.production import is_guessed, open_files

SOURCE = """
from central.rights.seeded import seeded_source

def source(_settings):
    return seeded_source()
"""
GOOD = """
production = true
rights_source = "caisse_rights:source"
public_url = "https://central.example"
trusted_proxies = ["127.0.0.1"]
"""
WEAK = (
    GOOD
    + f"""
server_key = "{"a" * 64}"

[codes]
hash_time = 1
hash_memory_kib = 8

[limits]
openings_per_kiosk = 1000000
checks_per_address = 1000000

[budgets]
persons_per_kiosk = 100000
"""
)
Central = Callable[..., Result]


@pytest.fixture
def central(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Central:
    """Runs the command at a caisse: its configuration in ``central.toml``, its own rights source,
    keys that ``central migrate`` made."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "caisse_rights.py").write_text(SOURCE)
    (tmp_path / "central.toml").write_text(GOOD)
    (tmp_path / "central.toml").chmod(0o600)

    def run(*arguments: str, **settings: str) -> Result:
        given = {f"BORNE_CENTRAL_{name}": value for name, value in settings.items()}
        return CliRunner().invoke(main, arguments, env=given)

    assert run("migrate", "--config", "central.toml").exit_code == 0
    return run


def named(done: Result) -> set[str]:
    """Which settings are mistaken, of a command that ends with 78."""
    assert done.exit_code == os.EX_CONFIG, done.output
    return {line.split(": ")[1] for line in done.stderr.splitlines()}


def test_a_caisse_that_is_set_up_as_it_should_be_runs(central: Central) -> None:
    assert central("fleet", "list", "--config", "central.toml").exit_code == 0


def test_all_that_is_too_weak_is_named_at_once(central: Central, tmp_path: Path) -> None:
    (tmp_path / "central.toml").write_text(WEAK)
    (tmp_path / "central.toml").chmod(0o644)
    (tmp_path / "central-intake.key").chmod(0o640)
    os.chown(tmp_path / "central-intake.key", -1, 12_345)
    done = central("fleet", "list", "--config", "central.toml")
    assert named(done) == {
        "codes.hash_time",
        "codes.hash_memory_kib",
        "limits.openings_per_kiosk",
        "limits.checks_per_address",
        "budgets.persons_per_kiosk",
        "server_key",
        "intake_key_file",
        "central.toml",
    }
    assert "aaaa" not in done.stderr


def test_a_key_file_of_one_letter_is_refused(central: Central, tmp_path: Path) -> None:
    (tmp_path / "central.key").write_text("k" * 64)
    assert named(central("fleet", "list", "--config", "central.toml")) == {"server_key_file"}


@pytest.mark.parametrize("mode", [0o604, 0o602, 0o644, 0o666])
def test_a_key_file_that_others_can_read_is_refused(
    central: Central, tmp_path: Path, mode: int
) -> None:
    (tmp_path / "central.key").chmod(mode)
    assert named(central("fleet", "list", "--config", "central.toml")) == {"server_key_file"}


def test_a_file_that_others_can_write_switches_nothing_on_or_off(
    central: Central, tmp_path: Path
) -> None:
    (tmp_path / "central.toml").chmod(0o666)
    assert named(central("fleet", "list", "--config", "central.toml")) == {"central.toml"}


@pytest.mark.parametrize("name", ["PRODUCTION", "production"])
@pytest.mark.parametrize("said", ["false", "0", "no", "", "perhaps"])
def test_the_environment_does_not_switch_production_off(
    central: Central, name: str, said: str
) -> None:
    for command in (("seed",), ("fleet", "list"), ("serve", "--port", "0")):
        done = central(*command, "--config", "central.toml", **{name: said})
        assert "production" in named(done)


def test_no_other_configuration_seeds_fictitious_people_into_a_caisses_store(
    central: Central, tmp_path: Path
) -> None:
    for command in ("seed", "serve"):
        assert named(central(command)) == {"production"}
    (tmp_path / "play.toml").write_text("production = false\n")
    assert named(central("seed", "--config", "play.toml")) == {"production"}
    assert named(central("kiosk", "add", "mine", "--config", "play.toml")) == {"production"}


def test_a_credential_of_systemd_is_private_though_its_group_may_read(tmp_path: Path) -> None:
    credential = tmp_path / "server-key"
    credential.write_text("x")
    credential.chmod(0o440)
    os.chown(credential, -1, 0)
    assert list(open_files({"server_key_file": credential})) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_a_key_that_belongs_to_another_account_is_refused(tmp_path: Path) -> None:
    key = tmp_path / "central.key"
    key.write_text("x")
    key.chmod(0o600)
    os.chown(key, 12_345, 0)
    assert len(list(open_files({"server_key_file": key}))) == 1


@pytest.mark.parametrize("key", [b"k" * 32, b"ab" * 40, b"0123456789abcdef" * 4, b"changeme" * 8])
def test_a_key_that_repeats_itself_is_guessed(key: bytes) -> None:
    assert is_guessed(key)


def test_a_key_of_chance_is_not() -> None:
    for _ in range(2_000):
        assert not is_guessed(os.urandom(32))
        assert not is_guessed(os.urandom(32).hex().encode())
