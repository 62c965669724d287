"""``central account unlock``: an agent lets somebody in again, and that is written down."""

from collections.abc import Callable, Sequence

import pytest
from sqlalchemy import select
from typer.testing import CliRunner, Result

from central.cli.accounts import SUSPENDED
from central.cli.main import main
from central.cli.operator import account
from central.store.audit_models import AuditRow
from central.store.database import transaction
from tests.central.rights.test_locks import fail, opened
from tests.central.world import AMPLE, PEOPLE, SERVER_KEY, World, card

Unlock = Callable[..., Result]
CAMILLE, HUGO = PEOPLE["camille-martin"], PEOPLE["hugo-simon"]


@pytest.fixture
def unlock(world: World, tmp_path, monkeypatch: pytest.MonkeyPatch) -> Unlock:
    monkeypatch.chdir(tmp_path)
    url = world.settings.database_url.get_secret_value()
    environment = {"BORNE_CENTRAL_DATABASE_URL": url, "BORNE_CENTRAL_SERVER_KEY": SERVER_KEY}
    assert CliRunner().invoke(main, ["migrate"], env=environment).exit_code == 0

    def run(*lines: str, command: Sequence[str] = ("account", "unlock")) -> Result:
        said = "".join(f"{line}\n" for line in lines)
        return CliRunner().invoke(main, command, input=said, env=environment)

    return run


def test_somebody_locked_out_is_let_in_by_an_agent_and_it_is_written_down(
    world: World, unlock: Unlock
) -> None:
    fail(world.kiosk)
    assert opened(world.kiosk) == "suspendu"
    done = unlock(CAMILLE.nir, CAMILLE.birth_date)
    assert (done.exit_code, done.stdout) == (0, "no lock is left\n")
    assert CAMILLE.nir not in done.output
    assert opened(world.kiosk) == "actif"
    world.kiosk.log_in("camille-martin")
    with transaction(world.container.engine) as db:
        row = db.scalars(select(AuditRow).where(AuditRow.act == "unlock")).one()
    assert (row.outcome, row.account) == ("actif", account())
    assert row.person == world.container.audit.person(CAMILLE.nir)


def test_after_an_unlock_the_kiosk_where_it_came_from_still_locks_there_alone(
    world: World, unlock: Unlock
) -> None:
    fail(world.kiosk)
    assert unlock(CAMILLE.nir, CAMILLE.birth_date).exit_code == 0
    assert fail(world.kiosk)[-1] == "suspended"
    world.clock.turn(minutes=29)
    assert opened(world.kiosk) == "suspendu"
    world.clock.turn(minutes=1)
    assert opened(world.kiosk) == "actif"


def test_what_the_caisse_suspended_is_not_for_an_agent_to_end(world: World, unlock: Unlock) -> None:
    refused = unlock(HUGO.nir, HUGO.birth_date)
    assert refused.exit_code == SUSPENDED
    assert "suspended by the caisse" in refused.stderr
    assert opened(world.kiosk, "hugo-simon") == "suspendu"


@pytest.mark.any_store
@pytest.mark.parametrize("said", [(), ("1",), (CAMILLE.nir,), (CAMILLE.nir, "15/03/1985")])
def test_what_is_no_person_is_named_without_being_quoted(
    unlock: Unlock, said: tuple[str, ...]
) -> None:
    refused = unlock(*said)
    assert refused.exit_code == 2
    assert CAMILLE.nir not in refused.output


def test_a_pause_is_ended_by_a_command_and_that_is_written_down(
    make_world: Callable[..., World], unlock: Unlock
) -> None:
    world = make_world(budgets=AMPLE.model_copy(update={"persons_per_kiosk": 1}))
    world.kiosk.open("zalmai")
    asked = ("POST", "/v1/citizen-sessions", card("wei-zhang"))
    assert world.kiosk.call(*asked).status_code == 429
    assert unlock(command=("kiosk", "resume", "demo")).exit_code == 0
    assert world.kiosk.call(*asked).status_code == 200
    with transaction(world.container.engine) as db:
        row = db.scalars(select(AuditRow).where(AuditRow.act == "kiosk_resume")).one()
    assert (row.kiosk, row.account) == ("demo", account())
