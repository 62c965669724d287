"""What a role over a scope lets somebody do, and what it does not."""

import pytest

from central.admins.roles import Admin, AdminRole, Deed, Grant, Scope, ScopeKind, Whereabouts

LYON = Whereabouts("lyon-centre", frozenset({"pilot"}))
ELSEWHERE = Whereabouts("brest", frozenset({"hall"}))


def admin(*grants: tuple[AdminRole, str]) -> Admin:
    given = tuple(Grant(role, Scope.parse(scope)) for role, scope in grants)
    return Admin("a-1", "Jeanne", given)


def test_who_has_no_grant_may_do_nothing() -> None:
    assert not any(admin().may(deed, place) for deed in Deed for place in (LYON, Whereabouts()))


def test_a_grant_over_an_agency_ends_at_its_door() -> None:
    operator = admin((AdminRole.OPERATOR, "agency:lyon-centre"))
    assert operator.may(Deed.OPERATE, LYON)
    assert not operator.may(Deed.OPERATE, ELSEWHERE)
    assert not operator.may(Deed.SEE)


def test_a_grant_over_a_tag_reaches_each_kiosk_that_has_it() -> None:
    assert admin((AdminRole.READER, "tag:pilot")).may(Deed.SEE, LYON)
    assert not admin((AdminRole.READER, "tag:pilot")).may(Deed.SEE, ELSEWHERE)


def test_two_grants_do_not_lend_each_other_their_scopes() -> None:
    both = admin((AdminRole.READER, "caisse"), (AdminRole.OPERATOR, "agency:brest"))
    assert both.may(Deed.OPERATE, ELSEWHERE)
    assert not both.may(Deed.OPERATE, LYON)
    assert both.scopes_of(Deed.OPERATE) == {Scope(ScopeKind.AGENCY, "brest")}


@pytest.mark.parametrize("role", AdminRole)
def test_each_role_sees(role: AdminRole) -> None:
    assert admin((role, "caisse")).may(Deed.SEE)


def test_who_publishes_does_not_read_what_people_asked_for() -> None:
    assert not admin((AdminRole.PUBLISHER, "caisse")).may(Deed.READ_REQUESTS, LYON)


@pytest.mark.parametrize("text", ["", "national", "caisse:x", "agency", "tag:", "AGENCY:x"])
def test_a_scope_that_is_none_is_named(text: str) -> None:
    with pytest.raises(ValueError, match=r"needed|write"):
        Scope.parse(text)
