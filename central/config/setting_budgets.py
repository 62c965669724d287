"""The section [budgets]: what one kiosk may do in 24 hours."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class BudgetSettings(BaseModel):
    """Beyond these a kiosk is paused for the rest of the day (of messages, requests and bundles:
    takes no more of them), and an alarm is raised. A kiosk in an agency sees 60 to 150 visits a
    day."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    persons_per_kiosk: Annotated[int, Field(ge=1, le=1_000_000)] = Field(
        default=300,
        description="Different people who may be served at one kiosk: twice its busiest day.",
        json_schema_extra={"unit": "people in 24 hours"},
    )
    unknown_per_kiosk: Annotated[int, Field(ge=1, le=1_000_000)] = Field(
        default=25,
        description="Cards of nobody that one kiosk may bring, or with other names than on file: "
        "on a real day a few, of people who have just changed their caisse.",
        json_schema_extra={"unit": "cards in 24 hours"},
    )
    failures_per_kiosk: Annotated[int, Field(ge=1, le=1_000_000)] = Field(
        default=60,
        description="Wrong codes that may be typed at one kiosk: on a real day one visit in five "
        "has one.",
        json_schema_extra={"unit": "codes in 24 hours"},
    )
    messages_per_kiosk: Annotated[int, Field(ge=1, le=1_000_000)] = Field(
        default=100,
        description="Provisional codes that may be asked for at one kiosk, whoever for: on a real "
        "day one visit in four does.",
        json_schema_extra={"unit": "messages in 24 hours"},
    )
    items_per_kiosk: Annotated[int, Field(ge=100, le=1_000_000)] = Field(
        default=500,
        description="Requests that one kiosk may bring in; what is beyond them waits in its queue. "
        "On a real day at most 50; what a month without network has kept comes in three days.",
        json_schema_extra={"unit": "requests in 24 hours"},
    )
    bundles_per_kiosk: Annotated[int, Field(ge=1, le=1_000_000)] = Field(
        default=4,
        description="Support bundles that staff may send from one kiosk; whoever needs more copies "
        "them to a stick.",
        json_schema_extra={"unit": "bundles in 24 hours"},
    )
