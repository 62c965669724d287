"""The HTTP clients by which kiosk-sync and enrolment speak to central."""

import ssl

import httpx

from kiosk.config.sync_settings import SyncSettings

IDLE_CONNECTION_S = 60.0
"""Above the time between two looks at central, so that none costs a TLS handshake, and below the 75
seconds after which central and nginx close: no call meets a dead connection."""


def central_http(settings: SyncSettings) -> httpx.AsyncClient:
    """The HTTP client for central's address for everybody."""
    tls = ssl.create_default_context(cafile=settings.ca_file)
    return http_client(settings, settings.central_url, tls)


def http_client(settings: SyncSettings, address: str, tls: ssl.SSLContext) -> httpx.AsyncClient:
    """Certificates checked, no redirects, no proxy from outside."""
    return httpx.AsyncClient(
        base_url=address,
        verify=tls,
        timeout=settings.call_deadline_s,
        follow_redirects=False,
        trust_env=False,
        limits=httpx.Limits(max_connections=8, keepalive_expiry=IDLE_CONNECTION_S),
    )
