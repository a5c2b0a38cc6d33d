"""The exception tree. One place, ``xref.__main__``, turns it into an exit status.

XrefError                 exit 2; its text is one line that says what to do
|-- UsageError            a bad option, name, tag pattern or URL
|-- SourceError           a repository that cannot be opened, reached or read
|   `-- TagNotFound       the repository is fine and has no such tag
|-- IndexFileError        the index is missing, damaged, of another version, or read-only
|-- MatchLimitError       a syntax query gave up on a file (declared in ``syntax``)
|-- TemplateError         a template's syntax is bad (declared in ``template.errors``)
|-- WorkerDied            a child process of a build was killed (declared in ``parallel``)
`-- NotFound              exit 1; what was asked for is in no release of the index
"""

from __future__ import annotations


class XrefError(Exception):
    """Base of all errors that a user can cause; ``str()`` is one clear line that names the mend."""

    exit_code = 2


class UsageError(XrefError):
    """A bad option, name, tag pattern or URL."""


class SourceError(XrefError):
    """A repository that cannot be opened, reached or read."""


class TagNotFound(SourceError):
    """The repository is fine and has no such tag."""


class IndexFileError(XrefError):
    """The index is missing, damaged, of another version, or cannot be written."""


class NotFound(XrefError):
    """What was asked for is in no release of the index."""

    exit_code = 1
