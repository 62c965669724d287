"""Running an application of central's on its address."""

import uvicorn
from starlette.types import ASGIApp

from central.server_settings import ServerSettings


def listen(app: ASGIApp, settings: ServerSettings) -> None:
    """Serves until told to stop."""
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        ssl_certfile=settings.tls_certificate,
        ssl_keyfile=settings.tls_key,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
        access_log=False,
        server_header=False,
        log_config=None,
        timeout_keep_alive=30,
        limit_concurrency=500,
    )
