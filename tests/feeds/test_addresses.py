"""Which addresses are asked at all."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.feeds.addresses import AddressRules, FetchFailed, is_public

RULES = AddressRules()


def reason(url: str, rules: AddressRules = RULES) -> str:
    with pytest.raises(FetchFailed) as caught:
        rules.resolve(rules.check(url), lambda host, port: ["93.184.215.14"])
    return caught.value.reason_code


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://example.org/", "gopher://example.org/", "javascript:alert(1)", "//example.org/", "",
        "http://", "http:///path", "http://user@example.org/", "http://user:word@example.org/", "http://example.org@10.0.0.1/",
        "http://example.org:22/", "http://example.org:0/", "http://example.org:99999/", "http://example.org:x/",
        "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://127.1/", "http://0/", "http://8.8.8.8./",
        "http://1.2.3.4.5/", "http://0x7f.0.0.1/", "http://１２７.0.0.1/", "http://①②⑦.0.0.1/", "http://127。0。0。1/",
        "http://exa mple.org/", "http://example.org\\@10.0.0.1/", "http://example.org/\r\nHost: x", "http://[::1", "http://[v1.x]/",
        "http://a..b/", "http://-a.org/", "http://" + "a" * 64 + ".org/", "http://example.org/" + "a" * 2000, "http://%31%30.0.0.1/",
        "http://exa\u2100mple.org/",
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_refused(url: str) -> None:
    assert reason(url) == "invalid_address"


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "127.255.255.254", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "255.255.255.255", "224.0.0.1", "240.0.0.1", "192.0.2.1", "198.18.0.1", "192.0.0.8", "[::1]", "[::]", "[fe80::1]",
        "[fc00::1]", "[fec0::1]", "[ff02::1]", "[::ffff:127.0.0.1]", "[::ffff:8.8.8.8]", "[::127.0.0.1]", "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]", "[2001:0:1::1]", "[2001:db8::1]", "[100::1]", "[fe80::1%25eth0]", "[3fff::1]",
    ],
)  # fmt: skip
def test_hosts_off_the_public_internet_are_refused(host: str) -> None:
    assert reason(f"http://{host}/") == "private_address"


@pytest.mark.parametrize(
    ("url", "host_header", "target"),
    [
        ("http://example.org", "example.org", "/"),
        ("HTTPS://Example.ORG./a?b=c#d", "example.org", "/a?b=c"),
        ("https://example.org:8443/x", "example.org:8443", "/x"),
        ("https://example.org:443//two", "example.org", "//two"),
        ("http://bücher.example/ä?q=ö%20", "xn--bcher-kva.example", "/%C3%A4?q=%C3%B6%20"),
        ("http://8.8.8.8/", "8.8.8.8", "/"),
        ("http://[2606:4700::1111]/", "[2606:4700::1111]", "/"),
    ],
)
def test_addresses_of_the_web_are_taken_apart(url: str, host_header: str, target: str) -> None:
    address = RULES.check(url)
    assert (address.host_header, address.target) == (host_header, target)
    assert RULES.check(address.url) == address


def test_a_name_that_leads_inside_is_refused_even_if_it_leads_outside_too() -> None:
    address = RULES.check("http://example.org/")
    for answers in (["10.0.0.1"], ["93.184.215.14", "127.0.0.1"], ["::ffff:10.0.0.1"], ["fe80::1%eth0"]):
        with pytest.raises(FetchFailed) as caught:
            RULES.resolve(address, lambda host, port, answers=answers: answers)
        assert caught.value.reason_code == "private_address"


def test_a_name_that_leads_nowhere_is_told() -> None:
    address = RULES.check("http://example.org/")

    def unknown(host: str, port: int) -> list[str]:
        raise OSError("Name or service not known")

    for resolver in (unknown, lambda host, port: [], lambda host, port: ["nonsense"]):
        with pytest.raises(FetchFailed) as caught:
            RULES.resolve(address, resolver)
        assert caught.value.reason_code == "unknown_host"


def test_loopback_is_let_through_only_where_it_is_allowed_and_nothing_else_is() -> None:
    rules = AddressRules(allow_loopback=True)
    assert rules.resolve(rules.check("http://127.0.0.1:5999/"))
    assert reason("http://10.0.0.1/", rules) == "private_address"
    assert reason("http://169.254.169.254/", rules) == "private_address"


@given(st.ip_addresses())
def test_what_python_calls_private_is_never_public(place: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    if place.is_private or place.is_loopback or place.is_link_local or place.is_multicast or place.is_reserved:
        assert not is_public(place)
    mapped = getattr(place, "ipv4_mapped", None)
    assert mapped is None or not is_public(place)


@given(st.text(max_size=60).map("http://{}".format) | st.text(max_size=60))
def test_any_text_is_an_address_or_refused(url: str) -> None:
    try:
        address = RULES.check(url)
    except FetchFailed:
        return
    assert address.url.isascii() and address.host_header.isascii()
    assert not set(address.url) & set(" \r\n\t\\")
    assert RULES.check(address.url) == address
