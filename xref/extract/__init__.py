"""Extractors: what is read off sources, as facts.

Layer 2. ``gomain`` and ``goflags`` each look for one thing in a Go blob, ``goblob`` puts together
all that is kept of a blob, and ``gotree`` tells what a release's blobs make up. What reads a blob
never knows a path, since one blob can stand at several.
"""
