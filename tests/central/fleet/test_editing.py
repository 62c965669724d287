"""Two people change one layer at the same time, and neither loses what she wrote."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy.orm import Session

from central.fleet.configuration.content import checked
from central.fleet.configuration.drafts import (
    ConfigurationDraft,
    NotApproved,
    approve,
    discard,
    draft_of,
    open_drafts,
)
from central.fleet.configuration.editing import (
    OpenedOn,
    OtherWasFaster,
    SavedDraft,
    Saving,
    UnchangedContent,
    merged_edits,
    opened_now,
    save,
)
from central.fleet.configuration.layers import ConfigurationLayer
from central.store.database import transaction
from tests.central.fleet.configurations import AUTHOR, SECOND, agreed, approved, drafted
from tests.central.world import MORNING, World

CAISSE = ConfigurationLayer.parse("caisse")


def opened(world: World, draft: int = 0) -> OpenedOn:
    with transaction(world.container.engine) as db:
        return opened_now(db, CAISSE, draft)


def saved(
    world: World, author: str, on: OpenedOn, content: Mapping[str, Any], layer: Any = CAISSE
) -> Saving:
    with transaction(world.container.engine) as db:
        return save(db, MORNING, author, layer, on, checked(content))


def looked_up(db: Session, draft: int) -> ConfigurationDraft:
    found = draft_of(db, draft)
    assert found is not None
    return found


def waiting(world: World) -> list[int]:
    with transaction(world.container.engine) as db:
        return [each.id for each in open_drafts(db)]


def test_a_form_that_nobody_overtook_becomes_a_draft(world: World) -> None:
    agreed(world, "caisse", {"phone": "1"})
    done = saved(world, AUTHOR, opened(world), {"phone": "2"})
    assert isinstance(done, SavedDraft)
    assert done.replaced is None
    assert waiting(world) == [done.draft]


def test_what_is_said_or_proposed_already_is_no_draft(world: World) -> None:
    agreed(world, "caisse", {"phone": "1"})
    assert saved(world, AUTHOR, opened(world), {"phone": "1"}) == UnchangedContent()
    draft = drafted(world, "caisse", {"phone": "2"})
    assert saved(world, SECOND, opened(world, draft), {"phone": "2"}) == UnchangedContent()
    assert waiting(world) == [draft]


def test_whoever_goes_on_with_her_own_draft_has_one_and_not_two(world: World) -> None:
    first = drafted(world, "caisse", {"phone": "1"})
    done = saved(world, AUTHOR, opened(world, first), {"phone": "2"})
    assert isinstance(done, SavedDraft)
    assert done.replaced == first
    assert waiting(world) == [done.draft]
    others = saved(world, SECOND, opened(world, done.draft), {"phone": "3"})
    assert isinstance(others, SavedDraft)
    assert others.replaced is None
    assert waiting(world) == [done.draft, others.draft]


def test_the_second_is_shown_both_and_can_go_on(world: World) -> None:
    agreed(world, "caisse", {"phone": "1", "idle_s": 60, "sounds": True})
    mine = theirs = opened(world)
    first = saved(world, AUTHOR, theirs, {"phone": "2", "idle_s": 90, "sounds": True})
    assert isinstance(first, SavedDraft)
    told = saved(world, SECOND, mine, {"phone": "1", "idle_s": 120})
    assert isinstance(told, OtherWasFaster)
    assert (told.who, told.draft) == (AUTHOR, first.draft)
    assert told.content == {"phone": "2", "idle_s": 120}
    assert (told.taken, told.both) == (("phone",), ("idle_s",))
    assert waiting(world) == [first.draft]
    done = saved(world, SECOND, told.opened, told.content)
    assert isinstance(done, SavedDraft)
    assert waiting(world) == [first.draft, done.draft]


def test_an_approval_meanwhile_is_told_as_well(world: World) -> None:
    agreed(world, "caisse", {"phone": "1"})
    mine = opened(world)
    agreed(world, "caisse", {"phone": "2"})
    told = saved(world, AUTHOR, mine, {"phone": "1", "idle_s": 90})
    assert isinstance(told, OtherWasFaster)
    assert (told.who, told.draft, told.content) == (SECOND, 0, {"phone": "2", "idle_s": 90})
    assert isinstance(saved(world, AUTHOR, told.opened, told.content), SavedDraft)


def test_a_draft_that_was_withdrawn_meanwhile_is_in_nobodys_way(world: World) -> None:
    mine = opened(world)
    draft = drafted(world, "caisse", {"phone": "1"})
    with transaction(world.container.engine) as db:
        discard(db, MORNING, AUTHOR, draft)
    assert isinstance(saved(world, SECOND, mine, {"phone": "2"}), SavedDraft)


def test_another_layers_draft_is_in_nobodys_way(world: World) -> None:
    mine = opened(world)
    other = drafted(world, "national", {"phone": "1"})
    assert isinstance(saved(world, SECOND, mine, {"phone": "2"}), SavedDraft)
    # A number that somebody made up begins with nothing, and withdraws no draft.
    made_up = OpenedOn(0, 10**6, other)
    assert isinstance(saved(world, AUTHOR, made_up, {"phone": "3"}), SavedDraft)
    assert other in waiting(world)


def test_of_two_at_the_same_moment_one_is_told(world: World) -> None:
    mine = opened(world)

    def one(number: int) -> Saving:
        return saved(world, f"person {number}", mine, {"phone": str(number)})

    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(one, range(4)))
    assert len([each for each in done if isinstance(each, SavedDraft)]) == 1
    assert len(waiting(world)) == 1


@pytest.mark.any_store
@pytest.mark.parametrize(
    ("start", "mine", "theirs", "together", "taken", "both"),
    [
        ({}, {"a": 1}, {"b": 2}, {"a": 1, "b": 2}, ("b",), ()),
        ({"a": 1}, {"a": 1}, {}, {}, ("a",), ()),
        ({"a": 1}, {}, {"a": 2}, {}, (), ("a",)),
        ({"a": 1}, {"a": 2}, {}, {"a": 2}, (), ("a",)),
        ({"a": 1}, {"a": 2}, {"a": 2}, {"a": 2}, (), ()),
        ({"a": 1}, {"a": 2}, {"a": 3}, {"a": 2}, (), ("a",)),
        ({"a": []}, {"a": []}, {"a": None}, {"a": None}, ("a",), ()),
    ],
)
def test_both_together(start, mine, theirs, together, taken, both) -> None:
    assert merged_edits(start, mine, theirs) == (together, taken, both)


def test_only_its_author_withdraws_a_draft_and_only_while_it_waits(world: World) -> None:
    draft = drafted(world, "caisse", {"phone": "1"})
    with transaction(world.container.engine) as db:
        assert discard(db, MORNING, SECOND, draft) is None
        assert discard(db, MORNING, AUTHOR, draft + 1) is None
        found = discard(db, MORNING, AUTHOR, draft)
        assert found is not None
        assert discard(db, MORNING, AUTHOR, draft) is None
    assert approved(world, draft) is NotApproved.DISCARDED
    assert waiting(world) == []
    other = drafted(world, "caisse", {"phone": "1"})
    assert other != draft
    approved(world, other)
    with transaction(world.container.engine) as db:
        assert discard(db, MORNING, AUTHOR, other) is None


def test_an_approval_is_of_what_was_shown(world: World) -> None:
    draft = drafted(world, "caisse", {"phone": "1"})
    with transaction(world.container.engine) as db:
        assert approve(db, MORNING, SECOND, draft, "0" * 64) is NotApproved.CHANGED
        digest = looked_up(db, draft).digest
        assert isinstance(approve(db, MORNING, SECOND, draft, digest), ConfigurationDraft)


def test_one_draft_is_withdrawn_or_approved_and_never_both(world: World) -> None:
    draft = drafted(world, "caisse", {"phone": "1"})

    def take_back() -> bool:
        with transaction(world.container.engine) as db:
            return discard(db, MORNING, AUTHOR, draft) is not None

    with ThreadPoolExecutor(1) as pool:
        with transaction(world.container.engine) as db:
            assert isinstance(approve(db, MORNING, SECOND, draft), ConfigurationDraft)
            taken = pool.submit(take_back)
            with pytest.raises(TimeoutError):
                taken.result(timeout=0.3)
        assert not taken.result()
    with transaction(world.container.engine) as db:
        assert not looked_up(db, draft).discarded
