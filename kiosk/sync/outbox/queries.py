"""The statements of the outbox that are run again and again, built once."""

from sqlalchemy import bindparam, func, literal, select, text

from kiosk.sync.db.schema import ACTIONS

_EARLIER = ACTIONS.alias("earlier")

BEFORE = text("""
    SELECT known.kind, known.subject, known.reference, known.assurance,
        1 + max(
            (SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'actions'),
            (SELECT coalesce(max(position), 0) FROM actions)
        ) AS position,
        (SELECT coalesce(max(sequence), 0) + 1 FROM actions WHERE subject = :subject) AS sequence
    FROM standing LEFT JOIN actions AS known ON known.id = :action
""")
"""Before a submission, in one go: the action of the same id, if there is one; else the place of the
new one among all and in its subject. A counter that was lost, which no check of SQLite's finds, is
made up for by the places that are taken."""

HEADS = (
    select(ACTIONS)
    .where(ACTIONS.c.state == "ready")
    .where(
        ~select(literal(1))
        .select_from(_EARLIER)
        .where(_EARLIER.c.subject == ACTIONS.c.subject)
        .where(_EARLIER.c.sequence < ACTIONS.c.sequence)
        .where(_EARLIER.c.state.in_(("ready", "in_flight")))
        .where(_EARLIER.c.put_off == 0)
        .exists()
    )
    .order_by(ACTIONS.c.attempts, ACTIONS.c.priority, ACTIONS.c.position)
    .limit(bindparam("at_most"))
)
"""The first of each subject that waits: the least often sent first, so that one at which central
breaks lets the others pass; then the urgent first, then in the order they came. One that was put
off is nobody's forerunner: behind it another would wait for weeks, perhaps expire, that central
takes today, and central goes by when things were asked for, not by when they came."""

UNREPORTED = (
    select(ACTIONS)
    .where(ACTIONS.c.reported == 0)
    .where(ACTIONS.c.state.in_(("quarantined", "expired")))
    .order_by(ACTIONS.c.position)
    .limit(bindparam("at_most"))
)

NEWEST = select(func.max(ACTIONS.c.id))
"""Its row stays, so that whoever mints ids never goes back behind it."""

READY = select(func.count()).select_from(ACTIONS).where(ACTIONS.c.state == "ready")
