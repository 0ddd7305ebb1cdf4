import pytest

from builder.hosting import hosting_files, own_domain


@pytest.mark.parametrize(
    ("base_url", "domain"),
    [
        ("https://incidents.example", "incidents.example"),
        ("http://WWW.Example.org/", "www.example.org"),
        ("https://example.org./", "example.org"),
        ("https://vorfälle.example/", "xn--vorflle-8wa.example"),
        ("https://someone.pages.dev", "someone.pages.dev"),
    ],
)
def test_a_site_at_the_root_of_its_own_domain_names_it(base_url: str, domain: str) -> None:
    assert own_domain(base_url) == domain
    assert {file.path: file.content for file in hosting_files(base_url)} == {".nojekyll": b"", "CNAME": f"{domain}\n".encode()}


@pytest.mark.parametrize(
    "base_url",
    [
        "", "https://someone.github.io", "https://someone.github.io/repo", "https://example.org/wiki/", "https://example.org:8443",
        "http://127.0.0.1", "http://[::1]/", "http://localhost/", "http://127.0.0.1:8000", f"https://{'a' * 64}.example",
        "https://straße.example",
    ],
)  # fmt: skip
def test_elsewhere_no_domain_is_named_but_jekyll_is_kept_away(base_url: str) -> None:
    assert own_domain(base_url) == ""
    assert [file.path for file in hosting_files(base_url)] == [".nojekyll"]
