"""A text of the configuration in each language of the screens."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Text = Annotated[str, Field(min_length=1, max_length=120)]


class Bilingual(BaseModel):
    """A text in each language of the screens."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    fr: Text = Field(description="In French.")
    en: Text = Field(description="In English.")

    def by_language(self) -> Mapping[str, str]:
        return {"fr": self.fr, "en": self.en}
