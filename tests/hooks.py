"""What Python calls with a bug that nobody catches."""

import sys
import threading

HOOKS = ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook"))
