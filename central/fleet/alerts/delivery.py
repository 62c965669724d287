"""Carrying a message out: by SMTP, or to a webhook, signed."""

import asyncio
import hashlib
import hmac
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from ssl import SSLContext, create_default_context
from typing import Literal

import aiosmtplib
import httpx

from central.fleet.alerts.outbox import AlertMessage, Delivered, MessageDelivery, NotDelivered
from shared_runtime.clock import Clock

WITHIN_S = 15.0
SIGNATURE_HEADER = "Borne-Signature"
TIMESTAMP_HEADER = "Borne-Timestamp"
SmtpTls = Literal["starttls", "tls", "none"]


@dataclass(frozen=True, slots=True)
class Smtp:
    """The caisse's mail relay. ``sender``: whom the mails come from."""

    host: str
    port: int
    sender: str
    tls: SmtpTls = "starttls"
    user: str | None = None
    password: str | None = None


@dataclass(frozen=True, slots=True)
class Delivering:
    """Raises nothing of a partner's: what comes of it is the delivery. ``secret``: shared with who
    listens at the webhooks, at least 32 bytes; None where there are none."""

    smtp: Smtp | None
    secret: bytes | None
    clock: Clock

    def deliver(self, message: AlertMessage) -> MessageDelivery:
        return self._mail(message) if message.channel == "email" else self._post(message)

    def _mail(self, message: AlertMessage) -> MessageDelivery:
        if self.smtp is None:
            return NotDelivered("no_smtp_host")
        try:
            asyncio.run(_send(self.smtp, _mail_of(message, self.smtp, self.clock)))
        except aiosmtplib.SMTPRecipientsRefused as error:
            # A relay that asks to come again (greylisting) refuses for now: RFC 5321, 4.2.1.
            for_good = all(each.code >= 500 for each in error.recipients)
            return NotDelivered("recipient_refused", for_good=for_good)
        except aiosmtplib.SMTPResponseException as error:
            return NotDelivered(f"smtp_{error.code}")
        except (aiosmtplib.SMTPException, OSError, ValueError) as error:
            return NotDelivered(type(error).__name__)
        return Delivered()

    def _post(self, message: AlertMessage) -> MessageDelivery:
        if self.secret is None:
            return NotDelivered("no_webhook_secret")
        body = message.body.encode()
        timestamp = str(int(self.clock.now().timestamp()))
        headers = {
            "Content-Type": "application/json",
            TIMESTAMP_HEADER: timestamp,
            SIGNATURE_HEADER: signature(self.secret, timestamp, body),
        }
        try:
            with (
                httpx.Client(timeout=WITHIN_S, follow_redirects=False, trust_env=False) as client,
                # The answer's body says nothing to us: it may be without end.
                client.stream("POST", message.address, content=body, headers=headers) as said,
            ):
                status = said.status_code
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            return NotDelivered(type(error).__name__)
        if 200 <= status < 300:
            return Delivered()
        return NotDelivered(f"status_{status}", for_good=status == 410)


def signature(secret: bytes, timestamp: str, body: bytes) -> str:
    """``sha256=`` and HMAC-SHA-256 (RFC 2104) of the timestamp, a full stop and the body: who
    listens refuses what is older than some minutes, and what they have had under the same id."""
    digest = hmac.new(secret, timestamp.encode() + b"." + body, hashlib.sha256)
    return f"sha256={digest.hexdigest()}"


def _mail_of(message: AlertMessage, smtp: Smtp, clock: Clock) -> EmailMessage:
    """Its id is the message's: a mail that comes twice is known for the same."""
    mail = EmailMessage(policy=SMTP_POLICY)
    mail["From"] = smtp.sender
    mail["To"] = message.address
    mail["Subject"] = " ".join(message.subject.split())
    mail["Date"] = clock.now()
    mail["Message-ID"] = f"<{message.id}@{smtp.sender.rpartition('@')[2].strip('>')}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.body)
    return mail


async def _send(smtp: Smtp, mail: EmailMessage) -> None:
    async with asyncio.timeout(2 * WITHIN_S):
        await aiosmtplib.send(
            mail,
            hostname=smtp.host,
            port=smtp.port,
            username=smtp.user,
            password=smtp.password,
            use_tls=smtp.tls == "tls",
            start_tls=smtp.tls == "starttls",
            tls_context=_context(smtp),
            timeout=WITHIN_S,
        )


def _context(smtp: Smtp) -> SSLContext | None:
    return None if smtp.tls == "none" else create_default_context()
