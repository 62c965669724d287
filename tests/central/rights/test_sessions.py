"""Opening, keeping and ending a citizen session."""

import pytest

from central.fleet.kiosks import add_kiosk
from tests.central.world import PEOPLE, Kiosk, World, card
from wire.calls.call import SessionLevel
from wire.calls.table import CALLS


def slug_of(response) -> str:
    assert response.headers["content-type"] == "application/problem+json"
    return str(response.json()["type"]).removeprefix("urn:borne:problem:")


def other_kiosk(world: World) -> Kiosk:
    container = world.container
    return Kiosk(
        world.http, add_kiosk(container.engine, container.clock, container.chance, "other")
    )


@pytest.mark.parametrize(
    ("slug", "account"),
    [
        ("camille-martin", "actif"),
        ("paul-lefebvre", "absent"),
        ("ines-moreau", "a_finaliser"),
        ("hugo-simon", "suspendu"),
        ("jeanne-laurent", "absent"),
        ("noe-rossi", "absent"),
    ],
)
def test_account_state(kiosk: Kiosk, slug: str, account: str) -> None:
    answer = kiosk.open(slug)
    assert (answer["outcome"], answer["account"]) == ("opened", account)


def test_a_stolen_card_tells_nothing_of_the_phone_before_a_code_is_asked_for(kiosk: Kiosk) -> None:
    with_phone, without = kiosk.open("paul-lefebvre"), kiosk.open("jeanne-laurent")
    assert with_phone.keys() == without.keys()
    assert {*with_phone} == {"outcome", "account", "note", "token", "expires_in_s"}
    kiosk.open("paul-lefebvre")
    assert kiosk.send_code().json()["phone_last_two"] == "65"


@pytest.mark.any_store
def test_everybody_seeded_gets_a_typed_answer(kiosk: Kiosk) -> None:
    outcomes = {slug: kiosk.open(slug)["outcome"] for slug in PEOPLE}
    refused = {slug: outcome for slug, outcome in outcomes.items() if outcome != "opened"}
    assert refused == {
        "alain-michel": "card_in_opposition",
        "bernadette-garcia": "scheme_not_served",
    }


@pytest.mark.any_store
def test_unserved_scheme_says_whom_to_contact(kiosk: Kiosk) -> None:
    answer = kiosk.open("bernadette-garcia")
    assert answer["grand_regime"] == "02"
    assert "MSA" in answer["contact"]
    assert "token" not in answer


@pytest.mark.any_store
def test_contact_and_served_schemes_are_settings(make_world) -> None:
    contact = {"91": {"name": "Section d’ici", "phone": "3676"}}
    kiosk = make_world(schemes_served=("01", "02"), scheme_contacts=contact).kiosk
    assert kiosk.open("bernadette-garcia")["outcome"] == "opened"
    answer = kiosk.open("claire-roux")
    assert (answer["contact"], answer["phone"]) == ("Section d’ici", "3676")


@pytest.mark.any_store
def test_mgen_is_served_with_a_note(kiosk: Kiosk) -> None:
    assert kiosk.open("claire-roux")["note"] == "mgen"


@pytest.mark.any_store
def test_nir_alone_does_not_identify(kiosk: Kiosk) -> None:
    assert kiosk.open("camille-martin", birth_date="19850316")["outcome"] == "person_unknown"


@pytest.mark.any_store
def test_child_on_the_parents_number_is_told_apart_by_given_name(kiosk: Kiosk) -> None:
    mother = PEOPLE["lucie-rossi"]
    assert kiosk.open("mia-rossi", nir=mother.nir)["outcome"] == "opened"
    assert kiosk.open("mia-rossi", nir=mother.nir, given_name="?")["outcome"] == "person_unknown"


@pytest.mark.any_store
@pytest.mark.parametrize("name", [name for name, call in CALLS.items() if call.level])
def test_no_token_is_a_lost_session(kiosk: Kiosk, name: str) -> None:
    call = CALLS[name]
    response = kiosk.call(call.method, call.path, {"kind": "personal", "code": "1234"})
    assert (response.status_code, slug_of(response)) == (401, "session-lost")


def test_token_of_another_kiosk_is_a_lost_session(world: World) -> None:
    world.kiosk.log_in("camille-martin")
    thief = other_kiosk(world)
    thief.citizen = world.kiosk.citizen
    assert slug_of(thief.call("GET", "/v1/rights")) == "session-lost"
    assert thief.call("DELETE", "/v1/citizen-sessions").status_code == 204
    assert world.kiosk.rights()


