"""Go's text/template, with the functions that charts use."""
