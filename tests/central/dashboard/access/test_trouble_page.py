"""What did not come: listed with what to do, ticked off once, by who may at the kiosk's agency."""

from html import unescape

import pytest
from sqlalchemy import delete, update

from central.intake.trouble_meanings import meaning_of
from central.intake.troubles import RequestTrouble, TroubleFilter, troubles
from central.store.database import transaction
from central.store.intake_models import IntakeRow, TombstoneRow
from tests.central.dashboard.access.console import Browser, Console
from tests.central.dashboard.access.reading import ELSEWHERE, HERE, NIR
from tests.central.intake.reading.asking import at_site
from tests.central.kiosks import Queue, as_item, demande, outcomes, tombstone
from tests.central.world import World


@pytest.fixture
def two(world: World) -> tuple[RequestTrouble, ...]:
    """One that the kiosk gave up, and one that came damaged, at agency 0131."""
    at_site(world, "0131")
    queue = Queue()
    bad, lost = queue.item(demande("ceam")), tombstone(queue.item(demande("card_opposition")))
    sent = queue.batch(as_item(bad.header, bad.sealed, "0" * 64), tombstones=(lost,))
    assert outcomes(world.kiosk, sent) == ["bad-digest", "stored"]
    return found(world)


def found(world: World, **wanted: object) -> tuple[RequestTrouble, ...]:
    with transaction(world.container.engine) as db:
        return troubles(db, TroubleFilter(**wanted))  # type: ignore[arg-type]


def names(browser: Browser) -> list[str]:
    pieces = browser.get("/trouble").text.split('name="trouble" value="')[1:]
    return [unescape(each.split('"')[0]) for each in pieces]


def tick(browser: Browser, name: str, note: str = "") -> str:
    answer = browser.post("/trouble", csrf=browser.token, trouble=name, note=note)
    return str(answer.headers.get("location", answer.status_code))


def test_each_says_what_it_means_and_what_to_do(
    console: Console, two: tuple[RequestTrouble, ...]
) -> None:
    text = console.add("agnes", HERE).signed_in().get("/trouble").text
    assert {meaning_of(each).slug for each in two} == {"damaged", "expired"}
    for said in ("Illisible", "Abandonnée après trente jours", "reprenez la demande"):
        assert said in text
    for each in two:
        assert each.reference in text


def test_ticked_off_once_and_found_among_the_ticked(
    console: Console, world: World, two: tuple[RequestTrouble, ...]
) -> None:
    agnes = console.add("agnes", HERE).signed_in()
    karim = console.add("karim", HERE).signed_in("192.0.2.8")
    names(karim)
    name, _ = names(agnes)
    assert tick(agnes, name, "appelée, revient lundi 10 h") == "/trouble?told=ticked"
    assert tick(karim, name) == "/trouble?told=first"
    assert name not in names(agnes)
    ticked = agnes.get("/trouble?ticked=yes").text
    assert "appelée, revient lundi 10 h" in ticked
    assert len(found(world, ticked=True)) == 1


def test_what_has_changed_or_is_of_others_is_not_ticked(
    console: Console, world: World, two: tuple[RequestTrouble, ...]
) -> None:
    agnes = console.add("agnes", HERE).signed_in()
    sami = console.add("sami", ELSEWHERE).signed_in("192.0.2.8")
    seen = names(agnes)
    assert names(sami) == []
    assert [tick(sami, each) for each in seen] == ["/trouble?told=gone"] * 2
    with transaction(world.container.engine) as db:
        db.execute(update(TombstoneRow).values(received_at=console.clock.now()))
        db.execute(delete(IntakeRow))
    assert [tick(agnes, each) for each in seen] == ["/trouble?told=gone"] * 2
    for wrong in ("", "~", "lost~x~y~z~k", "~" * 9, "lost~2026~\0~x~y"):
        assert tick(agnes, wrong) == "/trouble?told=gone"
    assert found(world, ticked=True) == ()


@pytest.mark.any_store
def test_a_note_with_somebodys_number_is_refused_and_stays_in_its_form(
    console: Console, world: World, two: tuple[RequestTrouble, ...]
) -> None:
    agnes = console.add("agnes", HERE).signed_in()
    name, _ = names(agnes)
    assert tick(agnes, name, f"appelé {NIR}") == "400"
    assert f'value="appelé {NIR}"' in agnes.page
    assert "pas été acceptée" in agnes.page
    assert found(world, ticked=True) == ()


@pytest.mark.any_store
@pytest.mark.parametrize("after", ["", "x", "~~", "2026-01-01T00:00:00+00:00~1~", "\0" * 300])
def test_a_place_that_nobody_gave_out_is_the_first_page(
    console: Console, two: tuple[RequestTrouble, ...], after: str
) -> None:
    browser = console.add("agnes", HERE).signed_in()
    answer = browser.request("GET", "/trouble", params={"after": after})
    assert answer.text.count('name="trouble"') == 2
