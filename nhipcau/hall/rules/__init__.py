"""The rules of the hall, by subject. Each rule turns one act into events, or refuses; `decide` calls them."""