def test_opening_ends_the_kiosks_former_session_and_no_other(world: World) -> None:
    elsewhere = other_kiosk(world)
    elsewhere.log_in("sophie-leroy")
    world.kiosk.log_in("camille-martin")
    former = world.kiosk.citizen
    world.kiosk.log_in("aicha-diallo")
    world.kiosk.citizen = former
    assert slug_of(world.kiosk.call("GET", "/v1/rights")) == "session-lost"
    assert elsewhere.rights()


@pytest.mark.any_store
@pytest.mark.parametrize(
    "name", [name for name, call in CALLS.items() if call.level is SessionLevel.CODE]
)
def test_level_c_gets_nothing_that_needs_a_code(kiosk: Kiosk, name: str) -> None:
    call = CALLS[name]
    kiosk.open("camille-martin")
    response = kiosk.call(call.method, call.path)
    assert (response.status_code, slug_of(response)) == (403, "level-too-low")


@pytest.mark.any_store
def test_level_is_a_setting(make_world) -> None:
    kiosk = make_world(attestation_level="C").kiosk
    kiosk.open("camille-martin")
    assert kiosk.issue(kiosk.rights()["assure"]["reference"]).status_code == 200


@pytest.mark.any_store
def test_silence_ends_a_session_and_calls_keep_it_alive(world: World) -> None:
    world.kiosk.log_in("camille-martin")
    for _ in range(3):
        world.clock.turn(seconds=world.settings.citizen_idle_s - 1)
        world.kiosk.rights()
    world.clock.turn(seconds=world.settings.citizen_idle_s)
    assert slug_of(world.kiosk.call("GET", "/v1/rights")) == "session-lost"


@pytest.mark.any_store
def test_no_session_outlives_its_longest_time(world: World) -> None:
    world.kiosk.log_in("camille-martin")
    statuses = []
    for _ in range(9):
        world.clock.turn(seconds=200)
        statuses.append(world.kiosk.call("GET", "/v1/rights").status_code)
    assert statuses == [200] * 8 + [401]


def test_end_is_the_end_and_may_be_repeated(kiosk: Kiosk) -> None:
    kiosk.log_in("camille-martin")
    for _ in range(2):
        response = kiosk.call("DELETE", "/v1/citizen-sessions")
        assert (response.status_code, response.content) == (204, b"")
    assert slug_of(kiosk.call("GET", "/v1/rights")) == "session-lost"


@pytest.mark.any_store
def test_changed_server_key_makes_sessions_lost(make_world, world: World) -> None:
    world.kiosk.log_in("camille-martin")
    changed = make_world(server_key="another key of the tests, 32 bytes long")
    changed.kiosk.citizen = world.kiosk.citizen
    assert slug_of(changed.kiosk.call("GET", "/v1/rights")) == "session-lost"


@pytest.mark.parametrize("token", ["", "wrong-token", "é" * 40, "x" * 5_000])
def test_unknown_kiosk(world: World, token: str) -> None:
    headers = {"Authorization": f"Bearer {token}".encode()}
    response = world.http.post("/v1/citizen-sessions", json=card("camille-martin"), headers=headers)
    assert (response.status_code, slug_of(response)) == (401, "kiosk-unknown")
    assert response.headers["www-authenticate"] == "Bearer"


def test_renewed_token_voids_the_old_one(world: World) -> None:
    old, new = other_kiosk(world), other_kiosk(world)
    assert slug_of(old.call("POST", "/v1/citizen-sessions", card("zalmai"))) == "kiosk-unknown"
    assert new.open("zalmai")["outcome"] == "opened"


@pytest.mark.any_store
def test_openings_are_limited_per_kiosk(make_world) -> None:
    world = make_world(limits={"openings_per_kiosk": 2})
    for _ in range(2):
        world.kiosk.open("camille-martin")
    response = world.kiosk.call("POST", "/v1/citizen-sessions", card("camille-martin"))
    assert (response.status_code, slug_of(response)) == (429, "too-many-requests")
    assert response.headers["retry-after"] == str(response.json()["retry_after_s"]) == "60"
    world.clock.turn(seconds=60)
    assert world.kiosk.open("camille-martin")["outcome"] == "opened"
