"""Changing the tree of units: create, rename, move, close, merge, split, each from a day on.

What was stays: a unit that changes ends as a row and goes on as another, and so does all that lies below it, since a
row's path holds every step from the root. What began on the very day of the change is corrected in place.
"""

from nhipcau.organs.tree.one import do_close_unit, do_create_unit, do_locate_unit, do_move_unit, do_rename_unit
from nhipcau.organs.tree.rules import NewUnit, clean_name, degrees, problem_with, short_name
from nhipcau.organs.tree.several import Part, do_merge_units, do_split_unit

__all__ = [
    "NewUnit",
    "Part",
    "clean_name",
    "degrees",
    "do_close_unit",
    "do_create_unit",
    "do_locate_unit",
    "do_merge_units",
    "do_move_unit",
    "do_rename_unit",
    "do_split_unit",
    "problem_with",
    "short_name",
]
