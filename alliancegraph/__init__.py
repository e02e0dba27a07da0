"""The command line: one file a verb. Imports every room, is imported by none, and holds no logic of its own."""
