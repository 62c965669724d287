"""The kiosk API and the public page in one process, for one agency: two applications all the
same, that share nothing but the store."""

from dataclasses import dataclass

from fastapi import FastAPI
from starlette.types import Receive, Scope, Send

from central.container import Container
from central.web.verifier.app import create_public_app
from central.web.verifier.container import PublicContainer
from central.web.verifier.open_kiosks import PATH as OPEN_KIOSKS

_PUBLIC = ("/verifier", "/v1/verifications", OPEN_KIOSKS)


@dataclass(frozen=True, slots=True)
class CombinedApp:
    """Gives each call to the application that it is for."""

    kiosk_api: FastAPI
    public: FastAPI

    @classmethod
    def beside(cls, kiosk_api: FastAPI) -> "CombinedApp":
        """The public page beside this application, on its store, with the one key that it needs."""
        container = kiosk_api.state.container
        assert isinstance(container, Container)
        public = PublicContainer.of(
            container.settings, container.clock, container.engine, container.keys.check_key
        )
        return cls(kiosk_api, create_public_app(public))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        public = any(path == each or path.startswith(each + "/") for each in _PUBLIC)
        await (self.public if public else self.kiosk_api)(scope, receive, send)
