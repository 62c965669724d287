"""How people call their caisse, by the territory they live in: the table beside this file."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from pydantic import BaseModel, ConfigDict, TypeAdapter

from kiosk.config.text_by_language import ShortText, TextByLanguage
from kiosk.domain.place import TerritoryContact


class Territory(BaseModel):
    """``timezone`` is an IANA name, for a territory in which kiosks stand."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: TextByLanguage
    phone: ShortText
    hours: TextByLanguage
    timezone: str | None = None

    def contact(self) -> TerritoryContact:
        return TerritoryContact(self.name.by_language(), self.phone, self.hours.by_language())


@cache
def territories() -> Mapping[str, Territory]:
    """Every territory by its name in the configuration, in the order of the table."""
    table = resources.files("kiosk.config").joinpath("territories.toml").read_text(encoding="utf-8")
    return TypeAdapter(dict[str, Territory]).validate_python(tomllib.loads(table))
