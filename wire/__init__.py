"""The contract: what crosses a process boundary, as plain values that the flows use too.

Types are frozen dataclasses whose limits stand beside them as plain metadata (``constraints``);
``codec`` checks them at each border. Only ``codec`` and ``sealing`` need a library.
"""
