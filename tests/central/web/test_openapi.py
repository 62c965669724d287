"""The published description: every route, every problem, both credentials."""

from typing import Any

import pytest

from tests.central.world import World
from wire.calls.table import CALLS

pytestmark = pytest.mark.any_store


def test_description_names_every_problem_and_both_credentials(world: World) -> None:
    description = world.http.get("/v1/openapi.json").json()
    only_problems(description)
    assert set(description["paths"]) == {
        "/v1/health",
        "/v1/enrolments",
        "/v1/certificates",
        "/v1/sync",
        "/v1/command-results",
        "/v1/support-bundles",
        *(call.path for call in CALLS.values()),
    }
    assert set(description["components"]["securitySchemes"]) == {"kiosk", "citizen"}


def test_the_public_page_describes_itself_and_nothing_of_the_kiosks_door(world: World) -> None:
    description = world.http.get("/verifier/openapi.json").json()
    only_problems(description)
    assert set(description["paths"]) == {"/v1/health", "/v1/verifications", "/v1/open-kiosks"}
    assert "securitySchemes" not in description["components"]


def only_problems(description: Any) -> None:
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            for status, answer in operation["responses"].items():
                if status >= "400":
                    assert list(answer["content"]) == ["application/problem+json"], (path, method)
