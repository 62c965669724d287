"""Values written as TOML."""

import json


def toml(value: object) -> str:
    """The JSON of texts, numbers and lists is TOML too; a section within a line is not."""
    if isinstance(value, dict):
        parts = (f"{json.dumps(key)} = {toml(part)}" for key, part in value.items())
        return "{" + ", ".join(parts) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
