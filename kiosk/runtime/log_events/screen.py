"""Events of kiosk-ui."""

from collections.abc import Mapping

from kiosk.runtime.log_events.fields import BY, ERROR, SESSION
from shared_runtime.log_event import LogEvent

SCREEN: Mapping[str, LogEvent] = {
    "moved": LogEvent(
        "info",
        "The session went to another state or another turn of a service.",
        {"from": "state before", **BY, "to": "state after"},
        {
            **SESSION,
            "card": "what reading the card gave",
            "why": "why a card is refused",
            "service": "service that is being used",
            "answers": "steps of the service that are answered",
            "login": "steps of logging in that are answered",
            "stage": "of signing in as staff: what is asked",
            "role": "of the staff who are in",
            "page": "of theirs that is shown",
            "face": "what stands there: the page, a deed under way, what came of it, a test",
            "outcome": "what came of a deed of theirs",
        },
    ),
    "noted": LogEvent(
        "info", "Something changed that nobody sees at once, such as the link.", BY, SESSION
    ),
    "event_without_effect": LogEvent(
        "info", "An event came that changes nothing now, such as a late answer.", BY, SESSION
    ),
    "deed_not_noted": LogEvent(
        "warning",
        "Staff did something at the kiosk, and kiosk-sync was not there to write it down for the "
        "audit. It was done all the same.",
        {"deed": "which, as the audit calls it"},
    ),
    "fault_raised": LogEvent(
        "warning", "Something is wrong that staff must see to.", {"fault": "which"}
    ),
    "fault_cleared": LogEvent("info", "That is well again.", {"fault": "which"}),
    "paper_inconsistent": LogEvent(
        "error",
        "ALARM: central sent a paper that contradicts itself, such as totals that are not those of "
        "its rows. It was not printed, and the person was sent to an agent.",
        {**SESSION, "call": "what was asked for, such as `attestation`"},
    ),
    "paper_not_drawn": LogEvent(
        "error",
        "A bug: a document of a kind that this release cannot draw. It was not printed.",
        {"document": "its type"},
    ),
    "gateway_state": LogEvent(
        "info",
        "kiosk-sync is there or gone, or its link has changed.",
        {"up": "whether it is there", "why": "state of the link, or why the stream ended"},
    ),
    "gateway_stream_failed": LogEvent(
        "error", "A bug while listening to kiosk-sync; listening goes on.", ERROR
    ),
    "gateway_unreachable": LogEvent(
        "warning", "A call to kiosk-sync failed: absent, slow, or broken off.", ERROR
    ),
    "gateway_nonsense": LogEvent("warning", "kiosk-sync answered what nobody understands."),
    "speaker_state": LogEvent(
        "info",
        "The speaker for the short sounds, at start and at each change.",
        {"state": "`ready`, `not_fitted` (the kiosk has none), or `lost` (it had one)"},
    ),
    "health_not_told": LogEvent(
        "error", "A bug while telling kiosk-sync how the devices are; it is told again.", ERROR
    ),
    "screen_complained": LogEvent("warning", "QML warns of something.", {"place": "file and line"}),
}
