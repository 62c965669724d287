"""What central stands on: clock, chance, logs, the record of bugs, limits in memory."""
