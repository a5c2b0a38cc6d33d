"""The functions that templates call: Go's own, sprig's and helm's."""
