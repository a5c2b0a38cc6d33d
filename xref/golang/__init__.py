"""A small interpreter of Go: runs a program's set-up code and tells its commands and flags.

Knows nothing of Istio, of indexes or of command lines. ``program`` is the top: it evaluates one
main package with a ``machine``. ``packages`` finds sources, ``index`` tells what a file declares,
``entities`` makes declarations, ``code`` runs functions; ``statements`` and ``expressions`` turn
syntax into Python closures; ``branches`` keeps the rule never to guess; ``commands`` reads the
resulting command tree. ``natives`` is the standard library in Python, ``stdlib`` small Go files of
our own for what is best said in Go, cobra and pflag among it.
"""

from __future__ import annotations

from xref.golang.index import Import, build_selected, import_of
from xref.golang.packages import Loader
from xref.golang.program import FLAG_TRIGGERS, Outcome, circumstances, evaluate, new_loader
from xref.golang.sources import Head, Tree, Trigger, digest_of, head_of
from xref.golang.traces import Shifts, Trace, moved, trace

__all__ = [
    "FLAG_TRIGGERS",
    "Head",
    "Import",
    "Loader",
    "Outcome",
    "Shifts",
    "Trace",
    "Tree",
    "Trigger",
    "build_selected",
    "circumstances",
    "digest_of",
    "evaluate",
    "head_of",
    "import_of",
    "moved",
    "new_loader",
    "trace",
]
