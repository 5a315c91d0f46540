"""Workbooks broken at random: only our own errors may come of them, and soon."""
