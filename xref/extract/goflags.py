"""Flag definition sites of one Go blob: where its syntax registers a flag, reached or not.

Part of the extract layer; knows a blob and never a path. Most files are dismissed by a search for
a few bytes; of the others only the declarations with a candidate in them are parsed. A flag of a
package that was imported by ``.`` is not seen, nor one made by hand for ``AddFlag``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tree_sitter import Node

from xref.extract.flagkinds import SHAPES, Shape
from xref.extract.flaglibrary import Libraries, libraries_of, library_of
from xref.golang.index import Decl, index_file
from xref.syntax import parse_go, query

# A file of flags imports one of the libraries, or asks a command for its Flags, or has at least a
# registering method that takes an address (of a FlagSet in a field that another file declares).
_MARKS = (b'flag"', b"Flags()", b"Var(&", b"VarP(&")
_CANDIDATE = re.compile(
    rb"\.\s*(" + b"|".join(sorted((kind.encode() for kind in SHAPES), reverse=True)) + rb")\s*\("
)
_LONGEST = 4096  # bytes
_LITERALS = frozenset({"interpreted_string_literal", "raw_string_literal"})
_REFERENCES = frozenset(
    {
        "identifier",
        "selector_expression",
        "call_expression",
        "index_expression",
        "parenthesized_expression",
        "type_conversion_expression",
    }
)
_TEXTS = _LITERALS | _REFERENCES | {"binary_expression"}
_ASSIGNMENTS = frozenset({"short_var_declaration", "assignment_statement", "var_spec"})
_POINTERS = _REFERENCES | {
    "unary_expression",
    "composite_literal",
    "type_assertion_expression",
    "nil",
}


@dataclass(frozen=True, slots=True)
class BlobDefinition:
    """A flag definition site of a blob; the fields are those of ``model.Definition``.

    ``line`` is that of the called name, ``name_expr`` the text of the name's expression also where
    it is a literal. Expressions of more than 4,096 bytes are cut off with ``...``.
    """

    line: int
    kind: str
    library: str
    name: str
    name_expr: str
    default_expr: str
    variable: str


def definitions(data: bytes) -> tuple[BlobDefinition, ...]:
    """The flag definition sites of a Go file, in the order of the text.

    The libraries' own methods that hand their arguments on define nothing: in a package called
    ``flag`` or ``pflag`` only calls with a literal name count.
    """
    if not any(mark in data for mark in _MARKS):
        return ()
    places = [found.start(1) for found in _CANDIDATE.finditer(data)]
    if not places:
        return ()
    index = index_file(data)
    libraries = libraries_of(index.package, index.imports)
    found: list[BlobDefinition] = []
    for declaration in _enclosing(index.decls, places):
        found += _of_declaration(data, declaration, libraries)
    if index.package in ("flag", "pflag"):
        found = [each for each in found if each.name]
    return tuple(found)


def _enclosing(decls: Iterable[Decl], places: list[int]) -> Iterator[Decl]:
    """The declarations that hold one of the places, each once."""
    ordered = {decl.start: decl for decl in decls}
    starts = sorted(ordered)
    seen = -1
    for place in places:
        at = bisect_right(starts, place) - 1
        if at > seen and place < ordered[starts[at]].end:
            seen = at
            yield ordered[starts[at]]


def _of_declaration(data: bytes, decl: Decl, libraries: Libraries) -> list[BlobDefinition]:
    text = data[decl.start : decl.end]
    sites: list[tuple[int, BlobDefinition]] = []
    for captures in query("go", "flag_definition").matches(parse_go(text).root_node):
        kind = captures["kind"][0]
        shape = SHAPES.get(_text(kind, text))
        given = captures["arguments"][0].named_children
        arguments = [node for node in given if node.type != "comment"]
        if shape is None or not _fits(arguments, shape, text):
            continue
        call = captures["definition.flag"][0]
        library = library_of(captures["receiver"][0], text, shape.standard, libraries)
        if library:
            name = arguments[shape.name]
            default = _shown(arguments[shape.default], text) if shape.default >= 0 else ""
            site = BlobDefinition(
                line=decl.line + kind.start_point.row,
                kind=_text(kind, text),
                library=library,
                name=_literal(name, text),
                name_expr=_shown(name, text),
                default_expr=default,
                variable=_shown(arguments[0], text) if shape.pointer else _assigned(call, text),
            )
            sites.append((kind.start_byte, site))
    return [site for _, site in sorted(sites, key=lambda each: each[0])]


def _fits(arguments: list[Node], shape: Shape, text: bytes) -> bool:
    """Whether arguments have the number and the forms that a shape asks for."""
    if len(arguments) != shape.arity:
        return False
    if shape.pointer and arguments[0].type not in _POINTERS:
        return False
    if any(arguments[place].type not in _TEXTS for place in shape.text):
        return False
    name = arguments[shape.name]
    return name.type not in _LITERALS or not re.search(r"\A-|[\s=]", _text(name, text)[1:-1])


def _assigned(call: Node, text: bytes) -> str:
    """What alone is set to the call's result: ``x`` of ``x := fs.Bool(...)``; "" if nothing is."""
    values = call.parent
    if values is None or values.type != "expression_list" or len(values.named_children) != 1:
        return ""
    holder = values.parent
    if holder is None or holder.type not in _ASSIGNMENTS:
        return ""
    target = holder.child_by_field_name("left") or holder.child_by_field_name("name")
    return _shown(target, text) if target is not None else ""


def _literal(node: Node, text: bytes) -> str:
    """The value of a text's literal; "" of anything else, and where it has escapes."""
    if node.type not in _LITERALS:
        return ""
    value = _text(node, text)[1:-1]
    return "" if "\\" in value else value


def _text(node: Node, text: bytes) -> str:
    return text[node.start_byte : node.end_byte].decode("utf-8", "replace")


def _shown(node: Node, text: bytes) -> str:
    """The text of an expression, cut off with ``...`` at a length that no sensible one has.

    Else calls that are nested thousands deep would each carry all the others.
    """
    if node.end_byte - node.start_byte <= _LONGEST:
        return _text(node, text)
    return text[node.start_byte : node.start_byte + _LONGEST].decode("utf-8", "replace") + "..."
