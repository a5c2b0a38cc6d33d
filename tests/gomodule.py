"""Go modules in memory, for tests of the interpreter over several packages and releases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from xref.golang import Loader, Tree, Trigger, new_loader


def loader_of(
    files: Mapping[str, str], before: Loader | None = None, triggers: tuple[Trigger, ...] = ()
) -> Loader:
    """A loader of the module ``m``, which may take over what that of another release has."""
    folders: dict[str, list[tuple[str, str]]] = {}
    contents: dict[str, bytes] = {}
    for path, text in files.items():
        folder, _, name = path.rpartition("/")
        key = f"{path} {hash(text)}"
        folders.setdefault(folder, []).append((name, key))
        contents[key] = text.encode()

    def read(keys: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
        return ((key, contents[key]) for key in keys)

    loader = new_loader(Tree(folders, read, {"m": ""}, None, triggers), loop_variables=True)
    if before is not None:
        loader.adopt(before)
    return loader
