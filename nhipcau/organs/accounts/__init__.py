"""Accounts: who is invited, what roles they hold, how they sign in, what they take out."""
