"""XML that programs read: elements put together, and written as the bytes of a file.

What no document of XML 1.0 may hold (section 2.2), not even as a reference, is in no text of a wiki: there it is an error.
"""

from xml.etree.ElementTree import Element, SubElement, indent, tostring

__all__ = ["Element", "add", "as_xml"]


def add(parent: Element, name: str, text: str = "", /, **attributes: str) -> Element:
    """Return a new last child of ``parent`` with a text and attributes."""
    child = SubElement(parent, name, attributes)
    child.text = text or None
    return child


def as_xml(root: Element) -> bytes:
    """Return a document in UTF-8, an element a line."""
    indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, "unicode")}\n'.encode()
