"""`collate`: returns in, one dataset and a register of who has reported out."""
