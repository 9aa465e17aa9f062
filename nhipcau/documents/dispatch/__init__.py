"""Sending issued papers to those on their distribution list, passing them on below, and knowing who has them."""
