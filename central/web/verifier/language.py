"""In which language the check page speaks."""

from shared_runtime.messages.catalogue import FIRST_LANGUAGE, Catalogue

_LONGEST_HEADER = 200


def choose_language(catalogue: Catalogue, asked: str, accept_language: str | None) -> str:
    """The language asked for, else the best liked one of the browser's, else French."""
    if asked in catalogue.languages:
        return asked
    liked: dict[str, float] = {}
    for part in (accept_language or "")[:_LONGEST_HEADER].split(","):
        tag, _, quality = part.strip().partition(";q=")
        language = catalogue.offered(tag)
        try:
            weight = float(quality or 1)
        except ValueError:
            continue
        if language is not None:
            liked[language] = max(liked.get(language, 0.0), weight)
    # French is the first of them, and the first of the equally liked is taken.
    return max(catalogue.languages, key=lambda each: liked.get(each, 0.0), default=FIRST_LANGUAGE)
