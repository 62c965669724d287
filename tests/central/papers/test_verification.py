"""Checking a paper: genuine, altered, invented; and what must not be learnt."""

import re
from dataclasses import replace

import pytest
from anyio.from_thread import start_blocking_portal

from central.crypto.canonical import former_canonical_name
from central.papers import issuing
from central.web.combined import CombinedApp
from central.web.verifier.app import create_public_app
from central.web.verifier.container import PublicContainer
from shared_runtime.messages.loading import load
from tests.central.papers.test_attestations import self_reference, source_with
from tests.central.rights.test_sessions import slug_of
from tests.central.world import Http, World
from tests.third_language import ARABIC, MARK, NAME, messages_with_arabic


@pytest.fixture
def code(world: World) -> str:
    paper = world.kiosk.issue(self_reference(world.kiosk, "marie-helene-dupont-test"))
    return str(paper.json()["code_controle"])


@pytest.mark.any_store
@pytest.mark.parametrize("name", ["DUPONT-TEST", "dupont test", "Dupônt – Test"])
@pytest.mark.parametrize("birth_date", ["12/05/1985", "1985-05-12", "12.5.1985", "12051985"])
def test_genuine(world: World, code: str, name: str, birth_date: str) -> None:
    assert world.verify(code, name, birth_date).json() == {
        "resultat": "conforme",
        "kind": "attestation_droits",
        "emise_le": "2026-11-22",
        "valable_jusqu_au": "2027-09-18",
        "periode_debut": None,
        "periode_fin": None,
    }


NAMES = ("NʼDIAYE", "KAʻAHUMANU", "TꞋSOBE", "OˈBRIEN", "ĐORĐEVIĆ", "ÐORÐEVIĆ", "Łøvŋ")
PLAIN = ("N'DIAYE", "KA'AHUMANU", "T SOBE", "OBRIEN", "DORDEVIC", "Dordevic", "LOVN")


def paper_of(make_world, name: str) -> tuple[World, str]:
    world = make_world(source=source_with("camille-martin", family_name=name))
    return world, issued_code(world, family_name=name)


@pytest.mark.any_store
@pytest.mark.parametrize(("printed", "typed"), list(zip(NAMES, PLAIN, strict=True)))
def test_who_checks_a_genuine_paper_without_the_letters_of_its_name_accuses_nobody(
    make_world, printed: str, typed: str
) -> None:
    world, code = paper_of(make_world, printed)
    for name in (printed, typed, typed.lower()):
        assert world.verify(code, name, "15/03/1985").json()["resultat"] == "conforme"


@pytest.mark.any_store
@pytest.mark.parametrize("name", [*NAMES, "DUPONT-TEST", "Ольга"])
def test_a_paper_issued_before_names_were_compared_in_this_form_stays_genuine(
    make_world, monkeypatch, name: str
) -> None:
    monkeypatch.setattr(issuing, "canonical_name", former_canonical_name)
    world, code = paper_of(make_world, name)
    assert world.verify(code, name, "15/03/1985").json()["resultat"] == "conforme"
    assert world.verify(code, "MARTIN", "15/03/1985").json()["resultat"] == "non_conforme"


@pytest.mark.any_store
def test_code_is_read_kindly(world: World, code: str) -> None:
    kindly = f"{code[:4]} {code[4:8]}-{code[8:]}".lower().replace("0", "o").replace("1", "l")
    assert world.verify(kindly, "DUPONT-TEST", "12/05/1985").json()["resultat"] == "conforme"


@pytest.mark.parametrize(
    ("name", "birth_date"),
    [("DUPONT", "12/05/1985"), ("DUPONT-TEST", "13/05/1985"), ("MARTIN", "15/03/1985")],
)
def test_altered_tells_no_date_and_not_what_differs(world, code, name, birth_date) -> None:
    answer = world.verify(code, name, birth_date).json()
    assert answer.pop("resultat") == "non_conforme"
    assert set(answer.values()) == {None}


def test_invented(world: World) -> None:
    answer = world.verify("0123456789AB", "DUPONT-TEST", "12/05/1985").json()
    assert answer["resultat"] == "inconnu"


def test_code_of_one_paper_does_not_vouch_for_another(world: World, code: str) -> None:
    other = world.kiosk.issue(self_reference(world.kiosk, "camille-martin")).json()
    assert world.verify(code, "MARTIN", "15/03/1985").json()["resultat"] == "non_conforme"
    assert other["code_controle"] != code


