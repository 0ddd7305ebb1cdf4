"""The fields of ``content/site.yaml``: what holds for the whole wiki."""

from typing import Annotated

from pydantic import Field, StringConstraints

from builder.fieldtypes import Language, PlainAddress, Text, TilesUrl, Title, WebAddress
from builder.schema import Fields


class Tiles(Fields):
    """A server of map pictures, for streets under the map that moves."""

    url: TilesUrl = Field(description="the pattern of their addresses, in quotation marks: `https://host/{z}/{x}/{y}.png`")
    attribution: Text = Field(description="whose they are, as their licence asks to be told")


class License(Fields):
    """The terms under which the wiki's own words and data may be used."""

    name: Text = Field(description="what it is called, such as `CC BY 4.0`")
    url: WebAddress = Field(description="where it can be read")


class Site(Fields):
    """``content/site.yaml``: what the whole wiki is called, and where it will live."""

    title: Title = Field(description="the wiki's name")
    summary: Text | None = Field(None, description="one sentence about it")
    lang: Language = Field("en", description="the language of its pages (BCP 47)")
    time_zone: Annotated[str, StringConstraints(pattern=r"^[A-Za-z_+\-0-9]+(/[A-Za-z_+\-0-9]+)*$")] = Field(
        "UTC", description="time zone of the times of day (IANA)"
    )
    publisher: Text | None = Field(None, description="who publishes the wiki: a person, a group, an organisation")
    license: License | None = Field(
        None, description="the licence of the wiki's own words and data; what articles say stays their publishers'"
    )
    base_url: PlainAddress | None = Field(None, description="the address that it is published under, for absolute links")
    edit_url: PlainAddress | None = Field(
        None,
        description="the address under which `content/` can be edited, such as https://github.com/you/wiki/edit/main/content/",
    )
    tiles: Tiles | None = Field(None, description="a server of map pictures, asked only when a reader wishes; none by default")
