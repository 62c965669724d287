"""Events of kiosk-sync about staff at the kiosk."""

from collections.abc import Mapping

from kiosk.runtime.log_events.fields import ERROR
from shared_runtime.log_event import LogEvent

STAFF: Mapping[str, LogEvent] = {
    "staff_tried": LogEvent(
        "info",
        "Somebody tried to sign in as staff. Who, central's audit knows.",
        {"outcome": "`signed_in`, `refused` or `locked`", "by": "`badge` or `name`"},
    ),
    "staff_locked_out": LogEvent(
        "warning",
        "Somebody tried to sign in as staff while that is locked; nothing was looked at.",
        {"by": "`badge` or `name`"},
    ),
    "staff_not_set": LogEvent(
        "warning",
        "Somebody tried to sign in as staff, and nobody can here.",
        {"lack": "`no_staff`, `no_pepper` or `other_pepper`"},
    ),
    "staff_in_visit": LogEvent(
        "warning", "Somebody tried to sign in as staff while a citizen is at the kiosk: refused."
    ),
    "staff_stay_begun": LogEvent(
        "info", "Staff are in. Who, central's audit knows.", {"role": "`agent` or `technician`"}
    ),
    "staff_stay_ended": LogEvent(
        "info",
        "They are not any more.",
        {
            "reason": "`left`, `silence`, `stream_closed`, `another_sign_in`, `citizen_session` or "
            "`stopping`"
        },
    ),
    "enrolment_failed": LogEvent(
        "error", "An enrolment that staff began cannot go on: no key, or no room for one.", ERROR
    ),
    "enrolment_refused": LogEvent(
        "warning", "An enrolment that staff began was refused, or took too long."
    ),
    "network_look_late": LogEvent(
        "warning", "The look along the way to central took too long; its end was left out."
    ),
    "closing_not_kept": LogEvent(
        "error", "Whether staff have closed the kiosk cannot be read, or kept.", ERROR
    ),
    "staff_call": LogEvent(
        "info",
        "Staff asked for something in their stay.",
        {"call": "what", "outcome": "what it came to", "took_ms": "milliseconds"},
    ),
    "staff_act_lost": LogEvent(
        "error",
        "What staff did could not be kept for central's audit.",
        {"outcome": "what it was"},
    ),
}
