"""One request to servers that are slow, endless, broken or lying."""

import gzip
import os
import ssl
import subprocess
import time
import tracemalloc
import zlib
from pathlib import Path

import pytest

from orchestration.feeds.addresses import AddressRules, FetchFailed
from orchestration.feeds.connection import Answer, Connector
from tests.feeds.conftest import to_loopback
from tests.feeds.server import Handler, Server, answer, endless, raw

OK = b"HTTP/1.1 200 OK\r\n"


def get(connector: Connector, url: str, max_bytes: int = 100_000, seconds: float = 0.6) -> Answer:
    return connector.get(connector.rules.check(url), {}, max_bytes, seconds)


@pytest.mark.parametrize(
    ("handler", "reason_code"),
    [
        (endless(OK + b"\r\n", b"x" * 4096), "too_large"),
        (endless(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1000\r\n" + b"x" * 4096 + b"\r\n"), "too_large"),
        (endless(OK + b"\r\n", b"x", pause=0.05), "timed_out"),
        (endless(OK + b"Content-Length: 5000\r\n\r\n", b"x", pause=0.05), "timed_out"),
        (endless(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"0", pause=0.05), "timed_out"),
        (endless(b"H", b"", pause=0.1), "timed_out"),
        (endless(OK, b"X: y\r\n", pause=0.05), "timed_out"),
        (endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n", pause=0.02), "timed_out"),
        (endless(OK, b"X: y\r\n"), "broken_answer"),
        (endless(OK, b"x" * 1000), "broken_answer"),
        (answer(b"x" * 100_001), "too_large"),
        (raw(OK + b"Content-Length: 99999999999999999999999999\r\n\r\n"), "too_large"),
        (raw(OK + b"Content-Length: 500\r\n\r\nhalf"), "broken_answer"),
        (raw(OK + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello"), "broken_answer"),
        (raw(OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"), "broken_answer"),
        (raw(OK + b"Transfer-Encoding: chunked\r\n\r\nnonsense\r\nhello\r\n"), "broken_answer"),
        (raw(OK + b"Transfer-Encoding: chunked\r\n\r\n50\r\nhello"), "broken_answer"),
        (raw(b"\x00\x01\x02\x03 this is no HTTP\r\n\r\n"), "broken_answer"),
        (raw(b"HTTP/1.1 abc OK\r\n\r\n"), "broken_answer"),
        (raw(), "broken_answer"),
        (answer(b"no gzip at all", content_encoding="gzip"), "broken_answer"),
        (answer(gzip.compress(os.urandom(5000))[:-900], content_encoding="gzip"), "broken_answer"),
        (answer(gzip.compress(b"a story")[:-8] + b"12345678", content_encoding="gzip"), "broken_answer"),
        (raw(OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(os.urandom(5000))[:3000]), "broken_answer"),
        (answer(zlib.compress(b"a story"), content_encoding="deflate"), "broken_answer"),
        (answer(gzip.compress(gzip.compress(b"a story")), content_encoding="gzip, gzip"), "broken_answer"),
        (answer(gzip.compress(b"\0" * 10_000_000), content_encoding="gzip"), "too_large"),
    ],
)  # fmt: skip
def test_bad_answers_are_cut_off_with_their_reason(
    server: Server, connector: Connector, handler: Handler, reason_code: str
) -> None:
    server.routes["/"] = handler
    began = time.monotonic()
    with pytest.raises(FetchFailed) as caught:
        get(connector, server.url("/"))
    assert caught.value.reason_code == reason_code, caught.value
    assert time.monotonic() - began < 1.5


@pytest.mark.parametrize(
    ("handler", "body"),
    [
        (answer(b"a story"), b"a story"),
        (answer(gzip.compress(b"a story"), content_encoding="gzip"), b"a story"),
        (answer(gzip.compress(b"a ") + gzip.compress(b"story"), content_encoding="X-GZIP"), b"a story"),
        (raw(OK + b"Transfer-Encoding: chunked\r\n\r\n2\r\na \r\n5\r\nstory\r\n0\r\n\r\n"), b"a story"),
        (raw(OK + b"\r\n", b"a ", b"story", pause=0.1), b"a story"),
        (raw(b"HTTP/1.0 200 OK\r\n\r\na story"), b"a story"),
        (answer(b"an error page", 500), b""),
    ],
)
def test_good_answers_are_taken_whole(server: Server, connector: Connector, handler: Handler, body: bytes) -> None:
    server.routes["/"] = handler
    assert get(connector, server.url("/")).body == body


def test_a_bomb_takes_no_memory(server: Server, connector: Connector) -> None:
    server.routes["/"] = answer(gzip.compress(b"\0" * 30_000_000), content_encoding="gzip")
    tracemalloc.start()
    with pytest.raises(FetchFailed):
        get(connector, server.url("/"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3_000_000


def test_the_request_says_who_asks(server: Server, connector: Connector) -> None:
    server.routes["/a?b=c"] = answer(b"fine")
    get(connector, server.url("/a?b=c", "news.example"))
    headers = server.requests[0].headers
    assert headers["host"] == f"news.example:{server.port}"
    assert headers["user-agent"] == "SitrepTest/1.0"
    assert "cookie" not in headers and "authorization" not in headers


def test_a_host_is_resolved_once_and_asked_where_it_was_found(server: Server) -> None:
    """DNS rebinding: the name server says something else the second time."""
    server.routes["/"] = answer(b"fine")
    asked = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    connector = Connector(AddressRules(allow_loopback=True), "SitrepTest/1.0", rebinding)
    assert get(connector, server.url("/", "news.example")).body == b"fine"
    assert asked == ["news.example"]
    with pytest.raises(FetchFailed) as caught:
        get(connector, server.url("/", "news.example"))
    assert caught.value.reason_code == "private_address"
    assert len(server.requests) == 1


def test_a_name_that_turns_to_this_machine_is_never_asked(server: Server) -> None:
    ports = frozenset({server.port})
    connector = Connector(AddressRules(ports=ports), "SitrepTest/1.0", to_loopback)
    with pytest.raises(FetchFailed) as caught:
        get(connector, server.url("/", "news.example"))
    assert caught.value.reason_code == "private_address"
    assert server.requests == []


def test_the_next_place_is_tried_when_the_first_takes_no_connection(server: Server) -> None:
    server.routes["/"] = answer(b"fine")
    connector = Connector(AddressRules(allow_loopback=True), "SitrepTest/1.0", lambda host, port: ["::1", "127.0.0.1"])
    assert get(connector, server.url("/", "news.example")).body == b"fine"


def test_nobody_there_is_told(connector: Connector) -> None:
    with Server() as gone:
        url = gone.url("/")
    with pytest.raises(FetchFailed) as caught:
        get(connector, url)
    assert caught.value.reason_code == "connection_failed"


def test_environment_proxies_are_not_used(server: Server, connector: Connector, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    server.routes["/"] = answer(b"fine")
    assert get(connector, server.url("/")).body == b"fine"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for news.example and its key, in one file."""
    path = tmp_path_factory.mktemp("tls") / "news.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    names = ["-subj", "/CN=news.example", "-addext", "subjectAltName=DNS:news.example"]
    try:
        subprocess.run([*command, *names, "-keyout", path, "-out", f"{path}.crt"], check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("openssl is not installed")
    path.write_text(path.read_text() + Path(f"{path}.crt").read_text())
    return path


def test_tls_is_verified_for_the_name_though_the_number_is_connected_to(certificate: Path) -> None:
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(certificate)
    named: list[str | None] = []
    serving.sni_callback = lambda wrapped, name, context: named.append(name)
    trusting = ssl.create_default_context(cafile=f"{certificate}.crt")
    rules = AddressRules(allow_loopback=True)
    with Server({"/": answer(b"fine")}, wrap=lambda connection: serving.wrap_socket(connection, server_side=True)) as server:
        trusted = Connector(rules, "SitrepTest/1.0", to_loopback, trusting)
        assert get(trusted, server.url("/", "news.example", "https")).body == b"fine"
        assert named == ["news.example"]
        for connector, host in (
            (trusted, "other.example"),
            (trusted, "127.0.0.1"),
            (Connector(rules, "SitrepTest/1.0", to_loopback), "news.example"),
        ):
            with pytest.raises(FetchFailed) as caught:
                get(connector, server.url("/", host, "https"))
            assert caught.value.reason_code == "connection_failed"
        assert len(server.requests) == 1


def test_a_slow_handshake_meets_the_time_limit() -> None:
    def dripping(connection: object) -> object:
        time.sleep(5)
        raise OSError

    with Server(wrap=dripping) as server:
        connector = Connector(AddressRules(allow_loopback=True), "SitrepTest/1.0", to_loopback)
        began = time.monotonic()
        with pytest.raises(FetchFailed) as caught:
            get(connector, server.url("/", "news.example", "https"), seconds=0.4)
        assert caught.value.reason_code == "timed_out"
        assert time.monotonic() - began < 1.5
