"""A third language, made for a test: nothing of the product knows it but its folder."""

import json
import shutil
from pathlib import Path

from shared_runtime.messages.loading import messages_folder
from shared_runtime.messages.plurals import plural_of

ARABIC = "ar"
NAME = "العربية"
MARK = "ع"
"""Every sentence of it begins with this letter."""


def messages_with_arabic(folder: Path) -> Path:
    """A copy of what is shipped with ``ar`` beside it: the French sentences marked as Arabic, those
    that count in each of the six forms, which begin with their own name."""
    messages = folder / "messages"
    shutil.copytree(messages_folder(), messages)
    (messages / ARABIC).mkdir()
    for part in sorted((messages / "fr").glob("*.json")):
        french = json.loads(part.read_text(encoding="utf-8"))
        arabic = {key: _arabic(entry) for key, entry in french.items()}
        if "language.name" in arabic:
            arabic["language.name"] = NAME
        text = json.dumps(arabic, ensure_ascii=False)
        (messages / ARABIC / part.name).write_text(text, encoding="utf-8")
    return messages


def _arabic(entry: str | dict[str, str]) -> str | dict[str, str]:
    if isinstance(entry, str):
        return f"{MARK} {entry}"
    plural = plural_of(ARABIC)
    assert plural is not None
    return {form: f"{MARK} {form}: {entry['other']}" for form in plural.forms}
