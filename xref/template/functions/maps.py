"""sprig's functions of maps.

Part of ``template.functions``. Entries keep the paths that they were read from; changes of a map go
through the run, which undoes those made in ghosts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xref.template.errors import ExecError
from xref.template.evaluate import own_uses
from xref.template.formatting import strval
from xref.template.functions.registry import Library
from xref.template.run import MISSING, Run
from xref.template.values import DEEPEST, List, Map, Struct, Unknown, truth

LIBRARY = Library()
function = LIBRARY.function


@LIBRARY.special("dict")
def _dict(run: Run, args: Sequence[Any], final: Any) -> Any:
    found = Map()
    found.origins = {}
    pairs = [own_uses(run, node) for node in args]
    if final is not MISSING:
        pairs.append((final, ()))
    for index in range(0, len(pairs), 2):
        key, _ = pairs[index]
        if isinstance(key, Unknown):
            return Unknown(key.reason)
        value, uses = pairs[index + 1] if index + 1 < len(pairs) else ("", ())
        name = strval(key)
        found[name] = value
        found.origins[name] = uses
    return found


@function("get", "ms", walks=True, context=True)
def _get(run: Run, target: Map, key: str) -> Any:
    return run.element(target, key, target[key]) if key in target else _absent(run, target, key)


def _absent(run: Run, target: Map, key: str) -> str:
    run.note(target.origin(key))
    return ""


@LIBRARY.special("set")
def _set(run: Run, args: Sequence[Any], final: Any) -> Any:
    triples = [own_uses(run, node) for node in args]
    if final is not MISSING:
        triples.append((final, ()))
    if len(triples) != 3:
        raise ExecError(f"wrong number of args for set: want 3 got {len(triples)}")
    (target, _), (key, _), (value, uses) = triples
    if isinstance(target, Unknown) or isinstance(key, Unknown):
        return target if isinstance(target, Unknown) else key
    if not isinstance(target, Map) or not isinstance(key, str):
        raise ExecError("wrong type for value; set needs a map and a string")
    run.put(target, key, value, uses)
    return target


@function("unset", "ms", walks=True, context=True)
def _unset(run: Run, target: Map, key: str) -> Map:
    run.remove(target, key)
    return target


@function("hasKey", "ms", walks=True, context=True)
def _has_key(run: Run, target: Map, key: str) -> bool:
    run.note(target.origin(key))
    return key in target


@function("pluck", "sm*", walks=True, context=True)
def _pluck(run: Run, key: str, *targets: Map) -> List:
    found = List(t[key] for t in targets if key in t)
    found.origins = [t.origin(key) for t in targets if key in t]
    return found


@function("keys", "m*", walks=True, context=True)
def _keys(run: Run, *targets: Map) -> List:
    """Sorted, where the order in Go is another in each run."""
    for target in targets:
        run.touch(target)
    return List(key for target in targets for key in sorted(target))


@function("values", "m", walks=True)
def _values(target: Map) -> List:
    found = List(target[key] for key in sorted(target))
    found.origins = [target.origin(key) for key in sorted(target)]
    return found


@function("pick", "ms*", walks=True)
def _pick(target: Map, *keys: str) -> Map:
    return _part(target, [key for key in keys if key in target])


@function("omit", "ms*", walks=True)
def _omit(target: Map, *keys: str) -> Map:
    return _part(target, [key for key in target if key not in keys])


def _part(target: Map, keys: Sequence[str]) -> Map:
    found = Map((key, target[key]) for key in keys)
    found.origins = {key: target.origin(key) for key in keys}
    return found


@function("dig", "aa*", walks=True, context=True)
def _dig(run: Run, *args: Any) -> Any:
    if len(args) < 3:
        raise ExecError("dig needs at least three arguments")
    *keys, default, target = args
    for key in keys:
        if not isinstance(target, Map):
            raise ExecError("dig: what it looks into is no map")
        if key not in target:
            run.note(target.origin(key))
            return default
        target = run.element(target, key, target[key])
        if isinstance(target, Unknown):
            return target
    return target


def copied(run: Run, value: Any, depth: int = 0) -> Any:
    """A deep copy that keeps all paths. Raises ExecError for a value that is nested too deeply."""
    if depth > DEEPEST:
        raise ExecError("a value is nested too deeply")
    run.step()
    if isinstance(value, Struct):
        return value
    if isinstance(value, Map):
        found = Map(((k, copied(run, v, depth + 1)) for k, v in value.items()), value.path)
        found.origins = dict(value.origins) if value.origins else None
        return found
    if isinstance(value, List):
        items = List((copied(run, v, depth + 1) for v in value), value.path)
        items.origins = list(value.origins) if value.origins else None
        return items
    return value


@function("deepCopy mustDeepCopy", "a", walks=True, context=True)
def _deep_copy(run: Run, value: Any) -> Any:
    if value is None:
        raise ExecError("reflect: call of reflect.Value.Type on zero Value")
    return copied(run, value)


def merge_into(run: Run, target: Map, source: Map, overwrite: bool, depth: int = 0) -> None:
    """Merge ``source`` into ``target`` as mergo does: into what is empty, or over all."""
    if depth > DEEPEST:
        raise ExecError("a value is nested too deeply")
    for key, value in list(source.items()):
        run.step()
        there = target.get(key)
        if isinstance(there, Map) and isinstance(value, Map) and there:
            if there is not value:
                merge_into(run, there, value, overwrite, depth + 1)
        elif overwrite or (value is not None and truth(there) is False):
            run.put(target, key, value, source.origin(key))


@function("merge mustMerge", "mm*", walks=True, context=True)
def _merge(run: Run, target: Map, *sources: Map) -> Map:
    for source in sources:
        merge_into(run, target, source, overwrite=False)
    return target


@function("mergeOverwrite mustMergeOverwrite", "mm*", walks=True, context=True)
def _merge_overwrite(run: Run, target: Map, *sources: Map) -> Map:
    for source in sources:
        merge_into(run, target, source, overwrite=True)
    return target
