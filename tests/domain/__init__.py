"""Tests of wres_excel.domain."""
