"""Collects what was told and claimed, and writes it up as findings."""

import re
from datetime import tzinfo
from typing import Literal

from msgspec import Struct

from extraction.calendars import Calendar, moment
from extraction.model import (
    Appearance,
    EntityType,
    Fact,
    Findings,
    Link,
    Mention,
    Moment,
    Span,
    Usage,
)
from extraction.referents import Referent
from extraction.relating import Claimed

Role = Literal["subject", "object", "other"]


class Entry(Struct, kw_only=True, eq=False):
    """A fact in the making."""

    text: str
    spans: tuple[Span, ...]
    claims: list[Claimed]
    seen: list[tuple[Referent, Role, str]]
    zone: tzinfo | None
    by_agent: bool = False


class Ledger:
    """The entries of one extraction; names are settled when all has been read."""

    def __init__(self) -> None:
        """Start empty."""
        self._entries: list[Entry] = []
        self._mentions: list[Mention] = []
        self._places: dict[int, int] = {}
        self._kept: list[Referent] = []

    def add(self, entry: Entry) -> None:
        """Note a fact, unless the same words are noted already; its relations then join those."""
        same = next(
            (one for one in self._entries if one.text.casefold() == entry.text.casefold()), None
        )
        if same is None:
            self._entries.append(entry)
        else:
            same.claims.extend(entry.claims)

    def findings(self, extractor: str) -> Findings:
        """Write everything up."""
        facts = tuple(self._fact(entry) for entry in self._entries)
        return Findings(
            usage=Usage(extractor=extractor), mentions=tuple(self._mentions), facts=facts
        )

    def _fact(self, entry: Entry) -> Fact:
        links = tuple(dict.fromkeys(self._link(claim, entry.zone) for claim in entry.claims))
        appearances = {
            self._place(referent): Appearance(
                mention=self._place(referent), role=role, surface=surface
            )
            for referent, role, surface in reversed(entry.seen)
        }
        for claim in entry.claims:
            ends: tuple[tuple[Referent, Role], ...] = (
                (claim.subject, "subject"),
                (claim.object, "object"),
            )
            for referent, role in ends:
                place = self._place(referent)
                appearances.setdefault(
                    place, Appearance(mention=place, role=role, surface=referent.name)
                )
        starts = [link.valid_from for link in links if link.valid_from]
        return Fact(
            text=_with_names(entry),
            spans=entry.spans,
            appearances=tuple(appearances.values()),
            links=links,
            by_agent=entry.by_agent,
            valid_from=starts[0] if starts else None,
        )

    def _link(self, claim: Claimed, zone: tzinfo | None) -> Link:
        return Link(
            subject=self._place(claim.subject),
            predicate=claim.predicate,
            object=self._place(claim.object),
            predicate_raw=claim.raw,
            state=claim.state,
            valid_from=_moment(claim.valid_from, zone),
            valid_to=_moment(claim.valid_to, zone),
            confidence=claim.confidence,
        )

    def _place(self, referent: Referent) -> int:
        if id(referent) not in self._places:
            self._kept.append(referent)
            self._places[id(referent)] = len(self._mentions)
            self._mentions.append(_mention(referent))
        return self._places[id(referent)]


def _with_names(entry: Entry) -> str:
    """Say the name that a thing got later beside the noun it was called by: "a bakery called"."""
    text = entry.text
    for referent, _, surface in entry.seen:
        is_known = referent.name.casefold() in text.casefold()
        is_told = not referent.is_named or referent.is_self or is_known
        if is_told or not referent.noun or not surface.lower().startswith(referent.noun[:3]):
            continue
        joint = " " if referent.type == "person" else " called "
        named = f"{surface}{joint}{referent.name}"
        text = re.sub(
            rf"\b{re.escape(surface)}\b(?! called)", lambda _, new=named: new, text, count=1
        )
    return text


def _mention(referent: Referent) -> Mention:
    aliases = tuple(dict.fromkeys(alias for alias in referent.aliases if alias != referent.name))
    type_: EntityType = referent.type or (
        "person" if referent.gender in {"male", "female"} else "concept"
    )
    return Mention(name=referent.name, type=type_, aliases=aliases, is_self=referent.is_self)


def _moment(calendar: Calendar | None, zone: tzinfo | None) -> Moment | None:
    return moment(calendar, zone) if calendar else None
