"""What a layer says: read from what somebody wrote, kept in one form, compared in words."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from wire.codec import Malformed, codec_of
from wire.configuration import KioskConfiguration
from wire.signing import canonical_json

_CONFIGURATION = codec_of(KioskConfiguration)
_SHOWN_CHARACTERS = 60
_SECRET = {"staff"}
"""Said by how many, never by what."""


ContentPlace = tuple[str | int, ...]
"""From a field to what in it is meant: names of parts, numbers of items, keys."""


class WrongContent(ValueError):
    """``mistakes`` names each, with the field; none quotes a value. ``places``: where they are."""

    def __init__(self, mistakes: tuple[str, ...], places: tuple[ContentPlace, ...] = ()) -> None:
        super().__init__("; ".join(mistakes))
        self.mistakes = mistakes
        self.places = places


def checked(written: Mapping[str, Any]) -> dict[str, Any]:
    """As plain values of JSON, checked as a kiosk will. Raises WrongContent: here also a name that
    nobody knows is a mistake, which a kiosk has to pass over."""
    try:
        read = _CONFIGURATION.of_plain(dict(written))
    except Malformed as error:
        found = error.errors(include_input=False, include_context=False, include_url=False)
        raise WrongContent(
            tuple(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in found),
            tuple(each["loc"] for each in found),
        ) from None
    plain = _CONFIGURATION.plain(read)
    unknown = tuple(_unknown("", written, plain))
    if unknown:
        raise WrongContent(tuple(f"{name}: no such field" for name in unknown))
    return plain


def kept(content: Mapping[str, Any]) -> str:
    """The text in which it is stored, approved by its digest, and signed."""
    return canonical_json(dict(content)).decode()


def read_kept(text: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(text)
    return content


def content_digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The names of the fields of which they do not say the same."""
    missing = object()
    names = sorted({*before, *after})
    return [name for name in names if before.get(name, missing) != after.get(name, missing)]


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """A sentence for each field that another content says otherwise."""
    for name in changed(before, after):
        if name not in after:
            yield f"{name}: is no longer said here; it was {in_words(name, before[name])}"
        elif name not in before:
            yield f"{name}: is said from now on: {in_words(name, after[name])}"
        else:
            old, new = in_words(name, before[name]), in_words(name, after[name])
            more = " (others than before)" if old == new else ""
            yield f"{name}: {old} becomes {new}{more}"


def in_words(name: str, value: Any) -> str:
    """A value for a terminal, in one line."""
    if name in _SECRET:
        return f"{len(value)} people"
    if name == "logo":
        picture = value.get("picture", "")
        return f"a picture ({value['form']}, {3 * len(picture) // 4} bytes)" if picture else "none"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    quoted = f"“{text}”" if isinstance(value, str) else text
    return quoted if len(quoted) <= _SHOWN_CHARACTERS else quoted[: _SHOWN_CHARACTERS - 1] + "…"


def _unknown(within: str, written: Any, read: Any) -> Iterator[str]:
    """Names that were written and did not come out of the reading."""
    if isinstance(written, Mapping) and isinstance(read, Mapping):
        for name, value in written.items():
            if name in read:
                yield from _unknown(f"{within}{name}.", value, read[name])
            elif value is not None:
                yield f"{within}{name}"
    elif isinstance(written, list | tuple) and isinstance(read, list):
        for index, (one, other) in enumerate(zip(written, read, strict=True)):
            yield from _unknown(f"{within}{index}.", one, other)
