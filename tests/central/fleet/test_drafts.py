"""Two people, one for the draft and one for the approval: by the code and by the rows."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from central.fleet.configuration.drafts import (
    ConfigurationDraft,
    NotApproved,
    draft_of,
    open_drafts,
    said_before,
    said_now,
    write_draft,
)
from central.fleet.configuration.layers import ConfigurationLayer
from central.store.configuration_models import ConfigurationApprovalRow
from central.store.database import transaction
from tests.central.fleet.configurations import AUTHOR, SECOND, agreed, approved, drafted
from tests.central.world import MORNING, World

CAISSE = ConfigurationLayer.parse("caisse")


def looked_up(db: Session, draft: int) -> ConfigurationDraft:
    found = draft_of(db, draft)
    assert found is not None
    return found


def said(world: World) -> object:
    with transaction(world.container.engine) as db:
        return said_now(db, CAISSE)


def test_a_draft_says_nothing_until_a_second_person_approves_it(world: World) -> None:
    draft = drafted(world, "caisse", {"phone": "36 46"})
    assert said(world) == {}
    assert isinstance(approved(world, draft), ConfigurationDraft)
    assert said(world) == {"phone": "36 46"}


def test_who_wrote_it_cannot_approve_it(world: World) -> None:
    draft = drafted(world, "caisse", {"phone": "36 46"})
    assert approved(world, draft, AUTHOR) is NotApproved.SAME_PERSON
    assert said(world) == {}


def test_the_row_itself_keeps_two_people_apart(world: World) -> None:
    draft = drafted(world, "caisse", {"phone": "36 46"})
    with transaction(world.container.engine) as db:
        digest = looked_up(db, draft).digest
    with pytest.raises(IntegrityError), transaction(world.container.engine) as db:
        db.add(
            ConfigurationApprovalRow(
                layer="caisse",
                number=1,
                draft=draft,
                author=AUTHOR,
                digest=digest,
                approver=AUTHOR,
                approved_at=MORNING,
            )
        )


def test_what_is_approved_is_approved_once(world: World) -> None:
    draft = drafted(world, "caisse", {"phone": "36 46"})
    approved(world, draft)
    assert approved(world, draft, "carole (1002)") is NotApproved.DONE


def test_there_is_no_such_draft(world: World) -> None:
    assert approved(world, 4711) is NotApproved.UNKNOWN


def test_a_draft_that_another_has_overtaken_is_to_be_drafted_anew(world: World) -> None:
    slow, fast = drafted(world, "caisse", {"phone": "1"}), drafted(world, "caisse", {"phone": "2"})
    approved(world, fast)
    assert approved(world, slow) is NotApproved.OVERTAKEN
    assert said(world) == {"phone": "2"}
    with transaction(world.container.engine) as db:
        assert looked_up(db, slow).overtaken
        assert open_drafts(db) == ()


def test_two_approvals_at_once_for_one_layer_leave_one(world: World, monkeypatch) -> None:
    """Both have looked before either has written."""
    one, other = drafted(world, "caisse", {"phone": "1"}), drafted(world, "caisse", {"phone": "2"})
    with transaction(world.container.engine) as db:
        looked = looked_up(db, other)
    approved(world, one)
    monkeypatch.setattr("central.fleet.configuration.drafts.draft_of", lambda *_: looked)
    assert approved(world, other) is NotApproved.OVERTAKEN
    assert said(world) == {"phone": "1"}


def test_another_layers_approval_overtakes_nothing(world: World) -> None:
    draft = drafted(world, "caisse", {"phone": "1"})
    agreed(world, "agency:lyon", {"phone": "2"})
    assert isinstance(approved(world, draft), ConfigurationDraft)


def test_going_back_is_a_draft_of_what_was_said_before(world: World) -> None:
    with transaction(world.container.engine) as db:
        assert said_before(db, CAISSE) is None
    agreed(world, "caisse", {"phone": "1"})
    agreed(world, "caisse", {"phone": "2"})
    with transaction(world.container.engine) as db:
        before = said_before(db, CAISSE)
        assert before == {"phone": "1"}
        draft = write_draft(db, MORNING, AUTHOR, CAISSE, before)
    assert said(world) == {"phone": "2"}
    approved(world, draft, SECOND)
    assert said(world) == {"phone": "1"}


def test_a_draft_shows_who_wrote_it_and_who_approved_it(world: World) -> None:
    draft = drafted(world, "tag:pilot", {"sounds": False})
    with transaction(world.container.engine) as db:
        before = looked_up(db, draft)
        assert open_drafts(db) == (before,)
    approved(world, draft)
    with transaction(world.container.engine) as db:
        after = looked_up(db, draft)
    assert (before.author, before.approver, after.approver) == (AUTHOR, None, SECOND)
    assert replace(after, approver=None, overtaken=False) == before
