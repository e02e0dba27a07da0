"""Fact tables: CSV files whose every row is a fact with the page it was read on."""

from loaders.tables.reader import is_table, read_tables

__all__ = ["is_table", "read_tables"]
