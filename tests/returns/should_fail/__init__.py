"""Returns with an error in them, and files that are refused."""
