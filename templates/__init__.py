"""The data of the project: editions, forms, spellings and report sentences."""
