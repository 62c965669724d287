"""A text of the configuration in the languages of the screens."""

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from shared_runtime.messages.loading import languages, messages_folder

ShortText = Annotated[str, Field(min_length=1, max_length=120)]


def _language(tag: str) -> str:
    known = languages(messages_folder())
    if tag not in known:
        raise ValueError(f"names no language of the screens: {tag}; they have {', '.join(known)}")
    return tag


Language = Annotated[str, AfterValidator(_language)]
"""One that the product has sentences in."""


class TextByLanguage(BaseModel):
    """A text in French, and beside it in any other language of the screens by its tag. Where one is
    not given, people read the French text."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, ShortText] = Field(init=False)

    fr: ShortText = Field(
        description="In French. Other languages stand beside it by their tags: `en`."
    )

    @model_validator(mode="after")
    def _in_languages_of_the_screens(self) -> Self:
        for tag in self.__pydantic_extra__:
            _language(tag)
        return self

    def by_language(self) -> Mapping[str, str]:
        return {"fr": self.fr, **self.__pydantic_extra__}
