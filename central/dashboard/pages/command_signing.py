"""Having signed what was given or approved just now, and what the page says of it."""

from uuid import UUID

from central.dashboard.access.container import Access
from central.dashboard.container import DashboardContainer
from central.fleet.configuration.signer import NotSigned
from central.fleet.configuration.signer_socket import SignerUnavailable


async def signing_told(
    container: DashboardContainer, access: Access, command: UUID, well: str
) -> str:
    """``well`` where it is signed; else which word says why it is not yet, or never."""
    if container.signer is None:
        return "no-signer"
    try:
        done = await container.signer.sign_commands(access.engine, container.clock)
    except SignerUnavailable:
        return "no-signer"
    return "not-signed" if isinstance(done.get(command), NotSigned) else well
