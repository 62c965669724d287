"""The section [reading]: how many requests may be opened, and for whom."""

from datetime import timedelta
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from central.admins.session_times import SessionTimes

_TIMES = SessionTimes()
_Seconds = Annotated[int, Field(ge=60, le=86_400)]


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
    session_idle_s: _Seconds = Field(
        default=round(_TIMES.idle.total_seconds()),
        description="After that long without a request at the console a session opens nothing, "
        "whatever the console is told.",
        json_schema_extra={"unit": "s"},
    )
    session_longest_s: _Seconds = Field(
        default=round(_TIMES.absolute.total_seconds()),
        description="The longest that one session opens anything.",
        json_schema_extra={"unit": "s"},
    )

    @property
    def session_times(self) -> SessionTimes:
        return SessionTimes(
            timedelta(seconds=self.session_idle_s), timedelta(seconds=self.session_longest_s)
        )
