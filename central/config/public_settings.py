"""What is set for the public page as a process of its own: nothing of a person's, no server key."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import Field

from central.config.production import open_files
from central.config.server_settings import ServerSettings


class PublicSettings(ServerSettings):
    """For ``central serve-public``. It knows no setting of the kiosk API: where one is given,
    somebody has handed the public page more than it is to have."""

    check_key_file: Path = Field(
        default=Path("central-check.key"),
        description="Key of the check alone, as `central check-key` prints it.",
    )

    def rules(self) -> tuple[tuple[bool, str], ...]:
        url = self.database_url.get_secret_value()
        return (
            *super().rules(),
            (
                self.production and url.startswith("sqlite"),
                "database_url: a role that only reads needs PostgreSQL",
            ),
        )

    def floors(self) -> Iterator[str]:
        yield from super().floors()
        yield from open_files({"check_key_file": self.check_key_file})
