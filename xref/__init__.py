"""xref: read an Istio release from git and answer where things live and what they default to."""

__version__ = "0.1.0"
