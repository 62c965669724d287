"""The tools of staff, one a module: what each looks at, what its page says, what it offers."""
