"""Templates and buffered readers: opaque objects, whose output nobody knows."""

from __future__ import annotations

from xref.golang import types as T
from xref.golang.natives.lift import Table, known, origins
from xref.golang.natives.protocol import Key, Machine, Result
from xref.golang.types import Type
from xref.golang.values import NativeObject, Nil, Value, join

_PATHS = ("text/template", "html/template")
BUFIO = Table("bufio")
TABLES = [Table(path) for path in _PATHS]
TYPES: dict[Key, Type] = {}


def _declare(table: Table) -> None:
    named = T.Named("Template", table.path, "template", None, lambda _: T.Struct(()))
    pointer = T.pointer_to(named)
    TYPES[table.path, "Template"] = named

    @table.add("New")
    def new(m: Machine, args: list[Value]) -> Result:
        return NativeObject(pointer, "template", known(args[0]).o)

    @table.add("Template.New", "Template.Funcs", "Template.Option", "Template.Delims")
    def same(m: Machine, args: list[Value]) -> Result:
        return known(args[0])

    @table.add("Template.Parse", results=2)
    def parse(m: Machine, args: list[Value]) -> Result:
        # Whether the text is well formed is taken for granted, as Must does: it is a constant.
        o = join(args[0].o, origins(known(args[1])))
        return NativeObject(pointer, "template", o), Nil(None, o)

    @table.add("Must")
    def must(m: Machine, args: list[Value]) -> Result:
        return known(args[0])

    why = "is not modelled"
    table.unknown(1, why, "Template.Execute", "Template.ExecuteTemplate", pure=False)
    table.unknown(1, why, "Template.Lookup", "Template.Name", "Template.Templates")
    table.unknown(2, why, "ParseFiles", "ParseGlob", "Template.ParseFiles", "Template.ParseGlob")


for _table in TABLES:
    _declare(_table)
BUFIO.unknown(1, "is not modelled", "NewReader", "NewWriter", "NewReadWriter")
TABLES.append(BUFIO)
