"""Where values of the contract become bytes and bytes become values: checked once, each time."""

from functools import cached_property
from typing import Annotated, Any, Generic, TypeVar, cast

from pydantic import ConfigDict, GetPydanticSchema, TypeAdapter, ValidationError

from wire.base import KEEPS_NO_TEXT

T = TypeVar("T")
_CONFIG = cast(ConfigDict, KEEPS_NO_TEXT)

Malformed = ValidationError
"""What does not fit its type. Its text quotes nothing of what was read."""


class Codec(Generic[T]):
    """Reads and writes values of one ``kind``: a message, or a union of messages. It is built when
    it is first used, and keeps none of the texts that go through it."""

    def __init__(self, kind: Any) -> None:
        self.kind = kind

    def read(self, text: bytes | str) -> T:
        """The value in a JSON text; raises Malformed."""
        value: T = self.adapter.validate_json(text)
        return value

    def of_plain(self, plain: Any) -> T:
        """The value of what JSON was read into, or of a value that nobody has checked yet; raises
        Malformed."""
        value: T = self.adapter.validate_python(plain)
        return value

    def prepare(self) -> None:
        """Builds it now."""
        self.adapter  # noqa: B018 - the first look at it builds it

    def plain(self, value: T) -> dict[str, Any]:
        """As JSON holds it, without what is None; not checked."""
        plain: dict[str, Any] = self.adapter.dump_python(value, mode="json", exclude_none=True)
        return plain

    def write(self, value: T) -> bytes:
        """As a JSON text. Raises Malformed where the value itself does not fit."""
        return self.adapter.dump_json(self.of_plain(value))

    @cached_property
    def adapter(self) -> TypeAdapter[Any]:
        # The settings of the outermost reader count for what is kept and quoted, those of a message
        # for its own fields alone; and the library takes none beside those of a bare message.
        kind = GetPydanticSchema(lambda _source, handler: handler(self.kind))
        return TypeAdapter(Annotated[Any, kind], config=_CONFIG)


_OF_MESSAGES: dict[type, Codec[Any]] = {}


def codec_of(message: type[T]) -> Codec[T]:
    """The one of a message's own type."""
    return _OF_MESSAGES.setdefault(message, Codec(message))
