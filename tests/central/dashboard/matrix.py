"""Every route of a console × every role × its own scope and another: what each answers.

``cases(app)`` makes the matrix from the routes themselves, so that a new one is in it as soon as
it is there; ``expected`` says what the roles' table says. Whoever runs it over an application gives
the values of path parameters, once inside the own scope and once outside.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import FastAPI

from central.admins.roles import WHOLE_CAISSE, Admin, AdminRole, Deed, Grant, Scope, Whereabouts
from central.dashboard.access.deeds import AskedFor, AskedWhere, DeclaredRoute, route_table

SCOPES = ("caisse", "agency:0131", "tag:pilote")
_PARAMETER = re.compile(r"\{(\w+)(?::\w+)?\}")


@dataclass(frozen=True)
class Target:
    """Values of path parameters, and the place that they lead to."""

    values: Mapping[str, str]
    place: Whereabouts


@dataclass(frozen=True)
class Case:
    route: DeclaredRoute
    grant: Grant | None
    target: Target

    @property
    def path(self) -> str:
        return _PARAMETER.sub(lambda found: self.target.values[found[1]], self.route.path)

    def __str__(self) -> str:
        who = "nothing" if self.grant is None else f"{self.grant.role} {self.grant.scope}"
        return f"{self.route.method} {self.path} as {who}"


def grants() -> Iterator[Grant | None]:
    yield None
    for role in AdminRole:
        for scope in SCOPES:
            yield Grant(role, Scope.parse(scope))


def cases(app: FastAPI, targets: tuple[Target, ...]) -> Iterator[Case]:
    for route in route_table(app):
        asked = {found[1] for found in _PARAMETER.finditer(route.path)}
        fitting = [each for each in targets if asked <= each.values.keys()]
        assert fitting, f"{route.path}: no target of the test has values for it"
        for target in fitting if asked else targets[:1]:
            for grant in grants():
                yield Case(route, grant, target)


def expected(case: Case) -> HTTPStatus | None:
    """What refuses it; None where it may."""
    (asks,) = case.route.asks
    admin = Admin("x", "x", () if case.grant is None else (case.grant,))
    match asks:
        case AskedFor(AskedWhere.EVERYBODY | AskedWhere.ONESELF):
            return None
        case AskedFor(AskedWhere.SOMEWHERE, Deed() as deed):
            return None if admin.scopes_of(deed) else HTTPStatus.FORBIDDEN
        case AskedFor(AskedWhere.PLACE | AskedWhere.CAISSE as where, Deed() as deed):
            place = case.target.place if where is AskedWhere.PLACE else WHOLE_CAISSE
            if admin.may(deed, place):
                return None
            seen = admin.may(Deed.SEE, place)
            return HTTPStatus.FORBIDDEN if seen else HTTPStatus.NOT_FOUND
        case _:
            raise AssertionError(f"{case.route} declares {asks}")
