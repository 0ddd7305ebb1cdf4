"""Places with a location, as parts of a wiki's text."""

from steps import place


def at(lat: float, lon: float, off: int = 1000) -> str:
    return f"{{lat: {lat}, lon: {lon}, precision_m: {off}, from: the wiki}}"


CITY = place("city", location=at(33.3, 44.4, 20_000))
ZONE = place("zone", type="district", inside="city", location=at(33.34, 44.36, 2500))
EMBASSY = place("embassy", type="compound", inside="zone", location=at(33.34, 44.36, 2500))
AIRPORT = place("airport", type="airport", location=at(33.26, 44.23, 3000))
PALACE = place("palace", type="compound", inside="city", location=at(33.3, 44.4, 20_000))
