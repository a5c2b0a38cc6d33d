"""All functions by name.

Top of ``template.functions``.
"""

from __future__ import annotations

from xref.template.functions import (
    builtins,
    choices,
    encoding,
    lists,
    maps,
    numbers,
    patterns,
    templates,
    text,
    versions,
)
from xref.template.functions.registry import Function

FUNCTIONS: dict[str, Function] = {
    name: function
    for module in (
        builtins,
        choices,
        encoding,
        lists,
        maps,
        numbers,
        patterns,
        templates,
        text,
        versions,
    )
    for name, function in module.LIBRARY.functions.items()
}
"""Of Go's own, ``slice`` is hidden by sprig's."""
