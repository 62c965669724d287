"""docs/doctor.md: what the doctor may find, from the words that it says."""

from string import Formatter

from scripts.pages.settings import NOTHING
from shared_runtime.messages.loading import shipped
from wire.health import HealthCode

_OPENING = """# The doctor

<!-- Written by `make pages` from wire/health.py and the messages: change those. -->

```
kiosk doctor [--json] [--lang LANGUAGE] [--config FILE]
```

Looks at every part of the kiosk at once and says of each how it is, what that means and how to
mend it: in the language of the terminal where the kiosk has it, else in French. It takes six
seconds at most, whatever hangs. It changes nothing, reads no card, prints nothing and asks nobody
over the network: what is told of central is what kiosk-sync says of it. Run it as the account that
the kiosk runs under, which alone may ask kiosk-sync and the card service:

```
sudo -u kiosk-ui /opt/borne/bin/kiosk doctor
```

Where the kiosk is at work, its devices are not opened a second time: how they are is what the
running processes watch, which kiosk-sync hands out, and so are `screen`, `queue`, `state`, `memory`
and `temperature`. What nobody watches, the doctor looks at itself; in production at the card reader
in any case, for a virtual one is seen by looking alone. The same checks, in the same words, are
what `central fleet show` says of the kiosk ([why](decisions/0021-health.md)).

Without `--config` it takes `/etc/borne/kiosk.toml` where there is one.

| State | Means | Exit code |
|---|---|---|
| `ok` | It is well | 0 |
| `not_fitted` | This kiosk has no such part | 0 |
| `warning` | It works; somebody should look at it soon | 1 |
| `failed` | It does not work | 2 |
| `unknown` | Nobody can say; not the same as being well | 3 |

The exit code says the worst of them: failed, then unknown, then warning, as monitoring plug-ins
count. 74: the answer could not be written. A mistake on the command line gives 2 as well, and no
report.

With `--json`, one document: `at`, `state`, `exit_code`, and `findings`, each with `part`, `id`,
`state`, `means`, `mend`, `gaps` (the arguments of both) and `details` (such as each mistake of the
configuration). `id` and `state` are stable. In Python the same is `kiosk.doctor.report.report()`.

| Part | Looked at |
|---|---|
| `configuration` | both sections, the environment; not the device token, which is kiosk-sync's |
| `reader` | pcscd, the reader of the configured name, whether a card is in it |
| `printer` | CUPS, the queue, its state and the reasons it gives |
| `speaker` | whether there is such a sound device; nobody has to have one |
| `gateway` | kiosk-sync's socket, and whether it answers |
| `central` | the link as kiosk-sync sees it |
| `clock` | kiosk-sync's comparison with central; whether a time service keeps the kernel's clock |
| `spool`, `logs`, `runtime`, `paper` | room, and whether the file system takes writing |
| `fonts` | the bundled files, their checksums compared |
| `screen` | whether kiosk-ui gives signs of life |
| `queue` | how many requests wait, and for how long |
| `state` | room for the queue |
| `memory`, `temperature` | of the machine, as the kernel tells them |
| `units`, `accounts`, `display` | how the machine is set up: by `kiosk setup --check` alone |
| `card_access`, `print_settings`, `staff_pepper`, `swap` | the same |

## Findings

| `id` | State | Means | Mend |
|---|---|---|---|
"""


def page() -> str:
    return _OPENING + "".join(map(_row, HealthCode))


def _row(code: HealthCode) -> str:
    english = shipped().sentences["en"]
    means, mend = (english.get(f"health.{code}.{each}", NOTHING) for each in ("means", "mend"))
    return f"| `{code}` | {code.state} | {_open(str(means))} | {_open(str(mend))} |\n"


def _open(sentence: str) -> str:
    """With its placeholders shown as such: ``the queue “…”``."""
    return "".join(
        text + ("" if name is None else "…") for text, name, _, _ in Formatter().parse(sentence)
    )
