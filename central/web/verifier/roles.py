"""What the public page may do at PostgreSQL: read what the check compares and where kiosks are, and
count."""

from central.fleet.open_kiosks.keeping import PUBLIC
from central.papers.checking import CHECKED
from central.store.models import PublicCounterRow
from central.store.role_rights import RoleRight, right, right_on

PUBLIC_RIGHTS: tuple[RoleRight, ...] = (
    right_on("SELECT", *CHECKED),
    right_on("SELECT", *PUBLIC),
    right(PublicCounterRow, "SELECT", "INSERT", "UPDATE", "DELETE"),
)
