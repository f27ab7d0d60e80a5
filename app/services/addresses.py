"""Where a webhook may lead: looked up when it is called, and nowhere inside without leave."""

import asyncio
import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final, TypeAlias

Address: TypeAlias = IPv4Address | IPv6Address
# IPv4 addresses that are written as IPv6 lead where the IPv4 address does
NAT64: Final = IPv6Network("64:ff9b::/96")
IPV4_BITS: Final = 0xFFFFFFFF


async def looked_up(host: str, port: int) -> list[Address]:
    """Give all addresses of a host; raises OSError when there is none."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    # an address of this link only ends in the name of a network card
    return list(dict.fromkeys(ip_address(str(row[4][0]).partition("%")[0]) for row in found))


def is_public(address: Address) -> bool:
    """Tell whether an address is one of the whole internet, whatever it is wrapped in."""
    inner = _inside(address)
    return inner.is_global and not inner.is_multicast and not inner.is_reserved


def _inside(address: Address) -> Address:
    if isinstance(address, IPv4Address):
        return address
    if address in NAT64:
        return IPv4Address(int(address) & IPV4_BITS)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else address)
