import pytest

from builder.addresses import is_plain, is_web
from builder.cleaning import is_kept

GOOD = [
    "https://example.org", "http://example.org/", "HTTPS://Example.ORG/a?b=c#d", "https://127.0.0.1:8000/", "https://[2001:db8::1]:8080/x",
    "https://münchen.example/ü", "https://a_b.example.org./", "http://localhost",
]  # fmt: skip


@pytest.mark.parametrize("address", GOOD)
def test_an_address_with_a_plain_host_is_one_of_the_web(address: str) -> None:
    assert is_web(address)
    assert is_kept(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://[", "http://[::1", "https://[::1/", "https://[::1]x/", "https://[example]/", "https://exa mple", "https://", "https:///x",
        "http:example.org", "//example.org", "example.org", "ftp://example.org", "https://user@example.org", "https://user:pw@example.org/",
        "https://example.org:99999/", "https://example.org:0/", "https://example.org:/", "https://example.org:٣/", "https://a..b/",
        'https://"><script>/', "https://a%2fb/", "https://a\nb/", "https://:80/", "https:\\\\example.org",
    ],
)  # fmt: skip
def test_what_has_no_plain_host_is_no_address_of_the_web(address: str) -> None:
    assert not is_web(address)
    assert not is_plain(address)


@pytest.mark.parametrize("end", ["?q", "#x", " b", '"', "'", "<b>", "\\x"])
def test_what_others_begin_with_is_plain(end: str) -> None:
    assert is_plain("https://example.org/wiki/")
    assert not is_plain(f"https://example.org/wiki/{end}")


@pytest.mark.parametrize(
    "address", ["https://[", "https://exa mple", "https://1.2.3.999/", "https://xn--a.example/", "javascript:x"]
)
def test_what_a_link_would_lose_is_known(address: str) -> None:
    assert not is_kept(address)


@pytest.mark.parametrize("address", ["mailto:a@example.org", "../a.md", "#x", 'https://example.org/"><b>'])
def test_what_a_link_keeps_is_known(address: str) -> None:
    assert is_kept(address)
