"""The HTTP clients by which kiosk-sync and enrolment speak to central."""

import ssl

import httpx

from kiosk.config.sync_settings import SyncSettings

IDLE_CONNECTION_S = 4.0
"""Below the five seconds after which uvicorn at central closes: no call meets a dead connection."""


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
