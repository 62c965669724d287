"""The section [reading]: how many requests may be opened."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class ReadingSettings(BaseModel):
    """Beyond these nobody opens one until the time is over, unless two people have approved that it
    is read in bulk, and an alarm is raised. An agent deals with some 60 requests a day."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    per_admin_an_hour: Annotated[int, Field(ge=1, le=100_000)] = Field(
        default=40,
        description="Bodies that one admin may open.",
        json_schema_extra={"unit": "bodies an hour"},
    )
    per_admin_a_day: Annotated[int, Field(ge=1, le=100_000)] = Field(
        default=150,
        description="Bodies that one admin may open: twice a full day's work.",
        json_schema_extra={"unit": "bodies in 24 hours"},
    )
    in_all_an_hour: Annotated[int, Field(ge=1, le=1_000_000)] = Field(
        default=1_000,
        description="Bodies that all admins together may open.",
        json_schema_extra={"unit": "bodies an hour"},
    )
