"""JSON that both ends read alike: RFC 8259 in UTF-8, each name once in its object (RFC 7493)."""

import json
from typing import Any, NoReturn

MAX_MEMBERS = 100
"""Names in one object: messages have at most some twenty, and each unknown one costs an answer."""


class NotStrictJson(json.JSONDecodeError):
    """The text is not JSON, or reads differently here and there. It holds nothing of the text."""

    def __init__(self, reason: str, position: int = 0) -> None:
        super().__init__(reason, "", position)


def loads(text: bytes) -> Any:
    """The value. Raises NotStrictJson, which is a ValueError."""
    try:
        return json.loads(
            text.decode("utf-8"), object_pairs_hook=_object, parse_constant=_no_number
        )
    except NotStrictJson:
        raise
    except json.JSONDecodeError as error:
        raise NotStrictJson("not JSON", error.pos) from None
    except UnicodeDecodeError as error:
        raise NotStrictJson("not UTF-8", error.start) from None
    except (RecursionError, ValueError):  # nested too deeply; a number of thousands of digits
        raise NotStrictJson("beyond any message") from None


def _object(members: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(members) > MAX_MEMBERS:
        raise NotStrictJson("too many names in an object")
    named = dict(members)
    if len(named) < len(members):
        raise NotStrictJson("a name twice in an object")
    return named


def _no_number(_text: str) -> NoReturn:
    raise NotStrictJson("NaN and Infinity are no JSON")
