"""How long things take, against the budgets that the design gives them."""
