"""The kiosk-sync process: the only process with a network, which keeps what waits for it.

Towards kiosk-ui it serves HTTP on a Unix socket (``listener``, ``peers``, ``routes``, ``events``);
towards central it is the client (``central``, ``exchange``, ``watcher``). Beside the one citizen
session (``current_visit``) stand the outbox and the print journal, in the one SQLite file that
``store`` keeps; ``upload`` carries up what waits.
"""
