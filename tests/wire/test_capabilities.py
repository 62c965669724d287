"""What is announced, by centrals of all ages."""

import json

import pytest

from tests.recorded.exchange import load
from wire.calls.table import CALLS
from wire.capabilities import (
    SERVED_UNANNOUNCED,
    TAKEN_UNANNOUNCED,
    Capabilities,
    announced,
)
from wire.codec import codec_of
from wire.demandes.kinds import KINDS
from wire.status import CentralHealth

NOW = "2026-11-22T09:30:00Z"


def said(**more: object) -> Capabilities:
    health = codec_of(CentralHealth).read(json.dumps({"server_time": NOW, "status": "ok", **more}))
    return announced(health.serves, health.takes)


def test_an_older_central_says_nothing_and_can_do_what_its_release_could() -> None:
    assert said() == Capabilities(frozenset(SERVED_UNANNOUNCED), frozenset(TAKEN_UNANNOUNCED))


def test_of_a_newer_central_what_is_known_here_counts() -> None:
    told = said(serves=[*CALLS, "refunds"], takes={**dict.fromkeys(KINDS, 7), "dentist": 1}, new=1)
    assert told == Capabilities(frozenset(CALLS), frozenset(KINDS))


def test_a_central_may_say_that_it_can_do_nothing() -> None:
    assert said(serves=[], takes={}) == Capabilities(frozenset(), frozenset())


@pytest.mark.parametrize("name", SERVED_UNANNOUNCED)
def test_a_call_that_was_not_announced_was_answered_then(name: str) -> None:
    paths = {(each.method, each.path) for each in load("0.1.0") if each.status == 200}
    assert (CALLS[name].method, CALLS[name].path) in paths


def test_a_kind_that_was_not_announced_was_taken_then() -> None:
    stored = set()
    for each in load("0.1.0"):
        if each.path == "/v1/sync" and each.status == 200:
            outcomes = {one["id"]: one["outcome"] for one in each.answer["answers"]}
            for item in each.body["items"]:
                header = item["header"]
                if outcomes.get(header["id"]) == "stored":
                    stored.add((header["kind"], header["schema_version"]))
    newest = dict(sorted(stored))
    assert newest == TAKEN_UNANNOUNCED
