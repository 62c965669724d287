"""``central requests``: what agents see on a terminal, and what is written down of it."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, update
from typer.testing import CliRunner, Result

from central.cli.main import main
from central.cli.operator import account
from central.cli.requests import NOT_FOUND, SEVERAL
from central.container import Container, build
from central.store.database import transaction
from central.store.intake_models import BodyReadRow, RequestRow
from tests.central.kiosks import Queue, demande, tombstone
from tests.central.world import INTAKE_KEYS, MORNING, PEOPLE, SERVER_KEY, TurnedClock, settings_for
from tests.demandes.address_change import ADDRESS

NIR = PEOPLE["camille-martin"].nir
Requests = Callable[..., Result]


@pytest.fixture
def container(sqlite_template: Path, tmp_path: Path) -> Container:
    shutil.copy(sqlite_template, tmp_path / "central.db")
    settings = settings_for(f"sqlite:///{tmp_path / 'central.db'}")
    return build(settings, clock=TurnedClock(), intake_keys=INTAKE_KEYS)


@pytest.fixture
def requests(container: Container, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Requests:
    """Runs ``central requests …`` on the store of ``parts``."""
    monkeypatch.chdir(tmp_path)
    url = container.settings.database_url.get_secret_value()
    settings = {"DATABASE_URL": url, "SERVER_KEY": SERVER_KEY}
    environment = {f"BORNE_CENTRAL_{name}": value for name, value in settings.items()}
    assert CliRunner().invoke(main, ["migrate"], env=environment).exit_code == 0

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["requests", *arguments], env=environment)

    return run


@pytest.fixture
def reference(container: Container) -> str:
    """Of an address that changed; something else was lost."""
    queue = Queue()
    item = queue.item(demande("address_change"))
    lost = tombstone(queue.item(demande("ceam"), reference="20261122-0000-07-LOST"))
    container.intake.receive("demo", queue.batch(item, tombstones=(lost,)))
    return item.header.reference


def test_the_list_tells_all_but_what_is_in_it(requests: Requests, reference: str) -> None:
    text, document = requests("list").stdout, requests("list", "--json").stdout
    assert text.splitlines()[1].split() == [
        *(reference, "address_change", "to_confirm", "card", "demo"),
        *("2026-11-22", "10:30", "1", "x"),
    ]
    (request,) = json.loads(document)
    assert (request["state"], request["items"][0]["reference"]) == ("to_confirm", reference)
    for shown in (text, document):
        assert not any(trace in shown for trace in (NIR, "MARTIN", ADDRESS.street))
    assert len(requests("list", "--since", "2026-11-23").stdout.splitlines()) == 1
    assert len(requests("list", "--kind", "ceam", "--state", "ready").stdout.splitlines()) == 1
    assert requests("list", "--kind", "dentist").exit_code == 2


def test_what_is_in_it_is_shown_to_who_says_why(
    requests: Requests, reference: str, container: Container
) -> None:
    assert requests("show", reference).exit_code == 2
    assert requests("show", reference, "--reason", " ").exit_code == 2
    done = requests("show", reference, "--reason", "to change it", "--agent", "agent-12")
    for said in (NIR, "MARTIN Camille", ADDRESS.street, f"{ADDRESS.postcode} {ADDRESS.city}"):
        assert said in done.stdout
    document = json.loads(requests("show", reference, "--reason", "again", "--json").stdout)
    assert document["opened"][0]["demande"]["address"]["city"] == ADDRESS.city
    with transaction(container.engine) as db:
        reads = {(row.who, row.account, row.reason) for row in db.scalars(select(BodyReadRow))}
    me = account()
    assert reads == {("agent-12", me, "to change it"), (me, me, "again")}


@pytest.mark.parametrize("form", [(), ("--json",)])
@pytest.mark.parametrize("unseen", ["\x1b[2J", "\x00", "\u202e", "\u2066", "\u200b", "\x9b"])
def test_what_would_command_the_terminal_or_turn_an_address_round_is_not_written_on_it(
    requests: Requests, container: Container, unseen: str, form: tuple[str, ...]
) -> None:
    forged = replace(ADDRESS, city=f"LY{unseen}ON")
    queue = Queue()
    item = queue.item(demande("address_change", address=forged))
    container.intake.receive("demo", queue.batch(item))
    shown = requests("show", item.header.reference, "--reason", "to change it", *form).stdout
    assert f"LY{unseen[1:]}ON" in shown
    assert json.dumps(unseen)[1:-1] not in shown
    assert all(each.isprintable() for each in shown.replace("\n", ""))


def test_closed_it_is_done(requests: Requests, reference: str) -> None:
    closed = requests("close", reference, "--agent", "agent-12").stdout
    assert closed == f"closed by agent-12: {account()}\n"
    assert "done" in requests("list").stdout
    shown = requests("show", reference, "--reason", "to see").stdout
    assert "by agent-12" in shown.splitlines()[1]


def test_what_did_not_come_is_listed(requests: Requests, reference: str) -> None:
    line = requests("trouble").stdout.splitlines()[1]
    assert line.split() == [
        *("lost", "20261122-0000-07-LOST", "ceam", "demo", "2026-11-22", "10:30", "expired")
    ]
    (trouble,) = json.loads(requests("trouble", "--json").stdout)
    assert (trouble["what"], trouble["received_at"]) == ("lost", f"{MORNING:%Y-%m-%dT%H:%M:%SZ}")
    assert reference not in line


def test_what_somebody_saw_to_is_ticked_off_and_still_found(
    requests: Requests, reference: str
) -> None:
    lost = "20261122-0000-07-LOST"
    refused = requests("tick", lost, "--note", f"was {NIR}")
    assert (refused.exit_code, NIR in refused.output) == (2, False)
    assert requests("tick", lost, "--note", "taken anew", "--agent", "agent-12").exit_code == 0
    assert len(requests("trouble").stdout.splitlines()) == 1
    assert "agent-12: taken anew" in requests("trouble", "--ticked").stdout
    (trouble,) = json.loads(requests("trouble", "--ticked", "--json").stdout)
    assert (trouble["tick"]["who"], trouble["tick"]["account"]) == ("agent-12", account())
    assert requests("tick", lost).exit_code == NOT_FOUND
    assert requests("tick", "20261122-NOBODY").exit_code == NOT_FOUND


def test_a_trouble_says_what_to_do(requests: Requests, reference: str) -> None:
    assert requests("trouble").stdout.splitlines()[2].startswith("lost expired: the kiosk could")


@pytest.mark.parametrize(("year", "lines"), [(2020, 2), (2200, 1)])
def test_what_is_late_is_listed_alone(
    requests: Requests, reference: str, container: Container, year: int, lines: int
) -> None:
    with transaction(container.engine) as db:
        db.execute(update(RequestRow).values(received_at=MORNING.replace(year=year)))
    assert reference in requests("list").stdout
    assert len(requests("list", "--late").stdout.splitlines()) == lines
    assert len(requests("list", "--late", "--site", "9999").stdout.splitlines()) == 1


def test_closed_with_what_came_of_it(requests: Requests, reference: str) -> None:
    assert requests("close", reference, "--as", "eaten").exit_code == 2
    assert requests("close", reference, "--as", "withdrawn").exit_code == 0
    (request,) = json.loads(requests("list", "--json").stdout)
    assert request["closed_as"] == "withdrawn"


def test_a_name_of_none_or_of_several_is_said(
    requests: Requests, reference: str, container: Container
) -> None:
    queue = Queue()
    container.intake.receive("demo", queue.batch(queue.item(demande("ceam"), reference=reference)))
    assert requests("close", "20261122-NOBODY").exit_code == NOT_FOUND
    several = requests("show", reference, "--reason", "to see")
    assert (several.exit_code, several.stdout) == (SEVERAL, "")
    assert len(several.stderr.splitlines()) == 3
