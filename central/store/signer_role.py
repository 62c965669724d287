"""What the signer may do at PostgreSQL: read what was approved, and add what it signed. Of kiosks'
keys it reads which chain each follows, and whether the next key was told; it writes neither."""

from central.store.audit_models import AuditHeadRow, AuditRow
from central.store.command_models import (
    CommandApprovalRow,
    CommandRow,
    CommandSignatureRow,
    CommandStateRow,
)
from central.store.configuration_models import (
    ConfigurationApprovalRow,
    ConfigurationDraftRow,
    ConfigurationVersionRow,
    KioskTagRow,
)
from central.store.key_models import KeyEndorsementRow, KioskKeysRow
from central.store.models import KioskRow
from central.store.role_rights import RoleRight, right, right_on

_READ = (
    KioskRow,
    KioskTagRow,
    KioskKeysRow,
    KeyEndorsementRow,
    ConfigurationDraftRow,
    ConfigurationApprovalRow,
    CommandRow,
    CommandApprovalRow,
    CommandStateRow,
)
SIGNER_RIGHTS: tuple[RoleRight, ...] = (
    *(right(each, "SELECT") for each in _READ),
    right(ConfigurationVersionRow, "SELECT", "INSERT"),
    right(CommandSignatureRow, "SELECT", "INSERT"),
    right_on("SELECT", AuditRow.id),
    right(AuditRow, "INSERT"),
    right(AuditHeadRow, "SELECT", "UPDATE"),
)
