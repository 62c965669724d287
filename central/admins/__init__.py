"""The people who look after the kiosks: who they are, and what each of them may do where."""
