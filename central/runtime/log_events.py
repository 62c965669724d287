"""Every event that central may log: its level, its fields, what it means.

A line of another name, and a field that is not named here, do not get into the log. The page
docs/events.md is made from this.
"""

from collections.abc import Mapping

from shared_runtime.log_event import LogEvent

CATALOGUE: Mapping[str, LogEvent] = {
    "central_started": LogEvent("info", "central is ready to serve."),
    "central_stopped": LogEvent("info", "central has been asked to stop, and has."),
    "request": LogEvent(
        "info",
        "A request was answered.",
        {
            "method": "of HTTP",
            "route": "as published, never the path as sent",
            "status": "of HTTP; 0 where the caller had gone",
            "ms": "milliseconds",
            "kiosk": "name of the kiosk that called, where one did",
            "session": "random id of the visit, where there is one",
        },
    ),
    "intake": LogEvent(
        "info",
        "A kiosk sent requests that wait no longer, and each was answered.",
        {
            "kiosk": "name of the kiosk",
            "stored": "requests that are new",
            "duplicate": "requests that were known already",
            "rejected": "requests that cannot be taken",
            "conflict": "requests with the id of another",
            "unanswered": "requests that the kiosk is to send again",
            "tombstones": "requests of which the kiosk says that they will not come",
            "backlog": "requests that still wait at the kiosk, as it says",
        },
    ),
    "intake_conflict": LogEvent(
        "error",
        "ALARM: a kiosk sent another content under the id of a request that is known; neither "
        "replaces the other. `central requests trouble` shows both.",
        {"kiosk": "name of the kiosk", "action": "random id of the request"},
    ),
    "intake_rejected": LogEvent(
        "warning",
        "A request cannot be taken. Where `code` is `unknown-key`, `unknown-kind` or "
        "`unknown-schema`, central lacks a key or is older than the kiosk, which offers it again "
        "by itself.",
        {
            "kiosk": "name of the kiosk",
            "action": "random id of the request",
            "code": "`bad-digest`, `unknown-kind`, `unknown-schema`, `unknown-key`, `seal-broken`, "
            "`malformed-body` or `bad-session-reference`",
        },
    ),
    "intake_not_yet": LogEvent(
        "info",
        "A request that central could not take came again, and it still cannot.",
        {
            "kiosk": "name of the kiosk",
            "action": "random id of the request",
            "code": "`unknown-kind`, `unknown-schema` or `unknown-key`",
        },
    ),
    "intake_failed": LogEvent(
        "error",
        "A bug while a request was taken in: it is not answered, and the kiosk sends it again.",
        {
            "kiosk": "name of the kiosk",
            "action": "random id of the request",
            "kind": "kind of the exception, without its text",
            "frames": "places it went through",
        },
    ),
    "intake_tombstone": LogEvent(
        "warning",
        "A request will not come: somebody must tell the person. `central requests trouble` shows "
        "it.",
        {
            "kiosk": "name of the kiosk",
            "action": "random id of the request",
            "state": "`quarantined` or `expired`",
        },
    ),
    "alarm": LogEvent(
        "error",
        "ALARM: somebody must look into it. `central alarms list` says what it means; while it "
        "goes on it is told once.",
        {
            "kind": "which, such as `token-in-two-places`",
            "kiosk": "name of the kiosk; `console` or `admin:` with an id where it is about "
            "the people who look after them",
        },
    ),
    "reader_started": LogEvent("info", "`central reader` is ready to open bodies."),
    "reader_stopped": LogEvent("info", "`central reader` has been asked to stop, and has."),
    "reader_peer_refused": LogEvent(
        "warning",
        "A process of an account that is not in `reader_users` has asked the reader.",
        {"uid": "user id of the peer"},
    ),
    "reader_failed": LogEvent(
        "error",
        "A question to the reader got no answer, or that it is busy; nothing was told.",
        {"error": "its type", "frames": "where, without what was worked on"},
    ),
    "reading_refused": LogEvent(
        "warning",
        "Somebody asked for the content of a request who has no live session, or may not read at "
        "its agency.",
        {
            "admin": "who asked, as `admin:ID`; empty without a session",
            "request": "id of the request",
        },
    ),
    "heartbeat_not_kept": LogEvent(
        "warning",
        "How a kiosk is could not be written down; its next report, a minute later, says it again.",
        {"kiosk": "name of the kiosk", "kind": "kind of the exception, without its text"},
    ),
    "report_unreadable": LogEvent(
        "warning",
        "A kiosk's report of how it is does not fit the contract; what came beside it was taken.",
        {"kiosk": "name of the kiosk"},
    ),
    "fleet_alert": LogEvent(
        "warning",
        "Something is wrong with a kiosk or a site, or is well again, and who is in charge there "
        "is told. `central fleet alerts list` says what it means.",
        {
            "kind": "`opened`, `reminder` or `closed`",
            "site": "the site",
            "kiosk": "the kiosk, empty where it is the whole site",
            "reason": "what, such as `printer.paper_out`",
        },
    ),
    "alert_not_delivered": LogEvent(
        "warning",
        "An alert did not reach a mailbox or a webhook; it is tried again, for a day.",
        {"channel": "`email` or `webhook`", "why": "what came in the way"},
    ),
    "alert_given_up": LogEvent(
        "error",
        "An alert does not reach a mailbox or a webhook, and is not tried any more.",
        {"channel": "`email` or `webhook`", "why": "what came in the way"},
    ),
    "open_kiosks_cut": LogEvent(
        "error",
        "There are more places with kiosks than the list of open kiosks may have; the last, by "
        "postcode, are missing.",
        {"places": "how many there are"},
    ),
    "open_kiosks_not_read": LogEvent(
        "warning",
        "The list of open kiosks cannot be read; kiosks are told nothing new of their neighbours.",
        {"kind": "kind of the exception, without its text"},
    ),
    "fleet_watch_failed": LogEvent(
        "error",
        "A bug, or a store that fails, while the fleet was watched; it is tried again at once.",
        {"kind": "kind of the exception, without its text", "frames": "places it went through"},
    ),
    "command_moved": LogEvent(
        "info",
        "A kiosk says that a command stands otherwise than before.",
        {
            "kiosk": "name of the kiosk",
            "command": "random id of the command",
            "state": "`acknowledged`, `executed`, `failed`, `expired` or `refused`",
        },
    ),
    "command_report_refused": LogEvent(
        "warning",
        "A kiosk says something of a command that it cannot know, or that takes back what it said.",
        {
            "kiosk": "name of the kiosk",
            "command": "the id that it named",
            "why": "`unknown`, `of-another-kiosk`, `never-sent`, `backwards` or `not-asked-for`",
        },
    ),
    "command_forged": LogEvent(
        "error",
        "ALARM: the signer found a command, or the approval of one, that was written into the "
        "store by another way than `central fleet`. It was not signed.",
        {
            "command": "random id of the command",
            "why": "`same-person` or `other-digest`",
        },
    ),
    "bodies_erased": LogEvent(
        "info",
        "The content of requests was kept as long as it may be, and is erased.",
        {"count": "how often a thing was asked", "open": "of these, still to be dealt with"},
    ),
    "body_key_erased": LogEvent(
        "info",
        "The key of a month was thrown away: no copy of what it sealed can be read any more.",
        {"key": "id of the key"},
    ),
    "body_keys_unusable": LogEvent(
        "error",
        "The folder of body keys cannot be used: no key is thrown away until it can.",
        {"reason": "what the operating system says of it, or which file is damaged"},
    ),
    "intake_without_keys": LogEvent(
        "error",
        "ALARM: requests cannot be kept, because the folder of body keys cannot be used or another "
        "worker has a server key that this one lacks; kiosks send them again.",
        {
            "kiosk": "name of the kiosk",
            "count": "requests that are to come again",
            "reason": "what is wrong, or the id of the server key",
        },
    ),
    "server_key_unknown": LogEvent(
        "error",
        "ALARM: the store holds what a server key made that this process lacks; callers are asked "
        "to wait. Start it anew with the ring that the others have.",
        {"key": "id of the key"},
    ),
    "store_unavailable": LogEvent(
        "error",
        "The database cannot be reached, is full or has no time; callers are asked to wait.",
        {"kind": "kind of the exception, without its text"},
    ),
    "wave_moved": LogEvent(
        "info",
        "A wave told its next kiosks, or all have it.",
        {"wave": "its number", "stage": "which; 0 is the canaries'", "told": "kiosks until now"},
    ),
    "wave_paused": LogEvent(
        "error",
        "A wave stands still until somebody looks: `central fleet wave show`.",
        {"wave": "its number", "why": "`canary-failed`, `canary-silent` or `too-many-errors`"},
    ),
    "signer_started": LogEvent("info", "The signer answers on its socket."),
    "signer_stopped": LogEvent("info", "The signer has been asked to stop, and has."),
    "signer_peer_refused": LogEvent(
        "warning",
        "A process that may not ask the signer connected to it, and was hung up on.",
        {"uid": "user id of the process"},
    ),
    "signer_unavailable": LogEvent(
        "error",
        "The console has asked the signer, which did not answer: what was approved waits, and its "
        "page has a button to ask again.",
    ),
    "signer_failed": LogEvent(
        "error",
        "The signer could not answer: the store fails, the count of versions beside the key holds "
        "no number, or what asks speaks otherwise.",
        {"error": "kind of the exception, without its text"},
    ),
    "approval_forged": LogEvent(
        "error",
        "ALARM: the store says that something was approved which no second person has approved, or "
        "holds another content than was approved. Nothing is signed; whoever can write into the "
        "store is to be looked for.",
        {"kiosk": "id of the kiosk", "why": "`same-person` or `other-digest`"},
    ),
    "provider_unreachable": LogEvent(
        "warning",
        "The provider at which people sign in to the console did not answer in time, or not as a "
        "provider does.",
    ),
    "provider_refused": LogEvent(
        "warning",
        "What the provider or the browser that came back from it said proves nobody.",
        {"why": "which check failed, such as `other-state`, `bad-signature` or `expired_token`"},
    ),
    "bug": LogEvent(
        "error",
        "A bug, while answering a request or where nobody catches it.",
        {"kind": "kind of the exception, without its text", "frames": "places it went through"},
    ),
    "files_exhausted": LogEvent(
        "error",
        "The process may open no more files, and goes on when one is closed. Told once a minute.",
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
