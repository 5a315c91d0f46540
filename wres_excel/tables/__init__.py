"""Metrics in and datasets out: CSV and JSON."""
