"""What is recorded of a bug: where it happened, and nothing of what it was handling."""

import pytest

from kiosk.crash import frames

SECRET = "185037599900118"


def _fail(secret: str) -> None:
    raise ValueError(f"cannot read {secret}")


def test_frames_name_places_and_no_values():
    with pytest.raises(ValueError) as caught:
        _fail(SECRET)
    recorded = frames(caught.value)
    assert recorded[-1].endswith("_fail")
    assert SECRET not in " ".join(recorded)
