"""Papers that central issues: each once, and told from an altered or invented one."""
