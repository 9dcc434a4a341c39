"""What is read: bytes, text, front matter, Markdown tree and prose, with exact offsets."""

from linters.document.document import Document

__all__ = ["Document"]
