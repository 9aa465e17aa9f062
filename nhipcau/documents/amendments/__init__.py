"""A paper that changes a conference held: which one it means, what it changes, what follows, and applying it."""
