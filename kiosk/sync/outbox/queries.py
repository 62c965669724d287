"""The statements of the outbox that are run again and again, built once."""

from sqlalchemy import bindparam, func, literal, select, update

from kiosk.sync.store.schema import ACTIONS, STANDING

_EARLIER = ACTIONS.alias("earlier")

KNOWN = select(ACTIONS.c.kind, ACTIONS.c.subject, ACTIONS.c.reference, ACTIONS.c.assurance).where(
    ACTIONS.c.id == bindparam("action")
)

NEXT = select(
    STANDING.c.number,
    select(func.coalesce(func.max(ACTIONS.c.sequence), 0) + 1)
    .where(ACTIONS.c.subject == bindparam("of_subject"))
    .scalar_subquery()
    .label("sequence"),
)
"""The last number given, and the sequence of the subject's next action."""

GIVEN = update(STANDING).values(
    number=bindparam("given"),
    newest=func.max(func.coalesce(STANDING.c.newest, ""), bindparam("came")),
)

HEADS = (
    select(ACTIONS)
    .where(ACTIONS.c.state == "ready")
    .where(
        ~select(literal(1))
        .select_from(_EARLIER)
        .where(_EARLIER.c.subject == ACTIONS.c.subject)
        .where(_EARLIER.c.sequence < ACTIONS.c.sequence)
        .where(_EARLIER.c.state.in_(("ready", "in_flight")))
        .exists()
    )
    .order_by(ACTIONS.c.priority, ACTIONS.c.position)
    .limit(bindparam("at_most"))
)
"""The first of each subject that waits, the urgent first, then in the order they came."""

UNREPORTED = (
    select(ACTIONS)
    .where(ACTIONS.c.reported == 0)
    .where(ACTIONS.c.state.in_(("quarantined", "expired")))
    .order_by(ACTIONS.c.position)
    .limit(bindparam("at_most"))
)

READY = select(func.count()).select_from(ACTIONS).where(ACTIONS.c.state == "ready")
