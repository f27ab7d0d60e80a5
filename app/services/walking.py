"""Pure: what a walk came to, scored by a personalised PageRank over the fetched relations.

The ranks are those of networkx (Page et al. 1999, personalised as in Haveliwala 2002): a step from
an entity is shared among its relations, so hubs are damped by themselves.
"""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Final

import networkx as nx
from msgspec import Struct

from app.services.relations import Hop, ShownRelation, shown
from graph.model import Relation, Visibility
from graph.walks import Reached

DAMPING: Final = 0.6
NAMED: Final = 1.0
FIRST_HITS: Final = 8
# "the edges that mattered": more would be read by nobody, and cost more than the walk
SHOWN: Final = 50
VALUES: Final = frozenset({"literal", "date"})


class Walked(Struct, frozen=True, kw_only=True):
    """The best `SHOWN` relations with score and path, and the memories that attest any."""

    relations: list[ShownRelation]
    memories: dict[str, float]


class _Tie(Struct, frozen=True):
    """A relation and the names of its ends in the net: of the owner and of values once each."""

    relation: Relation
    start: str
    end: str


def walked(reached: Reached, visibility: Visibility, scores: Mapping[str, float]) -> Walked:
    """Score what was reached; `scores` are those of all memories found, the best first.

    The walk begins from the first of them and from what the question names. What a relation's
    evidence scored by itself says as much of the relation as the walk does.
    """
    ties = [_tie(relation) for relation in reached.relations]
    net = _net(ties)
    seeds = _seeds(ties, dict(islice(scores.items(), FIRST_HITS)))
    seeds |= {entity_id: NAMED for entity_id in reached.named_ids if entity_id in net}
    if not seeds:
        return Walked(relations=[], memories={})
    ways = _ways(net, seeds)
    kept = [tie for tie in ties if tie.start in ways]
    shares = _shares(net, seeds)
    flows = _of_best([shares[tie.start] + shares[tie.end] for tie in kept])
    evidence = _of_best([_best_score(tie.relation, scores) for tie in kept])
    total = _of_best([flow + said for flow, said in zip(flows, evidence, strict=True)])
    order = sorted(
        zip(kept, total, strict=True), key=lambda scored: (-scored[1], scored[0].relation.id)
    )
    return Walked(
        relations=[
            shown(tie.relation, visibility, score=score, path=_path(tie, ways))
            for tie, score in order[:SHOWN]
        ],
        memories=_attesting(kept, flows),
    )


def _of_best(scores: Sequence[float]) -> list[float]:
    best = max(scores, default=0) or 1
    return [score / best for score in scores]


def _best_score(relation: Relation, scores: Mapping[str, float]) -> float:
    best = 0.0
    for memory_id in relation.memory_ids:
        if scores.get(memory_id, 0) > best:
            best = scores[memory_id]
    return best


def _tie(relation: Relation) -> _Tie:
    starts_here = relation.source_is_self or relation.source_type in VALUES
    ends_here = relation.target_is_self or relation.target_type in VALUES
    return _Tie(
        relation,
        relation.id + "<" if starts_here else relation.source_id,
        relation.id + ">" if ends_here else relation.target_id,
    )


def _net(ties: Sequence[_Tie]) -> "nx.Graph[str]":
    net: nx.Graph[str] = nx.Graph()
    for tie in ties:
        if net.has_edge(tie.start, tie.end):
            net[tie.start][tie.end]["weight"] += 1
        else:
            net.add_edge(tie.start, tie.end, weight=1, tie=tie)
    return net


def _seeds(ties: Sequence[_Tie], hits: Mapping[str, float]) -> dict[str, float]:
    seeds: dict[str, float] = {}
    for tie in ties:
        score = _best_score(tie.relation, hits)
        for entity_id in (tie.start, tie.end):
            if score > seeds.get(entity_id, 0):
                seeds[entity_id] = score
    return seeds


def _shares(net: "nx.Graph[str]", seeds: Mapping[str, float]) -> dict[str, float]:
    """Tell how much of its rank each entity passes on over one relation."""
    ranks: dict[str, float] = nx.pagerank(net, alpha=DAMPING, personalization=seeds)
    return {
        entity_id: ranks[entity_id] / degree for entity_id, degree in net.degree(weight="weight")
    }


def _ways(net: "nx.Graph[str]", seeds: Mapping[str, float]) -> dict[str, list[Hop]]:
    """Give the steps from the nearest seed to each entity that can be reached."""
    ways: dict[str, list[Hop]] = {}
    # the nearest come first, and a path is that of the entity before it with one step more
    for entity_id, path in nx.multi_source_dijkstra_path(net, seeds, weight=None).items():
        ways[entity_id] = []
        if len(path) > 1:
            tie: _Tie = net[path[-2]][entity_id]["tie"]
            hop = _hop(tie.relation, is_forward=tie.start == path[-2])
            ways[entity_id] = [*ways[path[-2]], hop]
    return ways


def _path(tie: _Tie, ways: Mapping[str, list[Hop]]) -> list[Hop]:
    """Give the steps from a seed to the relation's nearer end, and the relation itself."""
    start, end = ways[tie.start], ways[tie.end]
    is_forward = len(start) <= len(end)
    return [*(start if is_forward else end), _hop(tie.relation, is_forward=is_forward)]


def _hop(relation: Relation, *, is_forward: bool) -> Hop:
    names = (relation.source, relation.target)
    from_name, to_name = names if is_forward else names[::-1]
    return Hop(
        relation_id=relation.id,
        from_name=from_name,
        predicate=relation.predicate,
        to_name=to_name,
        is_forward=is_forward,
        memory_ids=relation.memory_ids,
    )


def _attesting(ties: Sequence[_Tie], flows: Sequence[float]) -> dict[str, float]:
    memories: dict[str, float] = {}
    for tie, flow in zip(ties, flows, strict=True):
        for memory_id in tie.relation.memory_ids:
            memories[memory_id] = max(memories.get(memory_id, 0), flow)
    return memories
