"""Tests of wres_excel.tables."""
