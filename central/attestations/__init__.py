"""Attestations: issuing them once, and telling a genuine one from an altered one."""
