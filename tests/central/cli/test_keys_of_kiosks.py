"""``central keys``: the signer's key, the intake's and the authority take their turns, and one
list tells them all."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from sqlalchemy import select
from typer.testing import CliRunner, Result

from central.cli.fleet_configuration import REFUSED
from central.cli.main import main
from central.config.reading import authority_of, intake_keys_of
from central.config.settings import Settings
from central.crypto.authority import certificate_id
from central.store.audit_models import AuditRow
from central.store.database import transaction
from central.store.key_models import KioskKeysRow
from central.store.migrate import schema_of
from central.store.models import KioskRow
from shared_runtime.clock import SystemClock
from tests.central.world import SERVER_KEY, World


class Operator:
    """Runs ``central …`` in a folder of its own, on the store of a world."""

    def __init__(self, world: World, folder: Path) -> None:
        self.world, self.folder = world, folder
        self.settings = {
            "BORNE_CENTRAL_DATABASE_URL": world.settings.database_url.get_secret_value(),
            "BORNE_CENTRAL_SERVER_KEY": SERVER_KEY,
        }

    def run(self, *arguments: str) -> Result:
        return CliRunner().invoke(main, arguments, env=self.settings)

    def does(self, *arguments: str) -> str:
        done = self.run(*arguments)
        assert done.exit_code == 0, done.output
        return done.stdout

    def listed(self, kind: str) -> list[dict[str, Any]]:
        found = json.loads(self.does("keys", "list", "--json"))
        return [each for each in found if each["kind"] == kind]

    def told(self, kind: str) -> list[tuple[str, int]]:
        """State of each key of that kind, and how many kiosks hang on it."""
        return [(each["state"], each["uses"].get("kiosks", 0)) for each in self.listed(kind)]

    def ids(self, kind: str) -> list[str]:
        return [each["id"] for each in self.listed(kind)]

    def says(self, **keys: Any) -> None:
        """What the one kiosk goes by."""
        with transaction(self.world.container.engine) as db:
            until = keys.pop("certified_until", None)
            db.merge(KioskKeysRow(kiosk="demo", **keys))
            db.get_one(KioskRow, "demo").certified_until = until

    def acts(self) -> list[tuple[str, str]]:
        with transaction(self.world.container.engine) as db:
            found = db.scalars(select(AuditRow).order_by(AuditRow.id)).all()
            return [(each.act, each.outcome.split()[0]) for each in found if each.act[:4] == "key_"]


@contextmanager
def a_signer(operator: Operator) -> Iterator[None]:
    """Its socket is set; where it is asked, nobody answers."""
    operator.settings["BORNE_CENTRAL_SIGNER_SOCKET"] = "absent.sock"
    yield
    del operator.settings["BORNE_CENTRAL_SIGNER_SOCKET"]


@pytest.fixture
def operator(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Operator:
    monkeypatch.chdir(tmp_path)
    operator = Operator(world, tmp_path)
    operator.does("migrate")
    assert schema_of(world.container.engine) == "current"
    made = operator.does("fleet", "signing-key", "--make")
    (tmp_path / "central-signing.pem").write_text(made)
    return operator


@pytest.mark.any_store
def test_the_signing_key_turns_and_the_former_one_is_retired(operator: Operator) -> None:
    assert operator.told("signing") == [("current", 1)]
    assert "signed for" in operator.does("keys", "rotate-signing")
    assert operator.told("signing") == [("former", 1), ("current", 0)]
    first, second = operator.ids("signing")
    refused = operator.run("keys", "retire-signing", first)
    assert (refused.exit_code, "1 kiosks hang on it: demo" in refused.output) == (REFUSED, True)
    operator.says(signing=second)
    assert operator.told("signing") == [("former", 0), ("current", 1)]
    operator.does("keys", "retire-signing", first)
    assert (operator.folder / "central-signing.key.retired").exists()
    assert operator.told("signing") == [("current", 1)]
    assert operator.run("keys", "retire-signing", second).exit_code == REFUSED
    assert operator.acts() == [("key_use", "signing"), ("key_retire", "signing")]


@pytest.mark.any_store
def test_with_a_signer_of_its_own_the_chain_comes_from_its_account(operator: Operator) -> None:
    chain = operator.folder / "chain.json"
    chain.write_text(operator.does("fleet", "signing-key", "--next"))
    with a_signer(operator):
        alone = operator.run("keys", "rotate-signing")
        assert (alone.exit_code, "signing-key --next" in alone.output) == (REFUSED, True)
        late = operator.run("keys", "rotate-signing", "--chain", str(chain), "--distrust")
        assert late.exit_code == REFUSED
        told = operator.run("keys", "rotate-signing", "--chain", str(chain))
        assert "kiosks are told of the signing key" in told.stdout
    assert [each[0] for each in operator.told("signing")] == ["former", "current"]


@pytest.mark.any_store
@pytest.mark.parametrize("content", ["", "{}", '{"endorsements": []}'])
def test_a_chain_that_is_none(operator: Operator, content: str) -> None:
    (operator.folder / "chain.json").write_text(content)
    failed = operator.run("keys", "rotate-signing", "--chain", "chain.json")
    assert (failed.exit_code, "chain" in failed.output) == (os.EX_CONFIG, True)
    assert operator.run("keys", "rotate-signing", "--chain", "absent").exit_code == os.EX_CONFIG


@pytest.mark.any_store
def test_without_a_first_key_that_kiosks_were_given_nothing_turns(operator: Operator) -> None:
    (operator.folder / "central-signing.pem").unlink()
    failed = operator.run("keys", "rotate-signing")
    assert (failed.exit_code, "no kiosk was given" in failed.output) == (os.EX_CONFIG, True)


@pytest.mark.any_store
def test_the_intake_key_turns_and_what_was_sealed_before_is_opened(operator: Operator) -> None:
    before = operator.does("intake-key")
    settings = Settings(server_key=SERVER_KEY)
    running = intake_keys_of(settings)  # of a process that began before
    operator.does("keys", "rotate-intake")
    assert operator.does("intake-key") != before
    assert operator.told("intake") == [("current", 1), ("former", 1)]  # nothing is known of demo
    current, former = operator.ids("intake")
    assert running.find(current) is not None
    assert intake_keys_of(settings).find(former) is not None
    operator.says(intake=former)
    assert operator.told("intake") == [("current", 0), ("former", 1)]
    assert operator.run("keys", "retire-intake", former).exit_code == REFUSED
    assert operator.run("keys", "retire-intake", current, "--even-so").exit_code == REFUSED
    operator.says(intake=current)
    operator.does("keys", "retire-intake", former)
    assert intake_keys_of(settings).find(former) is None
    assert (operator.folder / f"central-intake.key.{former}.retired").exists()


@pytest.mark.any_store
def test_the_next_intake_key_is_endorsed_on_the_signers_account(operator: Operator) -> None:
    (operator.folder / "pem").write_text("no key")
    assert operator.run("fleet", "signing-key", "--endorse-intake", "pem").exit_code == 78
    with a_signer(operator):
        first = operator.run("keys", "rotate-intake").stdout
        assert operator.run("keys", "rotate-intake").stdout == first  # asked twice, made once
        assert [each[0] for each in operator.told("intake")] == ["current", "next"]
    (operator.folder / "pem").write_text(first)
    chain = operator.does("fleet", "signing-key", "--endorse-intake", "pem")
    (operator.folder / "chain.json").write_text(chain)
    told = operator.does("keys", "rotate-intake", "--chain", "chain.json")
    assert "kiosks are told to seal for" in told
    assert operator.does("intake-key") == first
    assert [each[0] for each in operator.told("intake")] == ["current", "former"]


@pytest.mark.any_store
def test_an_intake_key_that_nobody_here_opens_is_told_to_no_kiosk(operator: Operator) -> None:
    with a_signer(operator):
        (operator.folder / "pem").write_text(operator.run("keys", "rotate-intake").stdout)
    chain = operator.does("fleet", "signing-key", "--endorse-intake", "pem")
    (operator.folder / "chain.json").write_text(chain)
    (operator.folder / "central-intake.key.next").unlink()
    refused = operator.run("keys", "rotate-intake", "--chain", "chain.json")
    assert (refused.exit_code, "nobody here opens" in refused.output) == (REFUSED, True)


@pytest.mark.any_store
def test_an_intake_key_in_a_folder_that_cannot_be_written(
    operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("central.crypto.intake_files.write_whole", read_only)
    failed = operator.run("keys", "rotate-intake")
    assert (failed.exit_code, "intake_key_file" in failed.output) == (os.EX_CONFIG, True)


def current_authority() -> str:
    found = authority_of(Settings(server_key=SERVER_KEY))
    assert found is not None
    return found.id


@pytest.mark.any_store
def test_the_authority_turns_when_kiosks_know_the_next_one(operator: Operator) -> None:
    soon = SystemClock().now() + timedelta(days=20)
    former = current_authority()
    operator.says(certified_until=soon)
    operator.does("keys", "rotate-authority", "--bundle", "bundle.pem")
    assert operator.told("authority") == [("current", 1), ("next", 0)]
    bundle = x509.load_pem_x509_certificates((operator.folder / "bundle.pem").read_bytes())
    following = next(each for each in map(certificate_id, bundle) if each != former)
    assert current_authority() == former
    early = operator.run("keys", "rotate-authority")
    assert (early.exit_code, "demo" in early.output) == (REFUSED, True)
    operator.says(authorities=f"{former} {following}", certified_by=former, certified_until=soon)
    operator.does("keys", "rotate-authority")
    assert current_authority() == following
    assert operator.told("authority") == [("current", 0), ("former", 1)]
    assert operator.run("keys", "retire-authority", former).exit_code == REFUSED
    assert operator.run("keys", "retire-authority", following).exit_code == REFUSED
    operator.says(authorities=following, certified_by=following, certified_until=soon)
    operator.does("keys", "retire-authority", former, "--bundle", "bundle.pem")
    assert operator.told("authority") == [("current", 1)]
    assert len(x509.load_pem_x509_certificates((operator.folder / "bundle.pem").read_bytes())) == 1


@pytest.mark.any_store
def test_a_kiosk_that_is_dark_for_longer_than_its_certificate_lives_holds_nobody_up(
    operator: Operator,
) -> None:
    operator.says(certified_until=SystemClock().now() - timedelta(days=1))
    operator.does("keys", "rotate-authority")
    operator.does("keys", "rotate-authority")
    operator.does("keys", "retire-authority", operator.ids("authority")[1])


@pytest.mark.any_store
def test_an_authority_whose_making_was_cut_short_is_made_anew(
    operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr("central.crypto.authority_files.write_certificates", cut)
        assert operator.run("keys", "rotate-authority").exit_code == os.EX_CONFIG
    assert (operator.folder / "central-authority.key.next").exists()
    assert operator.told("authority") == [("current", 0)]
    operator.does("keys", "rotate-authority")
    assert [each[0] for each in operator.told("authority")] == ["current", "next"]


@pytest.mark.any_store
def test_the_list_in_words(operator: Operator) -> None:
    lines = operator.does("keys", "list").splitlines()
    assert lines[0].split() == ["kind", "id", "since", "state", "hangs", "on", "it"]
    kinds = ["server", "signing", "intake", "authority"]  # no month's key before the first body
    assert [each.split()[0] for each in lines[1:]] == kinds
    assert [line.endswith("1 kiosks") for line in lines[2:]] == [True, True, False]
