"""What the console may do at PostgreSQL: see the fleet, see to its own accounts and to what people
decide, and write down what was done. No body of a request is among it."""

from central.store.admin_models import (
    AdminCredentialRow,
    AdminGrantRow,
    AdminInvitationRow,
    AdminRow,
    AdminSessionRow,
    ProposalRow,
    RecoveryCodeRow,
)
from central.store.alert_models import RecipientRow, SilenceRow, ThresholdRow, WatchRow
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
    ConfigurationTargetRow,
    ConfigurationVersionRow,
    KioskTagRow,
)
from central.store.fleet_models import (
    AlertMessageRow,
    AlertRow,
    KioskStatusHistoryRow,
    KioskStatusRow,
    KioskUsageRow,
)
from central.store.intake_models import (
    ConflictRow,
    IntakeRow,
    RequestItemRow,
    RequestRow,
    TombstoneRow,
    TroubleTickRow,
)
from central.store.models import AlarmRow, CounterRow, KioskRow
from central.store.role_rights import RoleRight, right, right_on

_OWN = (
    AdminRow,
    AdminCredentialRow,
    RecoveryCodeRow,
    AdminInvitationRow,
    AdminGrantRow,
    AdminSessionRow,
    ProposalRow,
    CounterRow,
)
_SEEN = (
    KioskRow,
    KioskTagRow,
    KioskStatusRow,
    KioskStatusHistoryRow,
    KioskUsageRow,
    AlertRow,
    WatchRow,
    ConfigurationDraftRow,
    ConfigurationApprovalRow,
    ConfigurationVersionRow,
    ConfigurationTargetRow,
    CommandRow,
    CommandApprovalRow,
    CommandSignatureRow,
    CommandStateRow,
    RequestRow,
    RequestItemRow,
    IntakeRow,
    TombstoneRow,
    ConflictRow,
    AuditHeadRow,
)
CONSOLE_RIGHTS: tuple[RoleRight, ...] = (
    *(right(each, "SELECT", "INSERT", "UPDATE", "DELETE") for each in _OWN),
    *(right(each, "SELECT") for each in _SEEN),
    right_on(
        "UPDATE",
        RequestRow.state,
        RequestRow.closed_at,
        RequestRow.closed_by,
        RequestRow.closed_account,
        RequestRow.closed_as,
    ),
    right(TroubleTickRow, "SELECT", "INSERT"),
    right_on("UPDATE", AlertRow.acknowledged_at, AlertRow.acknowledged_by),
    right(SilenceRow, "SELECT", "INSERT"),
    right_on("UPDATE", SilenceRow.lifted_at, SilenceRow.lifted_by),
    right(ThresholdRow, "SELECT", "INSERT"),
    right_on("UPDATE", ThresholdRow.changed, ThresholdRow.changed_by, ThresholdRow.changed_at),
    right(RecipientRow, "SELECT", "INSERT", "DELETE"),
    # A test message is put there; what others are told, it does not read.
    right(AlertMessageRow, "INSERT"),
    right_on(
        "SELECT",
        AlertMessageRow.channel,
        AlertMessageRow.address,
        AlertMessageRow.made_at,
        AlertMessageRow.done_at,
        AlertMessageRow.failed,
    ),
    right(AlarmRow, "SELECT", "INSERT", "UPDATE"),
    right(AuditRow, "SELECT", "INSERT"),
    right(AuditHeadRow, "UPDATE"),
)
