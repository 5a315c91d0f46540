"""Returns that are read with every value right and nothing said above a note."""
