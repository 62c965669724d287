"""One exchange between a kiosk and central as it went over the wire, kept as JSON."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "releases"
"""A file for each release that is still to be understood."""
WRONG_CODE = "000000"
"""A provisional code that was never sent."""
RELEASES = sorted(path.stem for path in FOLDER.glob("*.json"))


@dataclass(frozen=True)
class Exchange:
    """``citizen``: the token of the citizen session that went with it; ``body`` and ``answer``: the
    JSON of either side, None where there was none."""

    method: str
    path: str
    citizen: str | None
    body: Any
    status: int
    media_type: str
    answer: Any


def load(release: str) -> list[Exchange]:
    text = (FOLDER / f"{release}.json").read_text(encoding="utf-8")
    return [Exchange(**each) for each in json.loads(text)]


def save(release: str, exchanges: list[Exchange]) -> None:
    text = json.dumps([asdict(each) for each in exchanges], indent=1, ensure_ascii=False)
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{release}.json").write_text(text + "\n", encoding="utf-8")
