"""Which addresses may be fetched at all: by their text, and by where their host really is.

A host is refused unless every address it resolves to is public: special networks are those of IANA's special-purpose
registries (RFC 6890) as Python's `ipaddress` knows them; of IPv6 only global unicast (2000::/3) without its transition
networks counts, since those carry IPv4 addresses inside.
"""

import ipaddress
import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote, urlsplit

from orchestration.tables import FETCH_REASONS

MAX_ADDRESS_CHARACTERS = 2000
DEFAULT_PORTS = {"http": 80, "https": 443}
HOST_NAME = re.compile(r"(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.?")
# What a system's resolver would read as a number: decimal, octal or hexadecimal spellings of an IPv4 address.
NUMERIC_LABEL = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)")
# Assigned for protocols and for relays; older versions of Python call parts of them global.
PROTOCOL_NETWORKS = tuple(ipaddress.IPv4Network(network) for network in ("192.0.0.0/24", "192.88.99.0/24"))
GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
EMBEDDING_NETWORKS = tuple(
    ipaddress.IPv6Network(network) for network in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
)
# Neither reserved characters nor an existing escape are quoted again.
SAFE_IN_TARGET = "!#$%&'()*+,/:;=?@[]~"

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], Sequence[str]]


class FetchFailed(Exception):
    """A fetch that gave nothing usable. `reason_code` is a key of FETCH_REASONS, `status` the HTTP status where there was
    one, `retry_at` when the server wants to be asked again.
    """

    def __init__(self, reason_code: str, detail: str, *, status: int | None = None, retry_at: datetime | None = None) -> None:
        if reason_code not in FETCH_REASONS:
            raise ValueError(f"{reason_code} is no reason; add it to FETCH_REASONS in orchestration/tables/")
        super().__init__(f"{reason_code}: {detail}")
        self.reason_code = reason_code
        self.detail = detail
        self.status = status
        self.retry_at = retry_at


@dataclass(frozen=True)
class Address:
    """A checked address. `host` is ASCII in small letters, without brackets; `target` is what follows the host."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """Scheme, host and port: what a robots.txt holds for."""
        return f"{self.scheme}://{self.host_header}"

    @property
    def host_header(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.origin}{self.target}"


def resolve_host(host: str, port: int) -> list[str]:
    """All addresses that the system's resolver gives. Raises OSError when it gives none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return list(dict.fromkeys(str(answer[4][0]) for answer in found))


@dataclass(frozen=True)
class AddressRules:
    """Ports that may be asked. `allow_loopback` lets 127.0.0.0/8 and ::1 through, on any port, for tests."""

    ports: frozenset[int] = frozenset({80, 443, 8080, 8443})
    allow_loopback: bool = False

    def check(self, url: str) -> Address:
        """The parts of an address that may be fetched. Raises FetchFailed `invalid_address`, or `private_address` for the
        number of a host that is not public.
        """
        if len(url) > MAX_ADDRESS_CHARACTERS:
            raise _invalid(f"an address of {len(url)} characters; at most {MAX_ADDRESS_CHARACTERS} are asked for")
        if any(ord(character) < 0x21 or ord(character) == 0x7F for character in url) or "\\" in url:
            raise _invalid(f"{url[:80]!r} holds white space, control characters or backslashes")
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError as error:
            raise _invalid(f"{url[:80]!r} is no address: {error}") from error
        scheme = parts.scheme.lower()
        if scheme not in DEFAULT_PORTS:
            raise _invalid(f"the scheme of {url[:80]!r} is not http or https")
        if "@" in parts.netloc:
            raise _invalid("the address holds a user name")
        literal = _literal(host)
        if "[" in parts.netloc and not isinstance(literal, ipaddress.IPv6Address):
            raise _invalid("brackets without an IPv6 address in them")
        port = DEFAULT_PORTS[scheme] if port is None else port
        if literal is None:
            host = _host_name(host)
        else:
            self._require_public(literal, host)
            host = str(literal)
        if port not in self.ports and not self.allow_loopback:
            raise _invalid(f"port {port} is none of {', '.join(map(str, sorted(self.ports)))}")
        target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        return Address(scheme, host, port, quote(target, safe=SAFE_IN_TARGET))

    def resolve(self, address: Address, resolver: Resolver = resolve_host) -> list[IPAddress]:
        """Where the host is: every address it has, all of them public. Raises FetchFailed `unknown_host` when it has none,
        `private_address` when any of them is not public.
        """
        literal = _literal(address.host)
        if literal is not None:
            self._require_public(literal, address.host)
            return [literal]
        try:
            texts = resolver(address.host, address.port)
            # A scope (fe80::1%eth0) makes the address link-local: ip_address keeps it and finds that out.
            found: list[IPAddress] = [ipaddress.ip_address(text) for text in texts]
        except (OSError, UnicodeError, ValueError) as error:
            raise FetchFailed("unknown_host", f"{address.host} cannot be resolved: {error}") from error
        if not found:
            raise FetchFailed("unknown_host", f"{address.host} has no address")
        for place in found:
            self._require_public(place, address.host)
        return found

    def _require_public(self, place: IPAddress, host: str) -> None:
        if is_public(place) or (self.allow_loopback and place.is_loopback):
            return
        raise FetchFailed("private_address", f"{host} is at {place}, which is not on the public internet")


def is_public(place: IPAddress) -> bool:
    """Whether packets to this address go to the public internet, and not to this machine, its network or nowhere."""
    if not place.is_global or place.is_multicast or place.is_reserved or place.is_unspecified or place.is_private:
        return False
    if isinstance(place, ipaddress.IPv6Address):
        return place in GLOBAL_UNICAST and not any(place in network for network in EMBEDDING_NETWORKS)
    return not any(place in network for network in PROTOCOL_NETWORKS)


def _literal(host: str) -> IPAddress | None:
    """The address that a host spells as a number, None for a name. Raises FetchFailed for the odd spellings of numbers."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        pass
    if ":" in host or NUMERIC_LABEL.fullmatch(host.rstrip(".").rpartition(".")[2].lower()):
        raise _invalid(f"the host {host[:80]!r} is a number, but no address as it is commonly written")
    return None


def _host_name(host: str) -> str:
    """The name in ASCII. A resolver may give other addresses for letters that only look alike, hence the strict form."""
    try:
        name = host.encode("idna").decode("ascii").lower() if not host.isascii() else host.lower()
    except UnicodeError as error:
        raise _invalid(f"the host {host[:80]!r} is no name: {error}") from error
    # Full-width figures and dots become a number only here.
    if not HOST_NAME.fullmatch(name) or (not host.isascii() and _literal(name) is not None):
        raise _invalid(f"the host {host[:80]!r} is no name")
    return name.rstrip(".")


def _invalid(detail: str) -> FetchFailed:
    return FetchFailed("invalid_address", detail)
