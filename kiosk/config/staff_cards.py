"""Which cards are badges of staff, as the kiosk's own file says it: with the limits that the wire
has for the fleet, and what is misspelled is a mistake."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from wire.base import Slug
from wire.staff_cards import (
    AtrStart,
    DataCommand,
    FilePath,
    IdentifierLength,
    IdentifierOffset,
    MaskBeside,
    ReadFrom,
    StaffCardFamily,
)


class StaffCardSetting(BaseModel):
    """A family of badges; the first one that a card fits is its own."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    family: Slug = Field(
        description="What staff's badges of this make are called at central: in `central staff`."
    )
    atr: AtrStart = Field(
        description="What the answer to reset begins with, in hex: `kiosk card read` shows it."
    )
    mask: MaskBeside = Field(
        default=None, description="As long: only its bits that are set count. All where left out."
    )
    command: DataCommand = Field(
        default="ffca0000",
        description="Of `serial`, class, CA and a tag in hex: ffca0000 is the number that a "
        "contactless reader tells.",
    )
    path: FilePath = Field(
        default=None,
        description="Of `file`: applications (AID) and files (four digits) to be chosen in turn.",
        examples=[["f0424f524e45", "0001"]],
    )
    offset: IdentifierOffset = Field(
        default=0, description="Where the identifier begins in what is read."
    )
    length: IdentifierLength = Field(
        default=None, description="How many bytes it has, 2 to 32; all that follow where left out."
    )
    read_from: ReadFrom = Field(description="`serial`: a number of the chip; `file`: of a file.")

    def of_wire(self) -> StaffCardFamily:
        return StaffCardFamily(**self.model_dump())


StaffCardSettings = Annotated[
    tuple[StaffCardSetting, ...],
    Field(
        max_length=20,
        description="Cards that are badges of staff; without any, nobody signs in with one.",
        examples=[[{"family": "dsi", "atr": "3b8180018080", "read_from": "serial", "length": 7}]],
    ),
]


def families_of(said: Sequence[StaffCardSetting]) -> tuple[StaffCardFamily, ...]:
    return tuple(each.of_wire() for each in said)
