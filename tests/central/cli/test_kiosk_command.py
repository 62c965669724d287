"""``central kiosk`` and ``central fleet``: a stolen kiosk is out with its next call; a token in two
places is told."""

import json
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select
from typer.testing import CliRunner, Result

from central.cli.kiosks import NOT_FOUND
from central.cli.main import main
from central.fleet.places import MOST_PLACES, REMEMBERED
from central.store.alarms import alarms
from central.store.audit_models import AuditRow
from central.store.database import transaction
from central.store.models import CitizenSessionRow, KioskPlaceRow
from tests.central.conftest import MakeWorld
from tests.central.kiosks import Queue, another_kiosk, as_json, sync
from tests.central.world import AMPLE, SERVER_KEY, Kiosk, World
from wire.calls.table import CALLS

Command = Callable[..., Result]
AGENCY, THIEF = "192.0.2.7", "198.51.100.9"
_GROUPS = {
    "add": "kiosk",
    "resume": "kiosk",
    "revoke": "fleet",
    "kiosks": "fleet",
    "release": "fleet",
}


@pytest.fixture
def make_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[World], Command]:
    """Gives what runs these commands on the store of a world."""
    monkeypatch.chdir(tmp_path)

    def made(world: World) -> Command:
        url = world.settings.database_url.get_secret_value()
        environment = {"BORNE_CENTRAL_DATABASE_URL": url, "BORNE_CENTRAL_SERVER_KEY": SERVER_KEY}
        assert CliRunner().invoke(main, ["migrate"], env=environment).exit_code == 0

        def run(*arguments: str) -> Result:
            return CliRunner().invoke(main, [_GROUPS[arguments[0]], *arguments], env=environment)

        return run

    return made


@pytest.fixture
def command(world: World, make_command: Callable[[World], Command]) -> Command:
    return make_command(world)


def test_a_stolen_kiosk_is_out_with_its_next_call_in_the_middle_of_a_visit(
    world: World, command: Command
) -> None:
    stolen, other = another_kiosk(world, "stolen"), another_kiosk(world, "other")
    stolen.log_in("camille-martin")
    other.log_in("marie-helene-dupont-test")
    assert stolen.call("GET", "/v1/rights").status_code == 200
    assert command("revoke", "stolen").exit_code == 0
    for method, path in (
        *((call.method, call.path) for call in CALLS.values()),
        ("POST", "/v1/sync"),
        ("DELETE", "/v1/citizen-sessions"),
    ):
        answer = stolen.call(method, path, {} if method == "POST" else None)
        assert (answer.status_code, answer.json()["type"]) == (
            401,
            "urn:borne:problem:kiosk-unknown",
        )
    assert other.call("GET", "/v1/rights").status_code == 200
    with transaction(world.container.engine) as db:
        assert set(db.scalars(select(CitizenSessionRow.kiosk))) == {"other"}
        (row,) = db.scalars(select(AuditRow).where(AuditRow.act == "kiosk_revoke"))
        assert (row.kiosk, row.outcome, bool(row.account)) == ("stolen", "done", True)


def test_a_revoked_kiosk_that_gets_a_new_token_starts_without_the_thiefs_visit(
    world: World, command: Command
) -> None:
    kiosk = another_kiosk(world, "borne-07")
    kiosk.log_in("camille-martin")
    command("revoke", "borne-07")
    renewed = Kiosk(world.http, command("add", "borne-07").stdout.strip(), kiosk.citizen)
    assert renewed.call("GET", "/v1/rights").json()["type"].endswith("session-lost")
    assert kiosk.call("GET", "/v1/rights").json()["type"].endswith("kiosk-unknown")
    assert renewed.open("camille-martin")["outcome"] == "opened"


def lock_codes(world: World) -> None:
    """Three people after each other, three wrong codes each."""
    for slug in ("camille-martin", "wei-zhang", "zalmai"):
        world.kiosk.open(slug)
        for _ in range(3):
            world.kiosk.code("0000")
    assert log_in(world.kiosk) == "too-many-requests"


def spend_unknown(world: World) -> None:
    """More cards of nobody than a kiosk sees in a day."""
    for number in range(world.settings.budgets.unknown_per_kiosk + 1):
        world.kiosk.open("jean-payet", family_name=f"DURAND{number}")
    assert log_in(world.kiosk) == "too-many-requests"


def log_in(kiosk: Kiosk) -> str:
    opened = kiosk.open("jean-payet")
    answer = kiosk.code("96014") if "outcome" in opened else opened
    return str(answer.get("outcome") or answer["type"].rpartition(":")[2])


@pytest.mark.parametrize("harm", [lock_codes, spend_unknown], ids=["locked", "paused"])
@pytest.mark.parametrize("remedy", ["resume", "add"])
def test_a_kiosk_that_a_thief_has_stopped_serves_again_once_staff_say_so(
    make_world: MakeWorld,
    make_command: Callable[[World], Command],
    harm: Callable[[World], None],
    remedy: str,
) -> None:
    world = make_world(budgets=AMPLE.model_copy(update={"unknown_per_kiosk": 5}))
    harm(world)
    with transaction(world.container.engine) as db:
        assert len(alarms(db, None, 100)) == 1
    done = make_command(world)(remedy, "demo")
    assert done.exit_code == 0
    token = done.stdout.strip() if remedy == "add" else world.kiosk.device_token
    assert log_in(Kiosk(world.http, token)) == "accepted"


