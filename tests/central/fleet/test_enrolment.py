"""How a machine becomes a kiosk: by a code, once, with somebody's consent, and no other way."""

import threading
from pathlib import Path
from uuid import uuid4

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from central.crypto.authority import KIOSK_LIFE
from central.fleet.enrolment import ANSWERED_FOR, CODE_LIFE, EnrolmentUnknown
from central.fleet.kiosks import known_kiosks, revoke_kiosk
from central.store.alarms import alarms
from central.store.database import transaction
from tests.central.conftest import MakeWorld
from tests.central.fleet.enrolling import (
    URL,
    CertifiedKiosk,
    Machine,
    decide,
    enrolled,
    fleet_of,
    make_code,
    world_with_authority,
)
from tests.central.kiosks import Queue, another_kiosk, as_json, sync
from tests.central.rights.test_sessions import slug_of
from tests.central.world import MORNING, World
from wire.codec import codec_of
from wire.enrolment import Enrolled, EnrolmentPending, EnrolmentRefused
from wire.sync import SyncRequest


@pytest.fixture
def world(make_world: MakeWorld, tmp_path: Path) -> World:
    return world_with_authority(make_world, tmp_path)


def alarmed(world: World) -> list[str]:
    with transaction(world.container.engine) as db:
        return [each.kind for each in alarms(db, None, 100)]


def test_a_machine_with_a_code_waits_for_somebody_and_is_a_kiosk_then(world: World) -> None:
    code, machine = make_code(world), Machine(world.http)
    waiting = machine.enrol(code)
    assert isinstance(waiting, EnrolmentPending)
    with fleet_of(world) as (db, enrolments):
        assert [each.check for each in enrolments.under_way(db)] == [waiting.check]
    assert machine.certify().status_code == 401
    kiosk = decide(world)
    given = machine.enrol(code)
    assert isinstance(given, Enrolled)
    assert (given.kiosk, given.name, given.site, given.address) == (kiosk, "borne-07", "0131", URL)
    caller = CertifiedKiosk(world, given.certificate)
    assert caller.open("camille-martin")["outcome"] == "opened"
    assert sync(caller, Queue().batch()).answers == ()


def test_the_certificate_names_the_kiosk_for_thirty_days_and_is_the_authoritys(
    world: World,
) -> None:
    code, machine = make_code(world), Machine(world.http)
    machine.enrol(code)
    kiosk = decide(world)
    given = machine.enrol(code)
    certificate = x509.load_der_x509_certificate(given.certificate)
    (authority,) = map(x509.load_der_x509_certificate, given.authorities)
    certificate.verify_directly_issued_by(authority)
    (name,) = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert name.value == f"urn:borne:demo:{kiosk}"
    assert certificate.not_valid_after_utc - world.clock.now() == KIOSK_LIFE
    assert certificate.public_key() == machine.key.public_key()


def test_an_answer_that_was_lost_is_given_again(world: World) -> None:
    code, machine = make_code(world), Machine(world.http)
    assert machine.enrol(code) == machine.enrol(code)
    kiosk = decide(world)
    assert machine.enrol(code).kiosk == machine.enrol(code).kiosk == kiosk
    world.clock.turn(seconds=ANSWERED_FOR.total_seconds())
    assert slug_of(machine.ask(code)) == "enrolment-unknown"


def test_a_code_that_many_use_at_once_is_one_machines(world: World) -> None:
    code = make_code(world)
    machines = [Machine(world.http) for _ in range(5)]
    statuses: list[int] = []
    racing = [
        threading.Thread(target=lambda each=each: statuses.append(each.ask(code).status_code))
        for each in machines
    ]
    for each in racing:
        each.start()
    for each in racing:
        each.join(60)
    assert sorted(statuses) == [200, 404, 404, 404, 404]
    assert alarmed(world) == ["enrolment-code-shared"]


@pytest.mark.parametrize("what", ["expired", "invented", "refused"])
def test_no_other_code_makes_a_kiosk(world: World, what: str) -> None:
    code, machine = make_code(world), Machine(world.http)
    if what == "expired":
        world.clock.turn(seconds=CODE_LIFE.total_seconds())
    if what == "invented":
        code = "0" * 20
    if what == "refused":
        machine.enrol(code)
        assert decide(world, agreed=False) is None
        assert isinstance(machine.enrol(code), EnrolmentRefused)
        code = make_code(world, "other")
        machine = Machine(world.http, machine.key)
        assert isinstance(machine.enrol(code), EnrolmentPending)
        return
    assert slug_of(machine.ask(code)) == "enrolment-unknown"


def test_who_tries_codes_is_told_to_wait(make_world: MakeWorld, tmp_path: Path) -> None:
    world = world_with_authority(make_world, tmp_path, limits={"strangers_per_address": 3})
    tried = [slug_of(Machine(world.http).ask(f"{number:020}")) for number in range(4)]
    assert tried == ["enrolment-unknown"] * 3 + ["too-many-requests"]


@pytest.mark.any_store
@pytest.mark.parametrize(
    "request_", [b"", b"\x30\x00", b"x" * 2_000], ids=["empty", "short", "long"]
)
def test_what_is_no_signing_request_is_refused(world: World, request_: bytes) -> None:
    machine = Machine(world.http, instead=request_)
    assert slug_of(machine.ask(make_code(world))) == "invalid-request"


