"""``central keys``: the server key turns in two steps, and what may be thrown away."""

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from central.cli.fleet_configuration import REFUSED
from central.cli.keys_server import carried_until
from central.crypto.key_ring import KeyRing
from central.store.audit_models import AuditRow
from central.store.database import engine_for, transaction
from central.store.models import AccountRow, ServerKeyRow
from tests.central.world import SERVER_KEY


@pytest.fixture
def keys(central, tmp_path: Path):
    """Runs ``central keys …`` in a folder with a store; its server key is of before ids."""
    (tmp_path / "central.key").write_text(SERVER_KEY)
    assert central("migrate").exit_code == 0

    def run(*arguments: str, **settings: str):
        return central("keys", *arguments, **settings)

    return run


def ring(folder: Path) -> KeyRing:
    return KeyRing.of_text((folder / "central.key").read_bytes())


def listed(keys) -> list[dict[str, Any]]:
    """Those of the server."""
    done = keys("list", "--json")
    assert done.exit_code == 0, done.output
    lines: list[dict[str, Any]] = json.loads(done.stdout)
    return [line for line in lines if line["kind"] == "server"]


def test_a_key_turns_in_two_steps_and_each_is_told_and_written_down(keys, tmp_path: Path) -> None:
    (old,) = ring(tmp_path).keys
    prepared = keys("rotate-server", "--prepare")
    assert prepared.exit_code == 0, prepared.output
    new = ring(tmp_path).keys[-1]
    assert prepared.stdout.startswith(f"{new.id} is prepared")
    assert [(each["id"], each["state"]) for each in listed(keys)] == [
        (old.id, "current"),
        (new.id, "next"),
    ]
    assert keys("rotate-server", "--use").exit_code == 0
    assert [(each["id"], each["state"]) for each in listed(keys)] == [
        (new.id, "current"),
        (old.id, "former"),
    ]
    assert ring(tmp_path).former[0].secret == SERVER_KEY.encode()
    said = keys("list").stdout
    assert "hangs on it" in said
    assert "audit rows" in said
    for line in (new.secret.hex(), SERVER_KEY):
        assert line not in said
    engine = engine_for(f"sqlite:///{tmp_path / 'central.db'}")
    with transaction(engine) as db:
        rows = db.query(AuditRow).order_by(AuditRow.position).all()
        known = {row.id for row in db.query(ServerKeyRow)}
    engine.dispose()
    assert [(row.act, row.outcome) for row in rows] == [
        ("key_prepare", f"server {new.id}"),
        ("key_use", f"server {new.id}"),
    ]
    assert known == {old.id, new.id}


def test_the_file_stays_its_owners_and_the_former_one_is_overwritten(keys, tmp_path: Path) -> None:
    with (tmp_path / "central.key").open("rb") as former:
        assert keys("rotate-server", "--prepare").exit_code == 0
        assert former.read().strip() == b""
    assert stat.S_IMODE((tmp_path / "central.key").stat().st_mode) == 0o600
    assert not list(tmp_path.glob("central.key.*"))


@pytest.mark.parametrize("options", [(), ("--prepare", "--use")])
def test_one_step_at_a_time(keys, options: tuple[str, ...]) -> None:
    assert keys("rotate-server", *options).exit_code == 2


def test_what_is_not_prepared_is_not_used(keys, tmp_path: Path) -> None:
    done = keys("rotate-server", "--use")
    assert (done.exit_code, done.stderr) == (REFUSED, "refused: no key is prepared\n")
    assert keys("rotate-server", "--prepare").exit_code == 0
    assert keys("rotate-server", "--prepare").exit_code == REFUSED


def test_a_key_on_which_something_hangs_is_not_thrown_away(keys, tmp_path: Path) -> None:
    for step in ("--prepare", "--use"):
        assert keys("rotate-server", step).exit_code == 0
    new, old = ring(tmp_path).keys
    assert keys("retire-server", new.id).stderr == "refused: it is the current key\n"
    assert keys("retire-server", "00000000").stderr == "refused: there is no such key\n"
    done = keys("retire-server", old.id)
    assert (done.exit_code, done.stderr) == (REFUSED, "refused: 2 audit rows hang on it\n")
    engine = engine_for(f"sqlite:///{tmp_path / 'central.db'}")
    with transaction(engine) as db:
        db.execute(update(AuditRow).values(hash=f"{new.id}.{'0' * 54}"))
    engine.dispose()
    done = keys("retire-server", old.id)
    until = carried_until(old.__class__(old.secret, old.is_named, "former", old.since))
    assert until is not None
    assert done.exit_code == REFUSED
    assert f"kiosks may carry proofs of codes under it until {until:%Y-%m-%d}" in done.stderr


