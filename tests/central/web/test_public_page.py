"""The public page against the public: what it takes, from how many, and what it could betray."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from anyio.from_thread import start_blocking_portal
from sqlalchemy import make_url
from sqlalchemy.exc import ProgrammingError

from central.crypto.key_ring import KeyRing
from central.crypto.keys import Keys
from central.store.database import engine_for, transaction
from central.store.role_rights import role_statements
from central.web.combined import CombinedApp
from central.web.verifier.app import create_public_app
from central.web.verifier.container import PublicContainer
from central.web.verifier.roles import PUBLIC_RIGHTS
from tests.central.papers.test_attestations import self_reference
from tests.central.rights.test_sessions import slug_of
from tests.central.web.test_access import ENDLESS
from tests.central.world import SERVER_KEY, Http, World, settings_for

SAID = {"code": "0123456789AB", "family_name": "X", "birth_date": "12/05/1985"}
ROUTES = ("/v1/verifications", "/verifier")


def statuses(world: World, *addresses: str) -> list[int]:
    elsewhere = [world.http.from_address(address) for address in addresses]
    return [http.post("/v1/verifications", json=SAID).status_code for http in elsewhere]


@pytest.mark.any_store
@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize("declared", [True, False])
def test_24000_unknown_names_are_not_read_to_their_end(world, path, declared: bool) -> None:
    taken: list[int] = []

    async def pieces():
        for start in range(0, len(ENDLESS), 1_000):
            taken.append(start)
            yield ENDLESS[start : start + 1_000]

    headers = {"Content-Type": "application/json"}
    if declared:
        headers["Content-Length"] = str(len(ENDLESS))
    answer = world.http.post(path, content=pieces(), headers=headers)
    assert (answer.status_code, slug_of(answer)) == (413, "too-large")
    assert len(taken) <= (0 if declared else 3)


@pytest.mark.parametrize("path", ROUTES)
def test_who_asked_too_often_is_not_read_at_all(make_world, path: str) -> None:
    world: World = make_world(limits={"checks_per_address": 1})
    assert statuses(world, "192.0.2.7") == [200]
    taken: list[bytes] = []

    async def pieces():
        taken.append(b"{")
        yield b"{"

    answer = world.http.post(path, content=pieces(), headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.headers["retry-after"], taken) == (429, "60", [])


def test_a_guesser_gains_nothing_by_another_worker_or_a_restart(make_world) -> None:
    limits = {"checks_per_address": 4, "checks_per_code": 2}
    workers = [make_world(limits=limits) for _ in range(2)]
    assert [statuses(workers[i % 2], "198.51.100.1") for i in range(5)] == [[200]] * 4 + [[429]]
    restarted = make_world(limits=limits)
    assert statuses(restarted, "198.51.100.1") == [429]


@pytest.mark.any_store
def test_ipv4_in_ipv6_is_the_same_address_and_no_common_one(make_world) -> None:
    world = make_world(limits={"checks_per_address": 1})
    mapped = ("::ffff:198.51.100.1", "198.51.100.1", "::ffff:c633:6401", "::ffff:198.51.100.2")
    assert statuses(world, *mapped) == [200, 429, 429, 200]


def test_who_has_65536_networks_of_ipv6_gets_the_checks_of_five(make_world) -> None:
    world = make_world(limits={"checks_per_address": 1})
    assert statuses(world, *(f"2001:db8:1:{site}::1" for site in range(7))) == [200] * 5 + [429] * 2
    assert statuses(world, "2001:db8:2::1") == [200]
    others = [f"2001:db8:{site:x}::1" for site in range(3, 50)]
    assert statuses(world, *others) == [200] * 44 + [429] * 3


def test_who_has_a_whole_network_of_ipv4_gets_the_checks_of_ten(make_world) -> None:
    world = make_world(limits={"checks_per_address": 1})
    addresses = [f"198.51.100.{host}" for host in range(12)]
    assert statuses(world, *addresses) == [200] * 10 + [429] * 2
    assert statuses(world, "198.51.101.1") == [200]


@pytest.mark.any_store
def test_a_crowd_of_addresses_is_held_before_the_store(make_world) -> None:
    world = make_world(limits={"checks_in_all": 3})
    crowd = [f"198.51.{network}.1" for network in range(5)]
    assert statuses(world, *crowd) == [200] * 3 + [429] * 2


@pytest.mark.any_store
def test_the_check_has_one_key_and_from_it_finds_no_other(world: World) -> None:
    keys = Keys(SERVER_KEY.encode())
    digest = keys.check_key.subject("0123456789AB", "X", "19850512")
    assert digest == keys.digest("subject", "0123456789AB", "X", "19850512")
    with pytest.raises(ValueError, match="32 bytes"):
        Keys(bytes.fromhex(keys.check_key.text)[:31])
    assert SERVER_KEY not in keys.check_key.text
    for purpose in ("person", "seal", "applicant", "code"):
        assert keys.digest(purpose, "0123456789AB", "X", "19850512") != digest


@pytest.fixture
def limited_role(postgresql: str) -> Iterator[str]:
    """URL for the public page's role at the cluster of the tests, freshly granted."""
    role = f"page_{secrets.token_hex(4)}"
    with psycopg.connect(postgresql) as connection:
        connection.execute(f"CREATE ROLE {role} LOGIN".encode())
        for statement in role_statements(role, PUBLIC_RIGHTS):
            connection.execute(statement.encode())
    yield make_url(postgresql).set(username=role).render_as_string(hide_password=False)
    with psycopg.connect(postgresql) as connection:
        connection.execute(f"DROP OWNED BY {role}".encode())
        connection.execute(f"DROP ROLE {role}".encode())


