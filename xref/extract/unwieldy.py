"""Whether a syntax tree has a shape that no source that people write has.

Part of the extract layer. Queries, and whatever asks for the parents of a node, take time that
grows with the square of a tree's depth, or of what one node holds where the text is no source at
all; this does not.
"""

from __future__ import annotations

from tree_sitter import Tree

WHY = "is nested too deeply, or too long, to be searched"

_DEEPEST = 300
_WIDEST = 20_000
_SMALL = 1 << 13


def unwieldy(tree: Tree, size: int) -> bool:
    """Whether the tree of a text of ``size`` bytes is too deep or too wide; no small one is."""
    if size < _SMALL:
        return False
    cursor = tree.walk()
    widths = [1]  # of each level: how many siblings have been seen
    while len(widths) <= _DEEPEST:
        if cursor.goto_first_child():
            widths.append(1)
            continue
        while not cursor.goto_next_sibling():
            widths.pop()
            if not cursor.goto_parent():
                return False
        widths[-1] += 1
        if widths[-1] > _WIDEST:
            return True
    return True
