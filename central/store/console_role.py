"""What the console may do at PostgreSQL: see the fleet, see to its own accounts and to what people
decide, and write down what was done. No body of a request is among it, and it signs nothing."""

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
    CommandResultRow,
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
    WaveMemberRow,
    WaveRow,
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
from central.store.key_models import KioskKeysRow
from central.store.list_models import BulkActionRow, BulkKioskRow, KioskViewRow
from central.store.models import (
    AlarmRow,
    CitizenSessionRow,
    CounterRow,
    EnrolmentRow,
    KioskPlaceRow,
    KioskRow,
)
from central.store.role_rights import RoleRight, right, right_on
from central.store.staff_models import StaffMemberRow, StaffPinRow
from central.store.support_models import SupportBundleRow
from central.store.use_models import (
    ToldUseDayRow,
    ToldUseWeekRow,
    UseGroupRow,
    UseGroupTagRow,
    UseTagRow,
)

_OWN = (
    AdminRow,
    AdminCredentialRow,
    RecoveryCodeRow,
    AdminInvitationRow,
    AdminGrantRow,
    AdminSessionRow,
    ProposalRow,
    CounterRow,
    KioskViewRow,
    BulkActionRow,
    BulkKioskRow,
    StaffMemberRow,
    StaffPinRow,
)
_SEEN = (
    KioskRow,
    KioskTagRow,
    KioskStatusRow,
    KioskStatusHistoryRow,
    KioskUsageRow,
    KioskKeysRow,
    ToldUseDayRow,
    ToldUseWeekRow,
    UseGroupRow,
    UseGroupTagRow,
    UseTagRow,
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
    CommandResultRow,
    SupportBundleRow,
    RequestRow,
    RequestItemRow,
    IntakeRow,
    TombstoneRow,
    ConflictRow,
    AuditHeadRow,
)
_IDENTITY: tuple[RoleRight, ...] = (
    right(EnrolmentRow, "SELECT", "INSERT"),
    right_on(
        "UPDATE",
        EnrolmentRow.state,
        EnrolmentRow.decided_by,
        EnrolmentRow.decided_at,
        EnrolmentRow.kiosk,
    ),
    right(KioskRow, "INSERT"),
    right_on(
        "UPDATE",
        KioskRow.name,
        KioskRow.site,
        KioskRow.token_sha256,
        KioskRow.key_sha256,
        KioskRow.revoked_at,
        KioskRow.quarantined_at,
    ),
    # The visits of a kiosk that is revoked end, and its places are forgotten.
    right_on("SELECT", CitizenSessionRow.kiosk),
    right(CitizenSessionRow, "DELETE"),
    right_on("SELECT", KioskPlaceRow.kiosk),
    right(KioskPlaceRow, "DELETE"),
)
_TOLD: tuple[RoleRight, ...] = (
    right(KioskTagRow, "INSERT", "DELETE"),
    right(ConfigurationDraftRow, "INSERT"),
    right_on("UPDATE", ConfigurationDraftRow.discarded_at),
    right(ConfigurationApprovalRow, "INSERT"),
    right(ConfigurationTargetRow, "INSERT", "UPDATE"),
    right(WaveRow, "SELECT", "INSERT", "UPDATE"),
    right(WaveMemberRow, "SELECT", "INSERT", "UPDATE"),
    right(CommandRow, "INSERT"),
    right(CommandApprovalRow, "INSERT"),
    right(CommandStateRow, "INSERT"),
    right_on("UPDATE", CommandStateRow.state, CommandStateRow.moved_at),
)
CONSOLE_RIGHTS: tuple[RoleRight, ...] = (
    *(right(each, "SELECT", "INSERT", "UPDATE", "DELETE") for each in _OWN),
    *(right(each, "SELECT") for each in _SEEN),
    *_IDENTITY,
    *_TOLD,
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
