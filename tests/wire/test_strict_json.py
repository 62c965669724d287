"""What one reader takes for one person and another for a second one is no message at all."""

import json

import pytest

from wire.strict_json import MAX_MEMBERS, NotStrictJson, loads

NIR = "185037599900118"


@pytest.mark.parametrize(
    "text",
    [
        b'{"nir": "185037599900118", "nir": "2"}',
        b'{"a": [{"nir": "185037599900118", "\\u006eir": "2"}]}',
        b'{"nir": NaN}',
        b'{"nir": -Infinity}',
        b'{"nir": "185037599900118"',
        b'{"nir": "185037599900118"} {}',
        b'\xef\xbb\xbf{"nir": "185037599900118"}',
        '{"nir": "185037599900118"}'.encode("utf-16"),
        b'{"nir": "\xff185037599900118"}',
        b"[" * 100_000,
        b"9" * 5_000,
        b"",
    ],
)
def test_what_reads_in_two_ways_is_refused_and_not_quoted(text: bytes) -> None:
    with pytest.raises(NotStrictJson) as refused:
        loads(text)
    assert isinstance(refused.value, json.JSONDecodeError)
    assert refused.value.__cause__ is None
    assert refused.value.doc == ""
    assert NIR not in f"{refused.value!r} {refused.value}"


def test_an_object_of_endless_names_is_refused_before_anybody_judges_them() -> None:
    fits = {str(name): name for name in range(MAX_MEMBERS)}
    assert loads(json.dumps(fits).encode()) == fits
    with pytest.raises(NotStrictJson):
        loads(json.dumps([fits | {"one more": 1}]).encode())


def test_all_else_of_json_is_read_as_it_is() -> None:
    text = '{"a": [1, -2.5e3, true, null, "é\\u00e9\\ud83d\\ude00"], "A": {"a": {}}}'
    assert loads(text.encode()) == json.loads(text)
