"""The screens' Python side: what each screen says, and the intents that come back from it."""