def test_a_childs_paper_bears_the_childs_name(world: World) -> None:
    world.kiosk.log_in("julie-fontaine")
    tom = world.kiosk.rights()["ayants_droit"][0]
    paper = world.kiosk.issue(tom["reference"]).json()
    verdict = world.verify(paper["code_controle"], "GIRARD", "19/05/2016").json()
    assert verdict["resultat"] == "conforme"


@pytest.mark.any_store
def test_lunar_birth_date(world: World) -> None:
    paper = world.kiosk.issue(self_reference(world.kiosk, "moussa-traore")).json()
    verdict = world.verify(paper["code_controle"], "TRAORE", "01/20/1970").json()
    assert verdict["resultat"] == "conforme"


@pytest.mark.any_store
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("code", "0123456789A"),
        ("code", "0123456789AU"),
        ("code", "x" * 41),
        ("birth_date", "1985"),
        ("birth_date", "11 mai 1985"),
        ("family_name", ""),
        ("family_name", "x" * 81),
    ],
)
def test_bad_fields_are_named_and_not_quoted(world: World, field: str, value: str) -> None:
    said = {"code": "0123456789AB", "family_name": "SECRET", "birth_date": "12/05/1985"}
    response = world.http.post("/v1/verifications", json=said | {field: value})
    assert slug_of(response) == "invalid-request"
    (mistake,) = response.json()["errors"]
    assert mistake.startswith(f"body.{field}: ")
    assert "SECRET" not in response.text


def test_limited_by_address(make_world) -> None:
    world = make_world(limits={"checks_per_address": 2})
    for _ in range(2):
        assert world.verify("0123456789AB", "X", "12/05/1985").status_code == 200
    response = world.verify("0123456789AB", "X", "12/05/1985")
    assert (response.status_code, slug_of(response)) == (429, "too-many-requests")
    elsewhere = world.http.from_address("198.51.100.1")
    said = {"code": "0123456789AB", "family_name": "X", "birth_date": "12/05/1985"}
    assert elsewhere.post("/v1/verifications", json=said).status_code == 200


@pytest.mark.any_store
def test_one_ipv6_subscriber_is_one_address(make_world) -> None:
    world = make_world(limits={"checks_per_address": 1})
    said = {"code": "0123456789AB", "family_name": "X", "birth_date": "12/05/1985"}
    statuses = [
        world.http.from_address(address).post("/v1/verifications", json=said).status_code
        for address in ("2001:db8::1", "2001:db8::2", "2001:db8:0:1::1")
    ]
    assert statuses == [200, 429, 200]


def guess(world: World, code: str, address: int) -> int:
    said = {"code": code, "family_name": "X", "birth_date": "12/05/1985"}
    elsewhere = world.http.from_address(f"198.51.100.{address}")
    return elsewhere.post("/v1/verifications", json=said).status_code


def issued_code(world: World, **on_card: str) -> str:
    world.kiosk.log_in("camille-martin", **on_card)
    reference = world.kiosk.rights()["assure"]["reference"]
    return str(world.kiosk.issue(reference).json()["code_controle"])


def test_guessing_the_person_behind_a_code_is_limited_across_addresses(make_world) -> None:
    world = make_world(limits={"checks_per_code": 2})
    code, other = issued_code(world), issued_code(world)
    assert [guess(world, code, i) for i in range(3)] == [200, 200, 429]
    assert guess(world, other, 3) == 200


def test_whoever_guesses_patiently_is_limited_too(make_world) -> None:
    world = make_world(limits={"checks_per_code_a_day": 3})
    code = issued_code(world)
    statuses = []
    for address in range(5):
        statuses.append(guess(world, code, address))
        world.clock.turn(hours=1)
    assert statuses == [200, 200, 200, 429, 429]
    world.clock.turn(hours=20)
    assert guess(world, code, 9) == 200


def test_invented_codes_make_no_count_forgotten(make_world, monkeypatch) -> None:
    monkeypatch.setattr("central.store.counters._MAX_FULL", 2)
    world = make_world(limits={"checks_per_code": 1})
    code = issued_code(world)
    assert guess(world, code, 0) == 200
    for invented in range(4):
        assert guess(world, f"00000000000{invented}", invented) == 200
    assert guess(world, code, 9) == 429


def form(world: World, language: str = "fr", **typed: str):
    return world.http.post("/verifier", data={"lang": language, **typed})


