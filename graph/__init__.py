"""The graph: what a statement is, where it is stored and how it is written."""
