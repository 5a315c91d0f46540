"""The WRES itself: editions, items, values, derived items. No files, no spreadsheets."""
