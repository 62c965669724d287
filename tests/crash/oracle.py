"""What central has, asked of its own store: everything visitors were told, once, and in order."""

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID

from tests.crash.ui import SECRETS, Ui


class Oracle:
    """Reads the file beside the running central."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._seen: set[UUID] = set()
        self._read_up_to: dict[str, Any] = {"intake": 0, "intake_tombstones": 0}

    def has(self, actions: Collection[UUID]) -> bool:
        """Whether central took in each of them, or knows that it will not come."""
        if not self._seen.issuperset(actions):
            for table in self._read_up_to:
                self._read_on(table)
        return self._seen.issuperset(actions)

    def _read_on(self, table: str) -> None:
        rows = self._rows(
            f"SELECT id, rowid FROM {table} WHERE rowid > ? ORDER BY rowid",
            self._read_up_to[table],
        )
        for action, number in rows:
            self._seen.add(UUID(hex=str(action)))
            self._read_up_to[table] = number

    def judge(self, ui: Ui) -> None:
        """Fails when a visitor was told what is not so. ``ui``: all that one kiosk was asked."""
        told = set(ui.recorded)
        taken = self._references("SELECT id, reference FROM intake WHERE outcome = 'stored'")
        lost = {action.hex for action in told} - set(taken)
        assert not lost, f"recorded, and not at central: {sorted(lost)}"
        for action, reference in ui.recorded.items():
            assert taken[action.hex] == reference, "another reference than on the receipt"
        for what, rows in (
            ("effect", "SELECT id FROM request_items"),
            ("audit", "SELECT action FROM audit WHERE act = 'request' AND outcome = 'stored'"),
        ):
            times = Counter(self._ids(rows))
            wrong = {str(action): times[action] for action in told if times[action] != 1}
            assert not wrong, f"{what} not exactly once: {wrong}"
        self._order(ui)
        assert not self._ids("SELECT id FROM intake_conflicts"), "an id with two contents"

    def _order(self, ui: Ui) -> None:
        """Within a visit: as it was recorded, none left out. What was said not to come, and came
        since staff sent it again, is the one thing that may come late."""
        late = set(self._ids("SELECT id FROM intake_tombstones"))
        for visit, told in ui.subjects.items():
            rows = self._rows(
                "SELECT id, sequence FROM intake WHERE visit = ? ORDER BY rowid", visit.hex
            )
            came = [UUID(hex=str(row[0])) for row in rows]
            assert _without(late, came) == _without(late, told), "not as recorded"
            numbers = sorted(row[1] for row in rows)
            assert numbers == list(range(1, len(rows) + 1)), f"left out: {numbers}"

    def _ids(self, sql: str) -> list[UUID]:
        return [UUID(hex=str(row[0])) for row in self._rows(sql)]

    def _references(self, sql: str) -> dict[str, str]:
        return {str(row[0]): str(row[1]) for row in self._rows(sql)}

    def _rows(self, sql: str, *given: Any) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql, given).fetchall()

    @cached_property
    def _connection(self) -> sqlite3.Connection:
        """Asked every few milliseconds; to open the file each time takes longer than the answer."""
        return sqlite3.connect(f"file:{self._database}?mode=ro", uri=True, timeout=10)


def _without(some: Collection[UUID], actions: Iterable[UUID]) -> list[UUID]:
    return [action for action in actions if action not in some]


def people_in(paths: Iterable[Path]) -> list[str]:
    """Where in these files something of the planted person stands."""
    return [
        f"{secret} in {path.name}"
        for path in paths
        for content in (path.read_bytes(),)
        for secret in SECRETS
        if secret.encode() in content
    ]