def test_nothing_is_decided_twice(world: World) -> None:
    code, machine = make_code(world), Machine(world.http)
    machine.enrol(code)
    with fleet_of(world) as (db, enrolments):
        (asked,) = enrolments.under_way(db)
        enrolments.approve(db, asked.id, "staff")
    with pytest.raises(EnrolmentUnknown), fleet_of(world) as (db, enrolments):
        enrolments.refuse(db, asked.id, "staff")


def test_a_machine_that_takes_the_place_of_another_is_another_kiosk(world: World) -> None:
    former = enrolled(world)
    with transaction(world.container.engine) as db:
        known = next(each for each in known_kiosks(db) if each.name == "borne-07")
    present = enrolled(world, replaces=known.id)
    assert slug_of(former.call("GET", "/v1/rights")) == "kiosk-unknown"
    assert present.open("camille-martin")["outcome"] == "opened"
    with transaction(world.container.engine) as db:
        named = [each for each in known_kiosks(db) if each.name == "borne-07"]
    assert len({each.id for each in named}) == 2


def test_a_kiosk_with_a_new_key_stays_the_same_kiosk(world: World) -> None:
    former = enrolled(world)
    with transaction(world.container.engine) as db:
        known = next(each for each in known_kiosks(db) if each.name == "borne-07")
    present = enrolled(world, kiosk=known.id)
    assert slug_of(former.call("GET", "/v1/rights")) == "kiosk-unknown"
    assert present.open("camille-martin")["outcome"] == "opened"


def test_a_revoked_kiosk_is_out_with_its_next_call_and_gets_no_certificate(world: World) -> None:
    code, machine = make_code(world), Machine(world.http)
    machine.enrol(code)
    kiosk = decide(world)
    caller = CertifiedKiosk(world, machine.enrol(code).certificate)
    caller.log_in("camille-martin")
    exchange = codec_of(SyncRequest).plain(SyncRequest(MORNING, uuid4(), 1.0, 0))
    assert caller.call("POST", "/v1/sync", exchange).status_code == 200
    assert kiosk is not None
    with transaction(world.container.engine) as db:
        revoke_kiosk(db, world.clock, kiosk)
    # Known a moment ago: the body of an exchange is read first, and then it is asked who this is.
    assert slug_of(caller.call("POST", "/v1/sync", exchange)) == "kiosk-unknown"
    assert slug_of(caller.call("GET", "/v1/rights")) == "kiosk-unknown"
    assert slug_of(machine.certify()) == "kiosk-unknown"
    assert slug_of(machine.ask(code)) == "enrolment-unknown"


def test_a_kiosk_that_was_dark_for_months_gets_a_new_certificate(world: World) -> None:
    code, machine = make_code(world), Machine(world.http)
    machine.enrol(code)
    decide(world)
    first = machine.enrol(code)
    world.clock.turn(days=90)
    renewed = codec_of(Enrolled).read(machine.certify().content)
    assert renewed.kiosk == first.kiosk
    ends = x509.load_der_x509_certificate(renewed.certificate).not_valid_after_utc
    assert ends == world.clock.now() + KIOSK_LIFE


def test_a_kiosk_of_the_release_before_comes_by_its_key_with_its_token(world: World) -> None:
    before = another_kiosk(world, "borne-03")
    machine = Machine(world.http)
    given = codec_of(Enrolled).read(machine.certify(before.device_token).content)
    assert (given.kiosk, given.name) == ("borne-03", "borne-03")
    # The answer may have been lost: until its certificate is seen, the token opens central.
    assert before.open("camille-martin")["outcome"] == "opened"
    now = CertifiedKiosk(world, given.certificate)
    assert now.open("camille-martin")["outcome"] == "opened"
    assert slug_of(before.call("GET", "/v1/rights")) == "kiosk-unknown"
    assert slug_of(Machine(world.http).certify(before.device_token)) == "kiosk-unknown"
    assert alarmed(world) == []


def test_a_token_that_two_machines_want_a_key_for_is_an_alarm(world: World) -> None:
    before = another_kiosk(world, "borne-03")
    assert Machine(world.http).certify(before.device_token).status_code == 200
    assert Machine(world.http).certify(before.device_token).status_code == 200
    assert alarmed(world) == ["token-in-two-places"]


def test_two_machines_with_one_identity_are_both_shut_out(world: World) -> None:
    kiosk, original, copy = enrolled(world), Queue(), Queue()
    assert sync(kiosk, original.batch()).answers == ()
    world.clock.turn(seconds=30)
    assert sync(kiosk, copy.batch()).answers == ()
    world.clock.turn(seconds=30)
    again = kiosk.call("POST", "/v1/sync", as_json(original.batch()))
    assert slug_of(again) == "kiosk-unknown"
    assert slug_of(kiosk.call("POST", "/v1/sync", as_json(copy.batch()))) == "kiosk-unknown"
    assert alarmed(world) == ["cloned"]


@pytest.mark.any_store
def test_a_certificate_of_a_key_that_nobody_enrolled_opens_nothing(world: World) -> None:
    with fleet_of(world) as (_, enrolments):
        authority = enrolments.certificates.authority
    key = Machine(world.http).key.public_key()
    forged = authority.for_kiosk("demo", key, b"1" * 19, world.clock.now())
    caller = CertifiedKiosk(world, forged.public_bytes(Encoding.DER))
    assert slug_of(caller.call("GET", "/v1/rights")) == "kiosk-unknown"
