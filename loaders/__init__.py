"""Loaders: documents and tables become statements with evidence."""
