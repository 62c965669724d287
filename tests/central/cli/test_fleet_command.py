"""``central fleet list`` and ``show``: how the kiosks are, in the words of the doctor."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select
from typer.testing import CliRunner, Result

from central.cli.main import main
from central.store.audit_models import AuditRow
from central.store.database import transaction
from shared_runtime.clock import SystemClock
from tests.central.fleet.configurations import agreed
from tests.central.kiosks import Queue, another_kiosk, as_json
from tests.central.reports import PAPER_OUT, a_report
from tests.central.world import SERVER_KEY, Kiosk, World
from wire.codec import codec_of
from wire.health import HealthCheck
from wire.report import KioskReport, Usage

Command = Callable[..., Result]


@pytest.fixture
def command(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.chdir(tmp_path)
    url = world.settings.database_url.get_secret_value()
    environment = {
        "BORNE_CENTRAL_DATABASE_URL": url,
        "BORNE_CENTRAL_SERVER_KEY": SERVER_KEY,
        "LC_ALL": "en_GB.UTF-8",
    }
    assert CliRunner().invoke(main, ["migrate"], env=environment).exit_code == 0
    # The command lives in the present.
    world.clock.turn(seconds=(SystemClock().now() - world.clock.now()).total_seconds())

    def run(*arguments: str, **more: str) -> Result:
        done = CliRunner().invoke(main, ["fleet", *arguments], env=environment | more)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done

    return run


def tell(kiosk: Kiosk, *changed: HealthCheck) -> None:
    report = codec_of(KioskReport).plain(a_report(1, *changed))
    response = kiosk.call("POST", "/v1/sync", as_json(Queue().batch()) | {"report": report})
    assert response.json()["report"] == "taken"


def test_each_kiosk_is_listed_as_it_is(world: World, command: Command) -> None:
    well, ill, silent = (another_kiosk(world, each) for each in ("well", "ill", "silent"))
    another_kiosk(world, "unpacked")
    tell(silent)
    world.clock.turn(minutes=-30)
    tell(silent)
    world.clock.turn(minutes=30)
    world.clock.turn(days=-31)
    tell(another_kiosk(world, "gone"))
    world.clock.turn(days=31)
    tell(well)
    tell(ill, PAPER_OUT)
    document = json.loads(command("list", "--json").stdout)
    states = {each["kiosk"]: (each["state"], each["troubles"]) for each in document}
    assert states["well"] == ("ok", [])
    assert states["ill"] == ("failed", ["printer.paper_out"])
    assert states["silent"] == ("silent", [])
    assert states["gone"] == ("out_of_service", [])
    assert states["unpacked"] == ("never_heard", [])
    page = command("list").stdout
    assert "never heard" in page
    assert "0.1.0" in page


def test_a_kiosk_is_shown_in_the_words_of_the_doctor(world: World, command: Command) -> None:
    tell(another_kiosk(world, "ill"), replace(PAPER_OUT, since=world.clock.now()))
    page = command("show", "ill").stdout
    assert "There is no paper." in page
    assert "→ Put A4 paper in." in page
    assert "Il n’y a plus de papier." in command("show", "ill", LC_ALL="fr_FR.UTF-8").stdout
    document = json.loads(command("show", "ill", "--json").stdout)
    (printer,) = (each for each in document["checks"] if each["part"] == "printer")
    assert (printer["reason"], printer["state"]) == ("printer.paper_out", "failed")
    assert document["versions"]["python"] == "3.11.2"
    assert document["measures"]["disk_free_mb"] == 9_000


def test_what_a_newer_kiosk_tells_is_shown_by_its_slug(world: World, command: Command) -> None:
    lamp = replace(PAPER_OUT, name="lamp", reason="lamp.broken")
    report = codec_of(KioskReport).plain(a_report(1, checks=(lamp,)))
    sent = as_json(Queue().batch()) | {"report": report}
    assert another_kiosk(world, "new").call("POST", "/v1/sync", sent).status_code == 200
    assert "lamp.broken" in command("show", "new").stdout


def test_nothing_of_a_report_commands_the_terminal(world: World, command: Command) -> None:
    evil = replace(PAPER_OUT, reason="reader.other", args={"wanted": "\x1b[2J", "present": "\r"})
    tell(another_kiosk(world, "evil"), evil)
    assert not {"\x1b", "\r"} & set(command("show", "evil").stdout)


def test_a_clock_ten_years_off_is_told(world: World, command: Command) -> None:
    kiosk = another_kiosk(world, "late")
    off = Queue(now=world.clock.now() - timedelta(days=3_650))
    assert kiosk.call("POST", "/v1/sync", as_json(off.batch())).status_code == 200
    assert "clock off by: -3153" in command("show", "late").stdout


def test_use_is_told_of_all_kiosks_together_and_never_of_few_people(
    world: World, command: Command
) -> None:
    today = world.clock.now().date()
    for name, visits in (("a", 4), ("b", 3)):
        use = Usage(uuid4(), today, visits, {"attestation": visits, "ceam": 1}, sheets=visits)
        report = codec_of(KioskReport).plain(a_report(1, usages=(use,)))
        sent = as_json(Queue().batch()) | {"report": report}
        assert another_kiosk(world, name).call("POST", "/v1/sync", sent).status_code == 200
    (day,) = json.loads(command("usage", "--json").stdout)
    assert (day["visits"], day["sheets"]) == (7, 7)
    assert day["services"] == {"attestation": 7, "ceam": None}
    assert "ceam <5" in command("usage").stdout


def test_a_kiosk_that_nobody_knows(command: Command) -> None:
    assert command("show", "nobody").exit_code == 3


def test_what_is_wrong_is_listed_until_somebody_takes_it_up(world: World, command: Command) -> None:
    kiosk = another_kiosk(world, "ill")
    world.clock.turn(minutes=-20)
    tell(kiosk, PAPER_OUT)
    assert command("watch", "--once").exit_code == 0
    (alert,) = (
        each
        for each in json.loads(command("alerts", "list", "--json").stdout)
        if each["kiosk"] == "ill"
    )
    assert (alert["reason"], alert["acknowledged_by"]) == ("kiosk.silent", None)
    number = str(alert["number"])
    assert command("alerts", "acknowledge", number).exit_code == 0
    assert "This kiosk is not heard any more." in command("alerts", "list").stdout
    (alert,) = json.loads(command("alerts", "list", "--json").stdout)
    assert alert["acknowledged_by"]
    assert command("alerts", "acknowledge", number).exit_code == 0
    with transaction(world.container.engine) as db:
        (row,) = db.scalars(select(AuditRow).where(AuditRow.act == "alert_acknowledge"))
        assert (row.account, row.outcome, row.kiosk) == (alert["acknowledged_by"], number, "ill")
    assert command("alerts", "acknowledge", "99").exit_code == 3


@pytest.mark.any_store
def test_a_secret_that_cannot_be_read_is_a_mistake_of_the_configuration(command: Command) -> None:
    contacts = json.dumps({"*": {"webhook": "https://caisse.example/hook"}})
    settings = {"BORNE_CENTRAL_ALERTS__CONTACTS": contacts}
    assert command("watch", "--once", **settings).exit_code == 78
    settings["BORNE_CENTRAL_ALERTS__WEBHOOK_SECRET_FILE"] = "/nowhere/secret"
    assert command("watch", "--once", **settings).exit_code == 78


def test_the_open_kiosks_are_shown_as_everybody_has_them(world: World, command: Command) -> None:
    none = command("open")
    assert "Nobody has made the list yet" in none.stderr
    address = {"street": "1 place\u00a0Haute", "postcode": "99000", "town": "Exempleville"}
    agreed(world, "kiosk:well", {"address": address, "agency_name": "Agence du Centre"})
    tell(another_kiosk(world, "well"))
    assert command("watch", "--once").exit_code == 0
    page = command("open").stdout
    assert "Agence du Centre" in page
    assert "in_service" in page
    assert "well" not in page
    (kiosk,) = json.loads(command("open", "--json").stdout)["kiosks"]
    assert (kiosk["name"], kiosk["open_now"]) == ("Agence du Centre", None)
