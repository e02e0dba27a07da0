"""Readers: from the bytes of a file to the text that is read, one module a format (see ``choice``)."""
