"""The layers as a list: within one's reach, with what each says and what waits."""

from central.fleet.configuration.layer_list import layers_within, words_of
from central.fleet.configuration.layers import ConfigurationLayer
from central.fleet.reach import EVERYWHERE, Reach
from central.store.configuration_models import KioskTagRow
from central.store.database import transaction
from central.store.models import KioskRow
from tests.central.fleet.configurations import AUTHOR, SECOND, agreed, drafted
from tests.central.world import MORNING, World


def add(world: World, kiosk: str, site: str, *tags: str, revoked: bool = False) -> None:
    with transaction(world.container.engine) as db:
        ended = MORNING if revoked else None
        db.add(
            KioskRow(id=kiosk, name=f"Hall {kiosk}", site=site, added_at=MORNING, revoked_at=ended)
        )
        db.flush()
        db.add_all(KioskTagRow(kiosk=kiosk, name=each) for each in tags)


def listed(world: World, reach: Reach, named: str = "", most: int = 200) -> list[str]:
    with transaction(world.container.engine) as db:
        found, _ = layers_within(db, reach, named, most)
    return [str(each.layer) for each in found]


def told(world: World) -> None:
    add(world, "k1", "0131", "pilote")
    add(world, "k2", "0132")
    add(world, "k3", "0131", revoked=True)
    for layer in ("caisse", "agency:0131", "agency:0132", "tag:pilote", "kiosk:k2"):
        agreed(world, layer, {"phone": layer})
    agreed(world, "agency:0131", {"phone": "2", "idle_s": 90})


def test_all_that_say_something_the_widest_first(world: World) -> None:
    told(world)
    draft = drafted(world, "kiosk:k1", {"sounds": False})
    with transaction(world.container.engine) as db:
        found, more = layers_within(db, EVERYWHERE)
    assert not more
    assert [str(each.layer) for each in found] == [
        "national", "caisse", "agency:0131", "agency:0132", "tag:pilote", "kiosk:k1", "kiosk:k2",
    ]  # fmt: skip
    by_name = {str(each.layer): each for each in found}
    agency, kiosk = by_name["agency:0131"], by_name["kiosk:k1"]
    assert agency.word is not None
    assert (agency.word.number, len(agency.word.content), agency.kiosks) == (2, 2, 1)
    assert (agency.word.author, agency.word.approver) == (AUTHOR, SECOND)
    assert (kiosk.word, kiosk.title, kiosk.kiosks) == (None, "Hall k1", 1)
    assert [each.id for each in kiosk.drafts] == [draft]
    assert by_name["national"].kiosks == by_name["caisse"].kiosks


def test_whoever_sees_a_part_is_told_of_that_part(world: World) -> None:
    told(world)
    drafted(world, "agency:0132", {"sounds": False})
    drafted(world, "kiosk:k2", {"sounds": False})
    # No tag is taken for a kiosk, wherever one's id stands in it.
    agreed(world, "tag:xxk2", {"phone": "1"})
    assert listed(world, Reach(sites=frozenset({"0131"}))) == ["agency:0131"]
    there = Reach(sites=frozenset({"0132", "nothing-yet"}), tags=frozenset({"pilote"}))
    assert listed(world, there) == [
        "agency:0132", "agency:nothing-yet", "tag:pilote", "kiosk:k2",
    ]  # fmt: skip
    assert listed(world, Reach()) == []


def test_a_part_of_a_name_finds_it_and_the_rest_is_said_to_be_there(world: World) -> None:
    told(world)
    assert listed(world, EVERYWHERE, "013") == ["agency:0131", "agency:0132"]
    assert listed(world, EVERYWHERE, "%") == []
    with transaction(world.container.engine) as db:
        found, more = layers_within(db, EVERYWHERE, most=2)
    assert (len(found), more) == (2, True)


def test_everything_a_layer_ever_said_is_there(world: World) -> None:
    told(world)
    with transaction(world.container.engine) as db:
        found = words_of(db, ConfigurationLayer.parse("agency:0131"))
    assert [(each.number, each.content["phone"]) for each in found] == [
        (2, "2"),
        (1, "agency:0131"),
    ]
