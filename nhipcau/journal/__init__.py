"""The append-only record: what happened, in order, unchangeable, and the bus that tells of it."""
