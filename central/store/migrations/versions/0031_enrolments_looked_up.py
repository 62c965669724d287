"""A kiosk's page looks up what came of its enrolments; their list, who waits."""

from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

_INDEXES = (
    ("ix_enrolments_state", ["state", "made_at"]),
    ("ix_enrolments_kiosk", ["kiosk"]),
    ("ix_enrolments_replaces", ["replaces"]),
)


def upgrade() -> None:
    for name, columns in _INDEXES:
        op.create_index(name, "enrolments", columns)


def downgrade() -> None:
    for name, _ in _INDEXES:
        op.drop_index(name, "enrolments")