FORBIDDEN = (
    "SELECT person FROM accounts",
    "SELECT * FROM audit",
    "SELECT * FROM requests",
    "SELECT sealed FROM request_items",
    "SELECT token_sha256 FROM kiosks",
    "SELECT sealed FROM citizen_sessions",
    "SELECT key FROM counters",
    "SELECT kiosks FROM open_kiosks",
    "SELECT * FROM open_kiosks",
    "SELECT report FROM kiosk_status",
    "SELECT number FROM attestations",
    "SELECT * FROM attestations",
    "UPDATE attestations SET valid_until = '2999-01-01'",
    "DELETE FROM attestations",
    "INSERT INTO audit (kiosk) VALUES ('x')",
    "UPDATE alembic_version SET version_num = 'x'",
    "CREATE TABLE mine (a int)",
)


@pytest.mark.system
def test_whoever_breaks_the_page_reads_no_account_no_request_and_writes_no_paper(
    make_world, limited_role: str, database_url: str
) -> None:
    if not database_url.startswith("postgresql"):
        pytest.skip("roles are PostgreSQL's")
    world: World = make_world()
    reference = self_reference(world.kiosk, "marie-helene-dupont-test")
    code = world.kiosk.issue(reference).json()["code_controle"]
    settings = settings_for(limited_role, limits={"checks_per_address": 2})
    key, engine = Keys(SERVER_KEY.encode()).check_key, engine_for(limited_role)
    page = create_public_app(PublicContainer.of(settings, world.clock, engine, key))
    said = {"code": code, "family_name": "DUPONT-TEST", "birth_date": "12/05/1985"}
    with start_blocking_portal() as portal:
        http = Http(portal, CombinedApp(page, page))
        answers = [http.post("/v1/verifications", json=said) for _ in range(3)]
        assert http.get("/v1/open-kiosks").json() == {"kiosks": [], "services": []}
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[0].json()["resultat"] == "conforme"
    for statement in FORBIDDEN:
        with pytest.raises(ProgrammingError, match="permission denied"), transaction(engine) as db:
            db.connection().exec_driver_sql(statement)
    engine.dispose()


@pytest.mark.system
def test_a_role_that_was_given_less_by_the_release_before_is_named_at_the_start(
    central, postgresql: str, limited_role: str, tmp_path: Path
) -> None:
    (tmp_path / "central-check.key").write_text(Keys(SERVER_KEY.encode()).check_key.text)
    # Without such a file the page does not start either, but is told something else.
    given = {"DATABASE_URL": limited_role, "TLS_CERTIFICATE": "none", "TLS_KEY": "none"}
    assert "tls_certificate" in central("serve-public", **given).stderr
    role = make_url(limited_role).username
    with psycopg.connect(postgresql) as connection:
        connection.execute(f"REVOKE SELECT (kind) ON attestations FROM {role}".encode())
        connection.execute(f"REVOKE SELECT (public) ON open_kiosks FROM {role}".encode())
    refused = central("serve-public", **given)
    assert refused.exit_code == 78
    assert "papers and open kiosks; run `central public-role` again" in refused.stderr


def test_the_public_process_will_not_hold_the_servers_key(central, tmp_path: Path) -> None:
    assert central("migrate").exit_code == 0
    refused = central("serve-public", SERVER_KEY_FILE="central.key")
    assert refused.exit_code == 78
    assert "BORNE_CENTRAL_SERVER_KEY_FILE: no such setting" in refused.stderr
    assert "central check-key" in central("serve-public").stderr
    (tmp_path / "central-check.key").write_text("no key")
    assert "check_key_file: no key of the check" in central("serve-public").stderr
    ring = KeyRing.of_text((tmp_path / "central.key").read_bytes())
    printed = central("check-key").stdout
    assert printed.strip() == Keys(ring).check_key.text
    (tmp_path / "central-check.key").write_text(printed)
    production = {
        "PRODUCTION": "true",
        "PUBLIC_URL": "https://caisse.example",
        "TRUSTED_PROXIES": '["127.0.0.1"]',
    }
    assert "a role that only reads needs PostgreSQL" in central("serve-public", **production).stderr


def test_the_roles_rights_are_printed_and_no_name_smuggles_others(central) -> None:
    printed = central("public-role", "borne_public").stdout
    assert printed.splitlines() == list(role_statements("borne_public", PUBLIC_RIGHTS))
    for name in ("x; DROP TABLE accounts", "Public", 'a"b', ""):
        assert central("public-role", name).exit_code == 2
