"""Files that tell a host of static sites how to serve one. Other hosts, and readers of a folder, do without them."""

from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from builder import urls
from builder.addresses import in_ascii
from builder.model import Artifact

# Names under which GitHub serves sites without being told.
_OF_GITHUB: Final = ".github.io"


def hosting_files(base_url: str) -> list[Artifact]:
    """Return what GitHub Pages asks for where it publishes a branch: a file that stops it from running Jekyll, and ``CNAME``.

    The second is there only where the site lives at the root of a domain of its own.
    """
    files = [Artifact(urls.NO_JEKYLL, b"")]
    if name := own_domain(base_url):
        files.append(Artifact(urls.DOMAIN, f"{name}\n".encode()))
    return files


def own_domain(base_url: str) -> str:
    """Return the domain at whose root a site lives, in ASCII, or nothing: for a path, a port, a number (IPv4, IPv6) or GitHub's own."""
    parts = urlsplit(base_url)
    name = (parts.hostname or "").removesuffix(".")
    if parts.path.strip("/") or parts.port is not None or "." not in name or name.endswith(_OF_GITHUB) or _is_number(name):
        return ""
    return in_ascii(name)


def _is_number(name: str) -> bool:
    try:
        return bool(ip_address(name))
    except ValueError:
        return False
