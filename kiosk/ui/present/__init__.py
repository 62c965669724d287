"""From the session's state to what the screens say: pure functions, no Qt."""
