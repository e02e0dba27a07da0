"""Mentions: where a block of text names bodies, people, documents, dates, places and events."""

from loaders.mentions.mention import Mention

__all__ = ["Mention"]
