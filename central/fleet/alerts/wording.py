"""What somebody is told of an alert: a message for a person, a document for software."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from central.fleet.alerts.judging import Alert, News
from central.fleet.alerts.observing import ALARM, SILENT
from shared_runtime.messages.catalogue import Translations
from wire.health_texts import CheckText, CheckTexts


@dataclass(frozen=True, slots=True)
class AlertTexts:
    translations: Translations

    def subject(self, news: News) -> str:
        about = news.alert.subject
        part = self.part(news.alert)
        return self.translations.say(f"alert.{news.kind}", place=_place(news.alert), part=part) + (
            f" ({about.site})" if about.site and about.kiosk else ""
        )

    def text(self, news: News, since: str) -> str:
        """For a person: what is wrong, since when, what to do. ``since`` as they read it."""
        said = self.said(news.alert)
        lines = [self.subject(news), "", said.means]
        if news.kind != "closed" and said.mend:
            lines.append(f"→ {said.mend}")
        lines += ["", self.translations.say("alert.since", since=since)]
        return "\n".join(lines) + "\n"

    def document(self, news: News, message: UUID, at: datetime) -> str:
        """For software. Slugs are stable, ``means`` and ``mend`` are for people."""
        alert, said = news.alert, self.said(news.alert)
        return json.dumps(
            {
                "id": str(message),
                "kind": news.kind,
                "at": at.isoformat(),
                "site": alert.subject.site,
                "kiosk": alert.subject.kiosk or None,
                "part": alert.subject.part,
                "state": alert.trouble.state.value,
                "reason": alert.trouble.reason,
                "since": alert.since.isoformat(),
                "means": said.means,
                "mend": said.mend,
            },
            ensure_ascii=False,
        )

    def said(self, alert: Alert) -> CheckText:
        if alert.trouble.check is not None:
            return CheckTexts(self.translations).say(alert.trouble.check)
        if alert.subject.part.startswith(ALARM):
            kind = alert.trouble.reason.removeprefix(f"{ALARM}.")
            means = self.translations.say("alert.alarm.means", kind=kind)
            return CheckText(means, self.translations.say("alert.alarm.mend"))
        if alert.subject.kiosk:
            means = self.translations.say("alert.kiosk.silent.means")
            return CheckText(means, self.translations.say("alert.kiosk.silent.mend"))
        means = self.translations.say("alert.site.silent.means")
        return CheckText(means, self.translations.say("alert.site.silent.mend"))

    def part(self, alert: Alert) -> str:
        return self.part_named(alert.subject.part)

    def part_named(self, part: str) -> str:
        if part == SILENT:
            return self.translations.say("alert.network")
        if part.startswith(ALARM):
            return self.translations.say("alert.alarm")
        return CheckTexts(self.translations).part(part)


def _place(alert: Alert) -> str:
    return alert.subject.kiosk or alert.subject.site or "–"