def test_a_next_key_that_made_nothing_is_thrown_away(keys, tmp_path: Path) -> None:
    assert keys("rotate-server", "--prepare").exit_code == 0
    new = ring(tmp_path).keys[-1]
    assert keys("retire-server", new.id).stdout == f"{new.id} is thrown away\n"
    assert [key.state for key in ring(tmp_path).keys] == ["current"]


def test_a_kill_after_the_store_knew_and_before_the_file_did_is_made_good(
    keys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert keys("rotate-server", "--prepare").exit_code == 0
    before = (tmp_path / "central.key").read_bytes()

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("central.cli.keys_server.write_ring", killed)
    assert keys("rotate-server", "--use").exit_code != 0
    assert (tmp_path / "central.key").read_bytes() == before
    monkeypatch.undo()
    monkeypatch.chdir(tmp_path)
    assert listed(keys)[1]["state"] == "next"
    assert keys("rotate-server", "--use").exit_code == 0


def test_a_store_whose_key_is_missing_is_not_served_as_if_it_were_empty(
    keys, central, tmp_path: Path
) -> None:
    lost = ring(tmp_path).current.id
    (tmp_path / "central.key").write_text("another key that nobody has used here before")
    for command in (("keys", "list"), ("migrate",), ("audit", "verify"), ("serve", "--port", "0")):
        done = central(*command)
        assert done.exit_code == 78
        assert f"server_key_file: the store holds what key {lost} made" in done.stderr


@pytest.mark.parametrize("cut", [0, 20, 150])
def test_a_key_file_written_by_halves_is_named(keys, tmp_path: Path, cut: int) -> None:
    assert keys("rotate-server", "--prepare").exit_code == 0
    whole = (tmp_path / "central.key").read_bytes()
    (tmp_path / "central.key").write_bytes(whole[:cut])
    done = keys("list")
    assert done.exit_code == 78
    assert done.stderr.startswith("configuration: server_key_file: ")


def test_a_key_that_is_a_value_turns_nowhere(keys) -> None:
    done = keys("rotate-server", "--prepare", SERVER_KEY=SERVER_KEY)
    assert done.exit_code == 78
    assert "to turn it, put it into server_key_file" in done.stderr


def test_a_folder_of_body_keys_that_is_missing_is_named(keys, central, tmp_path: Path) -> None:
    assert stat.S_IMODE((tmp_path / "central-body-keys").stat().st_mode) == 0o700
    (tmp_path / "central-body-keys").rmdir()
    for command in (("keys", "list"), ("serve", "--port", "0")):
        done = central(*command)
        assert done.exit_code == 78
        assert "configuration: body_keys_folder: No such file or directory" in done.stderr
    assert central("migrate").exit_code == 0
    assert listed(keys)


def test_a_folder_that_others_look_into_is_refused_in_production(central, tmp_path: Path) -> None:
    assert central("migrate").exit_code == 0
    (tmp_path / "central-body-keys").chmod(0o750)
    done = central("migrate", PRODUCTION="true")
    assert "body_keys_folder: others can look into it, chmod 0700 is needed" in done.stderr


def test_the_check_page_is_given_a_line_for_each_key(keys, central, tmp_path: Path) -> None:
    before = central("check-key").stdout
    for step in ("--prepare", "--use"):
        assert keys("rotate-server", step).exit_code == 0
    lines = central("check-key").stdout.splitlines()
    assert lines[0].startswith(ring(tmp_path).current.id + ":")
    assert lines[1:] == before.splitlines()


def test_what_a_new_central_makes_bears_an_id_from_the_first_day(central, tmp_path: Path) -> None:
    assert central("migrate").exit_code == 0
    assert central("seed").exit_code == 0
    engine = engine_for(f"sqlite:///{tmp_path / 'central.db'}")
    with transaction(engine) as db:
        ids = {row.person[:9] for row in db.query(AccountRow)}
    engine.dispose()
    assert ids == {f"{ring(tmp_path).current.id}."}
