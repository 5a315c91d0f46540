"""Returns that are read whole, with a warning where a person should look."""
