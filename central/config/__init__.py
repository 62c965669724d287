"""Central's configuration: its settings, where they are read, and what production is held to."""
