"""What a kiosk believes: each reason to refuse by its name, and a clock that is wrong decides
nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.sync.fleet.verify import Believed, Bounds, ConfigurationRefusal, judge
from tests.sync.fleet.documents import FOREIGN, ISSUED, KEY, LIFETIME, PINNED, document
from wire.signed import SignedDocument
from wire.signing import signing_key_id

TEN_YEARS = timedelta(days=3_652)


def judged(
    offered: SignedDocument, bounds: Bounds | None = None, at=ISSUED
) -> Believed | ConfigurationRefusal:
    return judge(offered, PINNED, bounds or Bounds(), at)


def test_a_document_for_this_kiosk_is_believed() -> None:
    believed = judged(document(7, {"phone": "36 46"}))
    assert isinstance(believed, Believed)
    assert (believed.version, believed.configuration.phone) == (7, "36 46")


@pytest.mark.parametrize(
    ("offered", "why"),
    [
        (document(key=FOREIGN), "unknown-key"),
        (
            replace(document(key=FOREIGN), key_id=signing_key_id(KEY.public_key())),
            "wrong-signature",
        ),
        (replace(document(), signature=b"\0" * 64), "wrong-signature"),
        (replace(document(), signature=b""), "wrong-signature"),
        (replace(document(), body=document(2).body), "wrong-signature"),
        (document(purpose="command"), "wrong-purpose"),
        (document(caisse="cpam-999"), "other-caisse"),
        (document(kiosk="borne-08"), "other-kiosk"),
        (document(content={"sound_volume": 101}), "malformed"),
        (document(content={"staff": "everybody"}), "malformed"),
        (document(not_after=ISSUED), "expired"),
    ],
)
def test_what_is_not_meant_for_here_and_now_is_refused(offered: SignedDocument, why: str) -> None:
    assert judged(offered) == ConfigurationRefusal(why)


@pytest.mark.parametrize("version", [1, 4, 5])
def test_an_older_version_is_refused(version: int) -> None:
    assert judged(document(version), Bounds(highest=5)) is ConfigurationRefusal.OLDER
    assert isinstance(judged(document(6), Bounds(highest=5)), Believed)


def test_what_a_later_central_says_besides_is_passed_over() -> None:
    assert isinstance(judged(document(content={"phone": "1", "hologram": [1]})), Believed)


def test_an_expired_one_is_refused_by_centrals_own_time() -> None:
    assert judged(document(), at=ISSUED + LIFETIME) is ConfigurationRefusal.EXPIRED
    assert isinstance(judged(document(), at=ISSUED + LIFETIME - timedelta(seconds=1)), Believed)


def test_one_held_back_is_refused_though_the_time_told_is_ten_years_behind() -> None:
    """By a signature that was believed later, nobody on the way takes time back."""
    later = Bounds(highest=0, floor=ISSUED + LIFETIME)
    assert judged(document(), later, ISSUED - TEN_YEARS) is ConfigurationRefusal.EXPIRED


def test_a_central_whose_clock_was_ten_years_ahead_is_believed_once_it_is_put_right() -> None:
    """The signer never signs at an earlier time than before: what it signs holds."""
    poisoned = Bounds(highest=3, floor=ISSUED + TEN_YEARS)
    put_right = document(4, issued_at=ISSUED + TEN_YEARS)
    assert isinstance(judged(put_right, poisoned, ISSUED), Believed)


def test_a_kiosk_without_any_key_believes_nobody() -> None:
    nobody = replace(PINNED, keys={})
    assert judge(document(), nobody, Bounds(), ISSUED) is ConfigurationRefusal.UNKNOWN_KEY


def test_a_former_and_the_next_key_both_count_while_a_key_is_changed() -> None:
    both = replace(
        PINNED, keys={**PINNED.keys, signing_key_id(FOREIGN.public_key()): FOREIGN.public_key()}
    )
    for key in (KEY, FOREIGN):
        assert isinstance(judge(document(key=key), both, Bounds(), ISSUED), Believed)
