"""Addresses on the web, as authors write them: which ones lead somewhere, and hold nothing odd where a host stands."""

import re
from ipaddress import IPv6Address
from typing import Final
from urllib.parse import urlsplit

# Letters of any script; browsers turn them into ones of DNS.
_NAME: Final = re.compile(r"[\w-]{1,63}(\.[\w-]{1,63})*\.?")
_PORT: Final = re.compile("[0-9]{1,5}", re.ASCII)


def is_web(address: str) -> bool:
    """Tell whether an address is one of http or https with a plain host, perhaps a port, and no name of a user."""
    scheme, _, rest = address.partition("://")
    host, colon, port = re.split(r"[/?#\\]", rest, maxsplit=1)[0].rpartition(":")
    if not colon or port.endswith("]"):
        host, colon, port = host + colon + port, "", ""
    if scheme.lower() not in ("http", "https") or (colon and not (_PORT.fullmatch(port) and 0 < int(port) < 65536)):
        return False
    try:
        if host.startswith("["):
            return host.endswith("]") and bool(IPv6Address(host[1:-1]))
        urlsplit(address)
    except ValueError:
        return False
    return _NAME.fullmatch(host) is not None


def is_plain(address: str) -> bool:
    """Tell whether an address can be the beginning of others: on the web, without query, fragment, quotation marks or spaces."""
    return is_web(address) and not re.search(r"""[\s?#"'<>\\]""", address)


def in_ascii(host: str) -> str:
    """Return a host in the letters of DNS (RFC 3490); nothing for one that can't have such, or that browsers write another way (``ß``)."""
    try:
        written = host.encode("idna")
        return written.decode() if written.decode("idna") == host.lower() else ""
    except UnicodeError:
        return ""
