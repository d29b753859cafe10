"""People's doors and desks: sign-in, the purpose of a shift, accounts, tokens."""
