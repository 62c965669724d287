"""The démarches, one a file: each is a coroutine that reads like the conversation it is."""
