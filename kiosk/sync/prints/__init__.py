"""The print journal: what was to come out of a printer, so that nothing comes out twice."""
