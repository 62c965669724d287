"""Every event that the kiosk's processes may log: its level, its fields, what it means.

A line of another name, and a field that is not named here, do not get into the log. The page
docs/events.md is made from this.
"""

from collections.abc import Mapping

from shared_runtime.log_event import LogEvent

_SESSION = {"session": "random id of the visit"}
_ERROR = {"error": "kind of the exception, without its text"}
_BY = {"by": "event that caused it, such as `CardLeft` or `Touched`"}

SCREEN: Mapping[str, LogEvent] = {
    "moved": LogEvent(
        "info",
        "The session went to another state or another turn of a service.",
        {"from": "state before", **_BY, "to": "state after"},
        {
            **_SESSION,
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
        "info", "Something changed that nobody sees at once, such as the link.", _BY, _SESSION
    ),
    "event_without_effect": LogEvent(
        "info", "An event came that changes nothing now, such as a late answer.", _BY, _SESSION
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
        {**_SESSION, "call": "what was asked for, such as `attestation`"},
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
        "error", "A bug while listening to kiosk-sync; listening goes on.", _ERROR
    ),
    "gateway_unreachable": LogEvent(
        "warning", "A call to kiosk-sync failed: absent, slow, or broken off.", _ERROR
    ),
    "gateway_nonsense": LogEvent("warning", "kiosk-sync answered what nobody understands."),
    "speaker_state": LogEvent(
        "info",
        "The speaker for the short sounds, at start and at each change.",
        {"state": "`ready`, `not_fitted` (the kiosk has none), or `lost` (it had one)"},
    ),
    "health_not_told": LogEvent(
        "error", "A bug while telling kiosk-sync how the devices are; it is told again.", _ERROR
    ),
    "screen_complained": LogEvent("warning", "QML warns of something.", {"place": "file and line"}),
}

SYNC: Mapping[str, LogEvent] = {
    "sync_started": LogEvent("info", "kiosk-sync listens."),
    "sync_stopped": LogEvent("info", "kiosk-sync has been asked to stop, and has."),
    "link_state": LogEvent(
        "info",
        "What the link to central is worth, at start and at each change.",
        {"state": "`unknown`, `online`, `offline`, `degraded` or `clock_wrong`"},
    ),
    "link_poll_failed": LogEvent("error", "A bug while asking central how it is.", _ERROR),
    "action_submitted": LogEvent(
        "info",
        "A person confirmed something, and kiosk-ui had its answer.",
        {
            "kind": "what was asked for",
            "outcome": "`stored_` and how sure one is who asks, or why it was not taken",
            "took_ms": "milliseconds until it was on the disk",
        },
    ),
    "queue_sent": LogEvent(
        "info",
        "Central answered a batch of the queue.",
        {
            "sent": "how many actions, and notices of some that will not come",
            "acknowledged": "how many of them central has",
            "quarantined": "how many it will never take",
            "not_yet": "how many it cannot take yet: they are offered again",
            "backlog": "how many waited beside them",
            "took_ms": "milliseconds",
        },
    ),
    "sync_failed": LogEvent(
        "warning",
        "An exchange of the queue came to nothing; it is tried again.",
        {
            "why": "`network`, `timeout`, `nonsense`, `clock`, or `status_` and the status",
            "failures": "exchanges in a row that came to nothing",
        },
    ),
    "identified": LogEvent(
        "info",
        "From now on this kiosk shows central its own certificate.",
        {"kiosk": "id under which central knows it"},
    ),
    "certificate_renewed": LogEvent("info", "Central gave this kiosk a new certificate."),
    "certificate_refused": LogEvent(
        "error",
        "Central knows no kiosk with this key or token, or lets it call no more: it is to be "
        "enrolled anew.",
    ),
    "key_not_opened": LogEvent(
        "error",
        "The TPM seals or opens no key for this kiosk. With tpm_foreign (a disk that was moved to "
        "another machine, a TPM that was cleared) it is to be enrolled anew, with `central fleet "
        "code --again`; anything else is tried again each minute.",
        {
            "fault": "tpm_absent, tpm_foreign, tpm_not_installed (libtss2 or systemd-creds) or "
            "tpm_refused (busy, locked, no right to it)"
        },
    ),
    "identity_failed": LogEvent(
        "error", "A bug, or a bad disk, while looking after the certificate.", _ERROR
    ),
    "sync_refused": LogEvent(
        "error",
        "Central, or something before it, refuses this kiosk. It is asked again in a quarter of an "
        "hour.",
        {"status": "the HTTP status"},
    ),
    "sync_conflict": LogEvent(
        "error",
        "Central has the same id with other content. Nothing is sent again: staff must look.",
        {"action": "id of the action"},
    ),
    "upload_failed": LogEvent(
        "error", "A bug, or a bad disk, while carrying the queue up; it is tried again.", _ERROR
    ),
    "health_look_failed": LogEvent(
        "warning", "A part of the machine did not answer when it was looked at.", _ERROR
    ),
    "health_report_failed": LogEvent(
        "error", "A bug while putting together how the kiosk is; central is told later.", _ERROR
    ),
    "health_report_unread": LogEvent(
        "warning", "Central could not read how the kiosk is; it took the rest."
    ),
    "queue_look_failed": LogEvent(
        "error", "A bug, or a bad disk, while looking how the queue stands.", _ERROR
    ),
    "citizen_call": LogEvent(
        "info",
        "A call of the visit at hand was answered.",
        {
            "call": "`open`, `code`, `provisional_code`, `rights` or `attestation`",
            "outcome": "what came of it",
            "took_ms": "milliseconds",
        },
    ),
    "citizen_session_dropped": LogEvent(
        "info",
        "The visit at hand is forgotten, and its token with it.",
        {
            "reason": "`closed`, `new_session`, `stream_closed`, `silence`, `lost_at_central` or "
            "`stopping`"
        },
    ),
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
        "error", "An enrolment that staff began cannot go on: no key, or no room for one.", _ERROR
    ),
    "enrolment_refused": LogEvent(
        "warning", "An enrolment that staff began was refused, or took too long."
    ),
    "network_look_late": LogEvent(
        "warning", "The look along the way to central took too long; its end was left out."
    ),
    "closing_not_kept": LogEvent(
        "error", "Whether staff have closed the kiosk cannot be read: it is open.", _ERROR
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
    "configuration_tried": LogEvent(
        "info",
        "Central has signed a new configuration for this kiosk, and it is tried.",
        {"version": "its number"},
    ),
    "configuration_applied": LogEvent(
        "info",
        "The screen stands with it and central is reached: it counts from now on.",
        {"version": "its number"},
    ),
    "configuration_rolled_back": LogEvent(
        "error",
        "A configuration was given up; the last good one counts again. Central is told.",
        {
            "version": "its number",
            "why": "`unusable`, `no-screen`, `screen-fails`, `lost-central` or `interrupted`",
        },
    ),
    "configuration_refused": LogEvent(
        "warning",
        "A configuration was not taken up. Central is told.",
        {
            "digest": "first digits of its digest",
            "why": "`unknown-key`, `wrong-signature`, `malformed`, `wrong-purpose`, "
            "`other-caisse`, `other-kiosk`, `older` or `expired`",
        },
    ),
    "configuration_damaged": LogEvent(
        "error",
        "A file of the fleet's configuration cannot be read or is not what was signed; it counts "
        "for nothing, and central may send it again.",
        {"file": "`document` or `state`"},
    ),
    "configuration_failed": LogEvent(
        "error",
        "A bug while dealing with the fleet's configuration; the queue and visits go on.",
        _ERROR,
    ),
    "nearest_damaged": LogEvent(
        "warning",
        "What was kept of other kiosks nearby cannot be read; central tells it again.",
    ),
    "nearest_not_kept": LogEvent(
        "warning",
        "Where other kiosks are cannot be written down; it counts until kiosk-sync ends.",
        {"error": "kind of the exception, without its text"},
    ),
    "configuration_not_kept": LogEvent(
        "error",
        "The fleet's configuration cannot be read or written; the kiosk goes on with what it has.",
        {"error": "kind of the exception, without its text"},
    ),
    "command_accepted": LogEvent(
        "info",
        "Central has signed a command for this kiosk; it is done when nobody is there.",
        {"command": "its random id", "verb": "what is to be done, such as `restart-app`"},
    ),
    "command_refused": LogEvent(
        "warning",
        "A command is not done. Central is told.",
        {
            "command": "the id it was offered under",
            "why": "`unknown-key`, `former-key`, `wrong-signature`, `malformed`, `wrong-purpose`, "
            "`other-caisse`, `other-kiosk`, `other-id`, `too-long`, `replayed`, `unknown-verb` or "
            "`expired`",
        },
    ),
    "command_settled": LogEvent(
        "info",
        "A command is done with. Central is told until it has heard.",
        {"command": "its random id", "state": "`executed`, `failed` or `refused`"},
        {"why": "why it failed, a stable word"},
    ),
    "commands_failed": LogEvent(
        "error", "A bug, or a bad disk, while looking after commands; it is tried again.", _ERROR
    ),
    "keys_told": LogEvent(
        "info",
        "Central's signer has endorsed another key, and this kiosk goes by it from now on.",
        {
            "signing": "id of the key whose signature counts",
            "intake": "id of the key that requests are sealed for",
        },
    ),
    "endorsement_refused": LogEvent(
        "warning",
        "Central told of a key that its signer did not endorse: it changes nothing.",
        {
            "key": "id of the key that signed it",
            "why": "`unknown-key`, `wrong-signature`, `malformed` or `other-caisse`",
        },
    ),
    "keys_damaged": LogEvent(
        "error",
        "The file of endorsed keys is damaged. The one before it counts, or what was pinned at the "
        "enrolment alone, until central has said the rest again.",
        {"file": "its name"},
    ),
    "keys_not_kept": LogEvent(
        "error",
        "Endorsed keys could not be written. They count until the process ends.",
        _ERROR,
    ),
    "keys_failed": LogEvent("error", "A bug while looking at what central endorsed.", _ERROR),
    "queue_salvaged": LogEvent(
        "error",
        "The file of the queue was damaged. It lies in the folder `damaged` beside the new one, "
        "which goes on with what could be read.",
        {
            "actions": "how many were whole",
            "damaged": "how many were quarantined as such; central is told",
            "unreadable": "how many rows say nothing any more",
            "prints": "entries of the print journal",
        },
    ),
    "queue_failed": LogEvent(
        "error",
        "The disk failed a reading or writing of the queue; nothing of it was kept.",
        {"error": "SQLite's name for it, such as `SQLITE_IOERR_FSYNC`"},
    ),
    "queue_full": LogEvent("warning", "An action was refused: there is no room for it."),
    "queue_disk_full": LogEvent(
        "warning",
        "The disk has no room for the queue's reserve. What is queued can be settled; nothing new "
        "is accepted.",
    ),
    "queue_disk_has_room": LogEvent("info", "The reserve is whole again, and all is accepted."),
    "action_expired": LogEvent(
        "warning",
        "An action was too old and will not go to central, which is told: the person must be told.",
        {"action": "its id"},
    ),
    "action_quarantined": LogEvent(
        "error",
        "An action is set apart for staff; those after it go on.",
        {"action": "its id", "reason": "why, a stable word"},
    ),
    "peer_refused": LogEvent(
        "warning",
        "A process of another user wanted to speak, and was hung up on. Of many in a minute the "
        "first has a line of its own, the others one together.",
        {"uid": "its user id, of several that of the last", "times": "how often"},
    ),
    "peer_left_early": LogEvent("info", "kiosk-ui hung up before its request was complete."),
    "request_failed": LogEvent(
        "error",
        "A bug while answering kiosk-ui.",
        {**_ERROR, "places": "files, lines and functions it went through"},
    ),
    "bug_in_the_loop": LogEvent("error", "A bug that nobody waited for.", _ERROR),
}

BOTH: Mapping[str, LogEvent] = {
    "bug": LogEvent(
        "error",
        "A bug. The process ends and is started anew, unless Python can only ignore it.",
        {"kind": "kind of the exception, without its text", "frames": "places it went through"},
    ),
    "library": LogEvent(
        "warning",
        "What a library has to say.",
        {
            "library": "its name",
            "place": "file and line that said it; its words may quote anything",
            "error": "kind of the exception, where there is one",
        },
    ),
    "python_warning": LogEvent(
        "warning",
        "Python or a library warns of something.",
        {"category": "kind of the warning", "place": "file and line that it is about"},
    ),
    "words_missing": LogEvent(
        "error",
        "A sentence is missing in a language; the French or a neutral one is said.",
        {"key": "key of the sentence", "language": "its tag: `en`, `pt-PT`"},
    ),
    "uncatalogued": LogEvent("error", "A line of a name that is not on this page; it is left out."),
}

CATALOGUE: Mapping[str, LogEvent] = {**SCREEN, **SYNC, **BOTH}
