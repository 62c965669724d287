"""The table of problems: what both APIs and the screens read from one row each."""

import pytest

from wire.codec import codec_of
from wire.problem import PREFIX, Problem, ProblemType


@pytest.mark.parametrize("kind", ProblemType)
def test_a_row_is_complete_and_found_again_from_what_is_sent(kind: ProblemType) -> None:
    assert 400 <= kind.status < 600
    assert kind.summary
    codec = codec_of(Problem)
    sent = codec.write(Problem(type=kind.urn, title=kind.summary, status=kind.status))
    assert codec.read(sent).kind is kind


@pytest.mark.parametrize("said", ["session-lost", PREFIX + "of-tomorrow", "about:blank", PREFIX])
def test_what_is_in_no_row_is_no_kind(said: str) -> None:
    assert Problem(type=said, title="", status=400).kind is None
