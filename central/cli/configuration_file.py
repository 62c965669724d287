"""The file in which somebody writes what a layer is to say."""

import json
import tomllib
from base64 import b64encode
from pathlib import Path
from typing import Any

from central.fleet.configuration.content import WrongContent
from wire.configuration import MAX_LOGO_BYTES


def read_content(file: Path) -> dict[str, Any]:
    """The plain values of a TOML or JSON file; a ``logo`` may be the path of a picture, PNG or SVG,
    from where the file lies. Raises WrongContent."""
    try:
        text = file.read_text(encoding="utf-8")
        content = json.loads(text) if file.suffix == ".json" else tomllib.loads(text)
    except OSError as error:
        raise WrongContent((f"cannot be read: {error.strerror}",)) from None
    except (ValueError, RecursionError):
        raise WrongContent((f"is no {'JSON' if file.suffix == '.json' else 'TOML'}",)) from None
    if not isinstance(content, dict):
        raise WrongContent(("fields with their values are needed",))
    if isinstance(content.get("logo"), str):
        content["logo"] = _logo(file.parent / content["logo"])
    return content


def _logo(path: Path) -> dict[str, str]:
    try:
        with path.open("rb") as file:
            picture = file.read(MAX_LOGO_BYTES + 1)
    except OSError as error:
        raise WrongContent((f"logo: cannot be read: {error.strerror}",)) from None
    form = path.suffix.removeprefix(".").lower()
    return {"form": form, "picture": b64encode(picture).decode("ascii")}
