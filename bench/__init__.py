"""Speed figures of xref, side by side with what they are held against; run by ``make bench``."""
