"""One request over one connection, to the very address that was checked, cut off when it is too large or takes too long."""

import gzip
import io
import ssl
import threading
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from http.client import HTTPException
from socket import SHUT_RDWR, socket

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError
from urllib3.response import BaseHTTPResponse

from orchestration.feeds.addresses import Address, AddressRules, FetchFailed, IPAddress, Resolver, resolve_host

READ_BYTES = 65_536
MAX_PLACES = 3
BODY_STATUSES = frozenset({200, 203})
PLAIN = frozenset({"", "identity"})
GZIP = frozenset({"gzip", "x-gzip"})


@dataclass(frozen=True)
class Answer:
    """One HTTP answer. `headers` has names in small letters; `body` is decompressed, and empty unless the status is 200."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def content_type(self) -> str:
        """The media type without its parameters, in small letters; empty where the server names none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class _Deadline:
    """Shuts the connection down when time is up.

    A socket's own timeout counts from byte to byte: a server that sends one every second would never meet it.
    """

    def __init__(self, seconds: float) -> None:
        self.is_over = False
        self._sockets: list[socket] = []
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> "_Deadline":
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        for watched in self._sockets:
            watched.close()

    def watch(self, connected: socket) -> None:
        # A duplicate outlives the wrapping into TLS, and shutting it down ends the connection itself.
        self._sockets.append(connected.dup())
        if self.is_over:
            self._cut()

    def _cut(self) -> None:
        self.is_over = True
        for watched in self._sockets:
            with suppress(OSError):
                watched.shutdown(SHUT_RDWR)


class _WatchedConnection(HTTPConnection):
    deadline: _Deadline

    def _new_conn(self) -> socket:
        connected = super()._new_conn()
        self.deadline.watch(connected)
        return connected


class _WatchedTlsConnection(_WatchedConnection, HTTPSConnection):
    pass


@dataclass(frozen=True)
class Connector:
    """How connections are made. `resolver` and `ssl_context` are for tests; certificates are always verified."""

    rules: AddressRules
    user_agent: str
    resolver: Resolver = resolve_host
    ssl_context: ssl.SSLContext | None = None

    def get(self, address: Address, headers: Mapping[str, str], max_bytes: int, seconds: float) -> Answer:
        """Ask for one address; redirects are not followed. Raises FetchFailed.

        The host is resolved once; the connection goes to one of the addresses found and checked, so that a second answer
        of the name server cannot lead it elsewhere. TLS is verified for the host's name. No proxy is used.
        """
        places = self.rules.resolve(address, self.resolver)[:MAX_PLACES]
        asked = {
            "Host": address.host_header,
            "User-Agent": self.user_agent,
            "Accept-Encoding": "gzip",
            "Connection": "close",
            **headers,
        }
        with _Deadline(seconds) as deadline:
            with _failures_told("connection_failed", deadline, seconds):
                connection = self._connect(address, places, seconds, deadline)
            with _failures_told("broken_answer", deadline, seconds), closing(connection):
                connection.request("GET", address.target, headers=asked, preload_content=False, decode_content=False)
                response = connection.getresponse()
                found = {name.lower(): value for name, value in response.headers.items()}
                body = b""
                if response.status in BODY_STATUSES:
                    body = _decompress(_read(response, max_bytes), found.get("content-encoding", ""), max_bytes)
                # An answer without a length looks whole when it was cut.
                if deadline.is_over:
                    raise TimeoutError
                return Answer(address.url, response.status, found, body)

    def _connect(self, address: Address, places: list[IPAddress], seconds: float, deadline: _Deadline) -> _WatchedConnection:
        """A connection to the first place that takes one."""
        for place in places:
            connection = self._connection(address, place, seconds)
            connection.deadline = deadline
            try:
                connection.connect()
                return connection
            except (NewConnectionError, ConnectTimeoutError):
                connection.close()
                if deadline.is_over or place == places[-1]:
                    raise
            except BaseException:
                connection.close()
                raise
        raise FetchFailed("unknown_host", f"{address.host} has no address")

    def _connection(self, address: Address, place: IPAddress, seconds: float) -> _WatchedConnection:
        if address.scheme == "http":
            return _WatchedConnection(str(place), address.port, timeout=seconds)
        return _WatchedTlsConnection(
            str(place),
            address.port,
            timeout=seconds,
            server_hostname=address.host,
            assert_hostname=address.host,
            cert_reqs="CERT_REQUIRED",
            ssl_context=self.ssl_context or _trusted_authorities(),
        )


@cache
def _trusted_authorities() -> ssl.SSLContext:
    """The system's certificate authorities; reading them takes longer than a request."""
    return ssl.create_default_context()


@contextmanager
def _failures_told(reason_code: str, deadline: _Deadline, seconds: float) -> Iterator[None]:
    """Whatever goes wrong, as FetchFailed with this reason, or with that of the time limit."""
    try:
        yield
    except FetchFailed as failure:
        if deadline.is_over:
            raise _late(seconds) from failure
        raise
    except (HTTPError, HTTPException, OSError, ValueError) as error:
        if deadline.is_over or isinstance(error, TimeoutError):
            raise _late(seconds) from error
        raise FetchFailed(reason_code, f"{type(error).__name__}: {' '.join(str(error).split())[:300]}") from error


def _late(seconds: float) -> FetchFailed:
    return FetchFailed("timed_out", f"the answer was not whole after {seconds:g} seconds")


def _read(response: BaseHTTPResponse, max_bytes: int) -> bytes:
    declared = response.headers.get("content-length", "")
    if declared.isascii() and declared.isdigit() and int(declared[:20]) > max_bytes:
        raise FetchFailed(
            "too_large", f"{declared[:20]} bytes are announced; at most {max_bytes} are taken", status=response.status
        )
    kept = bytearray()
    while chunk := response.read1(READ_BYTES, decode_content=False):
        kept += chunk
        if len(kept) > max_bytes:
            raise FetchFailed("too_large", f"more than {max_bytes} bytes", status=response.status)
    return bytes(kept)


def _decompress(data: bytes, encoding: str, max_bytes: int) -> bytes:
    """The bytes behind a Content-Encoding; never more of them in memory than the limit and one read."""
    name = encoding.strip().lower()
    if name in PLAIN:
        return data
    if name not in GZIP:
        raise FetchFailed("broken_answer", f"compressed as {name[:40]!r}, which was not asked for", status=200)
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            whole = stream.read(max_bytes + 1)
    except (EOFError, OSError, zlib.error) as error:
        raise FetchFailed("broken_answer", f"cannot be decompressed: {error}", status=200) from error
    if len(whole) > max_bytes:
        raise FetchFailed("too_large", f"more than {max_bytes} bytes after decompression", status=200)
    return whole
