"""What the public page's role may do at PostgreSQL: read what the check compares and where kiosks
are, and count."""

import re

from central.fleet.open_kiosks.keeping import PUBLIC
from central.papers.checking import CHECKED
from central.store.fleet_models import OpenKiosksRow
from central.store.models import PaperRow, PublicCounterRow

ROLE_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")
_VERSION = "alembic_version"
"""Read at start: whether the store is what this central knows."""


def public_role_statements(role: str) -> tuple[str, ...]:
    """The statements for a role that is there; said twice they change nothing. ``role``: as
    ``ROLE_NAME`` wants it."""
    assert ROLE_NAME.fullmatch(role)
    columns = ", ".join(column.key for column in CHECKED)
    open_kiosks = ", ".join(column.key for column in PUBLIC)
    papers, counters = PaperRow.__tablename__, PublicCounterRow.__tablename__
    return (
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role};",
        f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {role};",
        f"GRANT USAGE ON SCHEMA public TO {role};",
        f"GRANT SELECT ({columns}) ON {papers} TO {role};",
        f"GRANT SELECT ({open_kiosks}) ON {OpenKiosksRow.__tablename__} TO {role};",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON {counters} TO {role};",
        f"GRANT SELECT ON {_VERSION} TO {role};",
    )