def test_a_mistyped_kiosk_is_not_said_to_serve_again(command: Command) -> None:
    mistyped = command("resume", "demmo")
    assert (mistyped.exit_code, mistyped.stdout) == (NOT_FOUND, "")


def test_staff_see_which_kiosks_may_call(world: World, command: Command) -> None:
    another_kiosk(world, "borne-07")
    command("revoke", "borne-07")
    heads, *lines = command("kiosks").stdout.splitlines()
    assert heads.split()[:4] == ["kiosk", "name", "site", "state"]
    assert [line.split()[:3] for line in lines] == [
        ["borne-07", "borne-07", "revoked"],
        ["demo", "demo", "token"],
    ]
    document = json.loads(command("kiosks", "--json").stdout)
    assert [(each["id"], each["revoked_at"] is None) for each in document] == [
        ("borne-07", False),
        ("demo", True),
    ]
    assert command("revoke", "no-such").exit_code == NOT_FOUND
    assert command("add", "bad name").exit_code == 2


def calls_from(world: World, *addresses: str, minutes: float = 5) -> int:
    """The kiosk's calls, from one address after the other; how many alarms there are then."""
    for address in addresses:
        kiosk = Kiosk(world.http.from_address(address), world.kiosk.device_token)
        assert kiosk.call("DELETE", "/v1/citizen-sessions").status_code == 204
        world.clock.turn(minutes=minutes)
    return alarmed(world)


def alarmed(world: World, kind: str = "token-in-two-places") -> int:
    with transaction(world.container.engine) as db:
        found = alarms(db, None, 100)
    assert {(each.kind, each.kiosk) for each in found} <= {(kind, "demo")}
    return len(found)


def test_a_token_that_speaks_from_two_addresses_in_turn_is_an_alarm(world: World) -> None:
    assert calls_from(world, AGENCY, THIEF, AGENCY, THIEF) == 0
    assert calls_from(world, AGENCY) == 1


@pytest.mark.parametrize(
    "addresses",
    [
        (AGENCY, THIEF, THIEF, THIEF),
        (AGENCY, "192.0.2.8", "192.0.2.9", "192.0.2.10", "192.0.2.11"),
        (AGENCY, THIEF, AGENCY),
        (AGENCY, "::ffff:192.0.2.7") * 5,
        ("2001:db8::1", "2001:db8::2") * 5,
        (AGENCY, "2001:db8::1") * 5,
    ],
    ids=["moved", "new-leases", "line-failed-over", "mapped", "privacy-addresses", "dual-stack"],
)
def test_an_address_that_changes_is_none(world: World, addresses: tuple[str, ...]) -> None:
    assert calls_from(world, *addresses) == 0


def test_nor_is_one_that_comes_back_once_a_day(world: World) -> None:
    assert calls_from(world, *(AGENCY, THIEF) * 5, minutes=12 * 60) == 0


def test_a_boot_that_comes_back_shuts_the_kiosk_out_and_a_new_one_does_not(
    world: World, command: Command
) -> None:
    queue = Queue()
    for _ in range(3):
        sync(world.kiosk, queue.batch())
        queue.restart()
        world.clock.turn(minutes=5)
    assert alarmed(world) == 0
    former = queue.boot
    sync(world.kiosk, queue.batch())
    world.clock.turn(days=1)
    queue.boot = uuid4()
    sync(world.kiosk, queue.batch())
    world.clock.turn(days=1)
    queue.boot = former
    refused = world.kiosk.call("POST", "/v1/sync", as_json(queue.batch()))
    assert refused.json()["type"].endswith("kiosk-unknown")
    assert alarmed(world, "cloned") == 1
    assert world.kiosk.call("GET", "/v1/rights").json()["type"].endswith("kiosk-unknown")
    assert command("release", "demo").exit_code == 0
    assert sync(world.kiosk, queue.batch()).answers == ()


def test_no_address_is_kept_readably_and_none_for_ever(world: World) -> None:
    calls_from(world, AGENCY, THIEF)
    world.clock.turn(days=REMEMBERED.days + 1)
    calls_from(world, "203.0.113.5")
    with transaction(world.container.engine) as db:
        (row,) = db.scalars(select(KioskPlaceRow))
    assert row.place == world.container.keys.digest("place", "demo", "ipv4", "203.0.113.5/32")


def test_who_makes_up_a_boot_for_each_call_fills_no_table_and_is_an_alarm(world: World) -> None:
    queue = Queue()
    for _ in range(MOST_PLACES + 5):
        queue.boot = uuid4()
        sync(world.kiosk, queue.batch())
        world.clock.turn(seconds=1)
    with transaction(world.container.engine) as db:
        boots = db.scalars(select(KioskPlaceRow.place).where(KioskPlaceRow.kind == "boot")).all()
    assert len(boots) == MOST_PLACES
    assert world.container.keys.digest("place", "demo", "boot", str(queue.boot)) in boots
    assert alarmed(world) == 1


def test_a_kiosk_that_is_started_anew_each_day_is_none(world: World) -> None:
    queue = Queue()
    for _ in range(MOST_PLACES + 5):
        queue.boot = uuid4()
        sync(world.kiosk, queue.batch())
        world.clock.turn(hours=12)
    assert alarmed(world) == 0
