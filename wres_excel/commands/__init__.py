"""One file a verb: open, call the pure part, write."""
