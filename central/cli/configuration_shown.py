"""What ``central fleet config`` prints: values with their layers, drafts, versions, states."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from central.cli.terminal import local_time, table
from central.fleet.configuration.content import in_words
from central.fleet.configuration.drafts import ConfigurationDraft
from central.fleet.configuration.layers import ToldValue
from central.fleet.configuration.targets import ConfigurationState
from central.store.configuration_models import ConfigurationVersionRow


def value_lines(values: Sequence[ToldValue]) -> list[str]:
    rows = [(each.name, in_words(each.name, each.value), str(each.layer)) for each in values]
    return table(("field", "value", "said by"), rows) if rows else ["nothing is approved for it"]


def state_line(state: ConfigurationState, zone: ZoneInfo) -> str:
    if state.wanted is None:
        return f"{state.kiosk}: is given no configuration"
    if state.state is None or state.reported_at is None:
        return f"{state.kiosk}: is to have version {state.wanted}, and has told of none"
    why = "" if state.reason is None else f" ({state.reason})"
    return (
        f"{state.kiosk}: is to have version {state.wanted}, runs {state.running or 'none'}; "
        f"{state.state}{why} since {local_time(state.reported_at, zone)}"
    )


def who_hears(draft: ConfigurationDraft, kiosks: int) -> str:
    stands = "waits for a second person"
    if draft.approver is not None:
        stands = f"approved by {draft.approver}"
    elif draft.discarded:
        stands = "withdrawn"
    elif draft.overtaken:
        stands = "overtaken by another approval"
    return f"draft {draft.id} for {draft.layer}, {kiosks} kiosks, by {draft.author}: {stands}"


def draft_lines(drafts: Sequence[ConfigurationDraft], zone: ZoneInfo) -> list[str]:
    rows = [
        (str(each.id), str(each.layer), each.author, local_time(each.written_at, zone))
        for each in drafts
    ]
    return table(("draft", "layer", "author", "written"), rows) if rows else ["none"]


def version_lines(
    versions: Sequence[ConfigurationVersionRow], state: ConfigurationState, zone: ZoneInfo
) -> list[str]:
    marks = {state.wanted: "to have", state.running: "running"}
    if state.wanted == state.running:
        marks = {state.wanted: "to have, running"}
    rows = [
        (
            str(row.version),
            local_time(row.issued_at, zone),
            local_time(row.not_after, zone),
            row.digest[:16],
            marks.get(row.version, ""),
        )
        for row in versions
    ]
    heads = ("version", "signed", "not after", "digest", "")
    return table(heads, rows) if rows else ["none"]