@pytest.mark.any_store
def test_page_speaks_french_unless_asked_otherwise(world: World) -> None:
    def heading(path: str, accept: str) -> str:
        page = world.http.get(path, headers={"accept-language": accept}).text
        return page.split('lang="')[1][:2]

    assert heading("/verifier", "") == "fr"
    assert heading("/verifier", "de, es;q=0.5, garbage;q=x") == "fr"
    assert heading("/verifier", "en-GB,en;q=0.9,fr;q=0.8") == "en"
    assert heading("/verifier", "fr,en;q=0.9") == "fr"
    assert heading("/verifier?lang=en", "fr") == "en"
    assert heading("/verifier?lang=fr", "en") == "fr"


@pytest.mark.any_store
def test_page_offers_each_other_language_by_its_name(world: World) -> None:
    page = world.http.get("/verifier?code=0123456789AB").text
    (links,) = re.findall(r'<div class="languages">(.*?)</div>', page, re.DOTALL)
    assert re.findall(r"<a [^>]*>[^<]*</a>", links) == [
        '<a href="/verifier?lang=en&amp;code=0123456789AB" lang="en" hreflang="en">English</a>'
    ]
    assert '<html lang="fr">' in page


@pytest.mark.any_store
def test_page_speaks_a_language_that_was_added_from_right_to_left(world: World, tmp_path) -> None:
    container = world.container
    page = create_public_app(
        replace(
            PublicContainer.of(
                container.settings, world.clock, container.engine, container.keys.check_key
            ),
            catalogue=load(messages_with_arabic(tmp_path)),
        )
    )
    with start_blocking_portal() as portal:
        http = Http(portal, CombinedApp(page, page))
        arabic = http.get("/verifier", headers={"accept-language": "ar-DZ, fr;q=0.8"}).text
        french = http.get("/verifier?lang=fr", headers={"accept-language": ARABIC}).text
        wrong = http.post("/verifier", data={"lang": ARABIC, "code": "1"}).text
    assert '<html lang="ar" dir="rtl">' in arabic
    assert f"<h1>{MARK} Vérifier un document</h1>" in arabic
    assert re.findall(r'hreflang="(..)"', arabic) == ["fr", "en"]
    assert f'hreflang="ar">{NAME}</a>' in french
    assert f"{MARK} Saisissez le nom de famille." in wrong


@pytest.mark.any_store
def test_link_of_the_paper_fills_in_the_code_and_nothing_else(world: World) -> None:
    page = world.http.get("/verifier?code=0123456789AB&family_name=X").text
    assert page.count('value="0123456789AB"') == 1
    assert page.count('value=""') == 2


@pytest.mark.any_store
def test_page_cannot_be_made_to_say_markup(world: World) -> None:
    page = world.http.get('/verifier?code="><script>alert(1)</script>')
    assert "<script" not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert page.headers["cache-control"] == "no-store"


@pytest.mark.any_store
def test_page_tells_the_dates(world: World, code: str) -> None:
    page = form(world, code=code, family_name="dupont test", birth_date="12/05/1985")
    assert page.status_code == 200
    assert "Attestation de droits conforme" in page.text
    assert "22/11/2026" in page.text
    assert "18/09/2027" in page.text
    assert "dupont" not in page.text


@pytest.mark.any_store
def test_page_says_that_the_end_has_passed(world: World, code: str) -> None:
    world.clock.turn(days=400)
    page = form(world, "en", code=code, family_name="dupont test", birth_date="12/05/1985")
    assert "18 September 2027" in page.text
    assert "this date has passed" in page.text


@pytest.mark.any_store
def test_page_names_each_mistake(world: World) -> None:
    page = form(world, code="123", birth_date="1985")
    assert page.status_code == 422
    assert '<a href="#code">' in page.text
    assert '<a href="#family_name">' in page.text
    assert page.text.count('aria-invalid="true"') == 3


def test_page_is_limited_too(make_world) -> None:
    world = make_world(limits={"checks_per_address": 1})
    typed = {"code": "0123456789AB", "family_name": "X", "birth_date": "12/05/1985"}
    assert form(world, **typed).status_code == 200
    page = form(world, **typed)
    assert page.status_code == 429
    assert "Attendez 60 secondes" in page.text


@pytest.mark.any_store
@pytest.mark.parametrize("body", [b"", b"\xff", b"code=%ff", b"a=1&" * 50, b"x" * 2_048])
def test_garbage_in_the_form_gets_the_form_again(world: World, body: bytes) -> None:
    page = world.http.post("/verifier", content=body)
    assert page.status_code == 422
    assert "<form" in page.text
