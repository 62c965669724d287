"""Events of either process."""

from collections.abc import Mapping

from shared_runtime.log_event import LogEvent

BOTH: Mapping[str, LogEvent] = {
    "bug": LogEvent(
        "error",
        "A bug. The process ends and is started anew, unless Python can only ignore it.",
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
