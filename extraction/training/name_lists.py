"""Names of people and places for the copies in training, from Faker and the time zone table."""

from functools import cache
from importlib import import_module
from typing import Final
from zoneinfo import available_timezones

from faker.providers.address import Provider as Addresses
from faker.providers.address.en_US import Provider as AmericanAddresses

_LOCALES: Final = (
    *("en_US", "en_GB", "en_IN", "en_NG", "en_PK", "es_ES", "es_MX", "de_DE", "fr_FR"),
    *("it_IT", "nl_NL", "pt_BR", "sv_SE", "pl_PL", "tr_TR", "ro_RO", "id_ID"),
)
_LISTS: Final = ("first_names", "first_names_male", "first_names_female")


@cache
def first_names() -> tuple[str, ...]:
    """Collect first names written in plain ASCII, sorted."""
    return _people(_LISTS)


@cache
def last_names() -> tuple[str, ...]:
    """Collect family names written in plain ASCII, sorted."""
    return _people(("last_names",))


@cache
def places() -> tuple[str, ...]:
    """Collect countries, American states and the cities that time zones are named after, sorted."""
    zones = {zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc")}
    cities = {zone.split("/")[-1].replace("_", " ") for zone in zones}
    known = {*cities, *Addresses.countries, *AmericanAddresses.states}
    return tuple(sorted(name for name in known if name.isascii() and len(name) > len("Rio")))


def _people(lists: tuple[str, ...]) -> tuple[str, ...]:
    found: set[str] = set()
    for locale in _LOCALES:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        for name in lists:
            found.update(getattr(provider, name, ()))
    return tuple(sorted(name for name in found if name.isascii() and name.isalpha()))
