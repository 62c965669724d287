"""The tables of the store, and how a file of another version is read: by adding only.

A column that is added later must be nullable or have a server default, so that this version still
writes a newer file. A new word for a state needs a table of its own: the old one checks its words.
Ages are kept as a moment of a boot (``due_boot``, ``due_s``), never as wall time: see timeline.
"""

from typing import Literal, get_args

from sqlalchemy import (
    REAL,
    CheckConstraint,
    Column,
    Connection,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.schema import CreateColumn

from wire.actions import ActionState
from wire.prints import PrintState

APPLICATION_ID = 0x626F726E
"""``born`` in ASCII."""
VERSION = 5

METADATA = MetaData()


def _one_of(column: str, words: tuple[str, ...]) -> CheckConstraint:
    return CheckConstraint(f"{column} IN ({', '.join(repr(word) for word in words)})")


ACTIONS = Table(
    "actions",
    METADATA,
    Column("position", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("reference", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("schema_version", Integer, nullable=False),
    Column("assurance", Text, nullable=False),
    Column("session_reference", Text),
    Column("subject", Text, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("created_at", Text, nullable=False),
    Column("boot", Text, nullable=False),
    Column("made_at_s", REAL, nullable=False),
    Column("expires_at", Text, nullable=False),
    Column("priority", Integer, nullable=False),
    Column("key_id", Text, nullable=False),
    Column("sealed", LargeBinary),
    Column("digest", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("reason", Text),
    Column("refused_boot", Text),
    Column("refused_s", REAL),
    Column("settled_at", Text),
    Column("reported", Integer, nullable=False),
    Column("due_boot", Text, nullable=False),
    Column("due_s", REAL, nullable=False),
    Column("put_off", Integer, nullable=False, server_default="0"),
    Column("again_boot", Text),
    Column("again_s", REAL),
    _one_of("state", get_args(ActionState)),
    sqlite_strict=True,
    sqlite_autoincrement=True,
)
"""One row for each action. ``position``: the order they came in, never given twice; the number in
the reference is made of it. ``priority`` 0 goes first. ``sealed`` is gone once central has it.
``reported``: central knows what became of it. ``due``: when it expires, or once settled, when the
row may go. ``put_off``: how often central could not take it yet, for ``reason``; ``again``: from
when on it is offered again."""

PRINTS = Table(
    "prints",
    METADATA,
    Column("job", Text, primary_key=True),
    Column("state", Text, nullable=False),
    Column("due_boot", Text, nullable=False),
    Column("due_s", REAL, nullable=False),
    Column("noted_at", Text),
    _one_of("state", get_args(PrintState)),
    sqlite_strict=True,
)
"""``noted_at``: when the state was written down, by the wall clock of then, for people."""

CommandState = Literal["accepted", "started", "executed", "failed", "expired", "refused"]

COMMANDS = Table(
    "commands",
    METADATA,
    Column("state", Text, nullable=False),
    Column("id", Text, primary_key=True),
    Column("version", Integer, nullable=False, unique=True),
    Column("issued_at", Text, nullable=False),
    Column("verb", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("reason", Text),
    Column("moved_at", Text, nullable=False),
    Column("reported", Integer, nullable=False),
    Column("begun_boot", Text),
    Column("due_boot", Text, nullable=False),
    Column("due_s", REAL, nullable=False),
    _one_of("state", get_args(CommandState)),
    sqlite_strict=True,
)
"""One row for each command that was believed, by the version of its document. ``state`` stands
first: a damaged file's rows are told apart by their shape. ``due``: until when it may be begun; of
a message that was shown, until when it is. ``reported``: central knows this state."""

BOOTS = Table(
    "boots",
    METADATA,
    Column("position", Integer, primary_key=True),
    Column("boot", Text, nullable=False, unique=True),
    Column("began_at", Text),
    Column("met_at_s", REAL),
    sqlite_strict=True,
)
"""The boots in which something was kept, in order. ``began_at``: by central's time; ``met_at_s``:
uptime when that was first learned in it."""

STANDING = Table(
    "standing",
    METADATA,
    Column("one", Integer, primary_key=True),
    Column("last_sync_at", Text),
    Column("closed", Text),
    sqlite_strict=True,
)
"""One row: when central last answered, and why staff have closed the kiosk."""

BEGUN = Table(
    "begun",
    METADATA,
    Column("service", Text, primary_key=True),
    Column("times", Integer, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""How often each service was begun at this kiosk, for the order of its tiles: of nobody, and
without a time. A salvaged file begins anew."""

USE = Table(
    "use",
    METADATA,
    Column("position", Integer, primary_key=True),
    Column("day", Text, nullable=False),
    Column("run", Text, nullable=False),
    Column("said", Text, nullable=False),
    UniqueConstraint("day", "run"),
    sqlite_strict=True,
    sqlite_autoincrement=True,
)
"""What each run of the screen counted on each day, as it last said. A salvaged file begins anew."""

PAPER = Table(
    "paper",
    METADATA,
    Column("place", Text, primary_key=True),
    Column("taken", Integer, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""How much printers have taken since paper was last loaded there."""

STAFF_TRIES = Table(
    "staff_tries",
    METADATA,
    Column("who", Text, primary_key=True),
    Column("wrong", Integer, nullable=False),
    Column("at_boot", Text, nullable=False),
    Column("at_s", REAL, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Wrong tries of staff in a row, by a keyed digest of what was typed or shown, and when the last
was; of ``code:`` and a member the time step of the last second factor. A salvaged file begins anew.
"""

Index("actions_subject", ACTIONS.c.subject, ACTIONS.c.sequence, unique=True)
Index("actions_due", ACTIONS.c.due_boot, ACTIONS.c.due_s)
Index(
    "actions_state",
    ACTIONS.c.state,
    ACTIONS.c.attempts,
    ACTIONS.c.priority,
    ACTIONS.c.position,
)
Index(
    "actions_unreported",
    ACTIONS.c.position,
    sqlite_where=text("reported = 0 AND state IN ('quarantined', 'expired')"),
)
Index("prints_due", PRINTS.c.due_boot, PRINTS.c.due_s)


def add_what_is_missing(connection: Connection) -> None:
    """Brings a new or older file up to this version; leaves a newer one as it is."""
    METADATA.create_all(connection)
    for table in METADATA.sorted_tables:
        rows = connection.exec_driver_sql(f"PRAGMA table_info({table.name})")
        there = {str(row[1]) for row in rows}
        for column in table.columns:
            if column.name not in there:
                ddl = CreateColumn(column).compile(connection)
                connection.exec_driver_sql(f"ALTER TABLE {table.name} ADD COLUMN {ddl}")
    found = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if found < VERSION:
        connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
    connection.execute(STANDING.insert().prefix_with("OR IGNORE").values(one=1))
