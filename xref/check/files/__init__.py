"""The kinds of files that are checked, each with a reader of its own."""
