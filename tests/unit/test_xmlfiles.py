from xml.etree.ElementTree import fromstring

from builder.syntax import unwanted_in
from builder.xmlfiles import Element, add, as_xml

# What a document may hold (XML 1.0, section 2.2).
ALLOWED = {0x9, 0xA, 0xD, *range(0x20, 0xD800), *range(0xE000, 0xFFFE), *range(0x10000, 0x110000)}


def test_no_text_of_a_wiki_holds_what_xml_cannot() -> None:
    assert [number for number in range(0x110000) if number not in ALLOWED and not unwanted_in(chr(number))] == []


def test_texts_and_attributes_are_read_back_as_they_were() -> None:
    root = Element("feed")
    text = 'A & B <b>"c"</b> ’ العربية 😀'
    add(add(root, "entry", term=text), "title", text)
    (entry,) = fromstring(as_xml(root))  # noqa: S314 - it has just been written
    assert (entry.attrib, [child.text for child in entry]) == ({"term": text}, [text])
    assert b'<?xml version="1.0" encoding="UTF-8"?>\n<feed>\n <entry term=' in as_xml(root)
