"""The store that a demonstration begins with: what central's own commands would say of it."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import pytest
from typer.testing import CliRunner

from central.admins.sign_in import Proven, TypedCredential
from central.cli.main import main
from central.cli.seeding import DEMO_KIOSK
from central.config.dashboard_settings import DashboardSettings
from central.config.reading import load
from central.crypto.narrow_keys import AuditKey
from central.dashboard.access.container import build_access
from central.dashboard.rendering import page
from central.fleet.configuration.drafts import said_now
from central.fleet.configuration.layers import ConfigurationLayer, LayerKind
from central.runtime.chance import SystemChance
from central.store.database import engine_for, transaction
from central.store.production import mark_production
from devdock.cards.people import cards
from devdock.console_admin import settle_admins
from devdock.console_sign_in import LOGIN, SECOND_LOGIN, sign_in_at
from devdock.demo_environment import CHEAP_HASHES, DemoEnvironment, Setup
from devdock.neighbour import DEMO_SITE
from devdock.processes import NotPrepared
from devdock.staff_sign_in import DEMO_STAFF
from kiosk.config.staff_pepper import read_staff_pepper
from kiosk.domain.card import CardOutcome, StaffCard
from kiosk.hardware.pcsc.reading import CardReading, read_card
from kiosk.hardware.sim.card.chip import VirtualChip
from kiosk.hardware.sim.card.profile import CardProfile
from kiosk.hardware.sim.card.slot import READER_NAME, SimScard
from kiosk.sync.staff.roll import StaffRoll, roll_of
from shared_runtime.clock import SystemClock
from wire.codec import codec_of
from wire.configuration import KioskConfiguration
from wire.staff import SignInStaff
from wire.staff_cards import StaffCardFamily


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


@pytest.fixture
def with_console(tmp_path: Path):
    made = DemoEnvironment(Setup(tmp_path, central=CHEAP_HASHES, fleet=1))
    yield made
    made.close()


def test_two_members_of_staff_are_there_and_the_kiosk_knows_their_badges_and_pins(
    with_console: DemoEnvironment,
):
    with_console.prepare()
    with_console.prepare()
    pepper_file = with_console.folder / "staff-pepper"
    assert pepper_file.stat().st_mode & 0o077 == 0
    pepper = read_staff_pepper(pepper_file)
    engine = engine_for(f"sqlite:///{with_console.folder / 'central.db'}")
    with transaction(engine) as db:
        of_agency = said_now(db, ConfigurationLayer(LayerKind.AGENCY, DEMO_SITE))
        of_kiosk = said_now(db, ConfigurationLayer(LayerKind.KIOSK, DEMO_KIOSK))
    engine.dispose()
    told = codec_of(KioskConfiguration).of_plain({**of_agency, **of_kiosk})
    roll = roll_of(told.staff or (), pepper)
    assert isinstance(roll, StaffRoll)
    for who in DEMO_STAFF:
        read = outcome_of(cards()[who.card].profile, told.staff_cards or ())
        assert isinstance(read, StaffCard)
        attempt = SignInStaff(UUID(int=1), SystemClock().now(), who.pin, badge=read.badge)
        found = roll.named(attempt)
        assert found is not None
        assert (found.staff, found.role, roll.fits(found, who.pin)) == (who.id, who.role, True)


def outcome_of(profile: CardProfile, families: Sequence[StaffCardFamily]) -> CardOutcome:
    scard = SimScard()
    readings: list[CardReading] = []
    scard.put_in(VirtualChip(profile))
    read_card(scard, READER_NAME, lambda _: None, readings.append, staff_cards=families)
    (reading,) = readings
    return reading.outcome


def test_two_administrators_of_the_console_are_there_and_their_codes_are_known(
    with_console: DemoEnvironment,
):
    with_console.prepare()
    with_console.prepare()
    config = ["--config", str(with_console.folder / "console.toml")]
    (_, *lines) = CliRunner().invoke(main, ["admin", "list", *config]).stdout.splitlines()
    administer = [each for each in lines if "administrator caisse" in each]
    assert sorted(each.split()[1] for each in administer) == sorted((LOGIN, SECOND_LOGIN))
    for name in ("console-admin.key", "console-audit.key"):
        assert (with_console.folder / name).stat().st_mode & 0o077 == 0
    settings = load(with_console.folder / "console.toml", DashboardSettings)
    engine = engine_for(settings.database_url.get_secret_value())
    access = build_access(settings, engine, engine, SystemClock(), SystemChance(), page)
    now = sign_in_at("", SystemClock().now())
    for login in (now["login"], SECOND_LOGIN):
        typed = TypedCredential(login, now["password"], now["code"])
        assert isinstance(access.sign_in.check(typed, (("here", 1),), "sign_in"), Proven)
    engine.dispose()
    said = CliRunner().invoke(
        main, ["audit", "verify", "--config", config[1].replace("console.toml", "central.toml")]
    )
    assert said.exit_code == 0, said.output


def test_a_password_that_everybody_knows_is_refused_in_production(with_console: DemoEnvironment):
    with_console.prepare()
    settings = load(with_console.folder / "console.toml", DashboardSettings)
    engine = engine_for(settings.database_url.get_secret_value())
    mark_production(engine, SystemClock().now())
    engine.dispose()
    audit_key = AuditKey.of_text(settings.audit_key_file.read_bytes())
    with pytest.raises(ValueError, match="production"):
        settle_admins(settings, audit_key)


def test_without_a_fleet_there_is_no_administrator(world: DemoEnvironment):
    world.prepare()
    assert not (world.folder / "console-admin.key").exists()


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
