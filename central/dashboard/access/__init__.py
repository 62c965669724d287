"""Who may come in: sessions, forms, sign-in and what each route asks for."""
