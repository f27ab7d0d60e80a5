"""Pure: what a walk came to, scored by a personalised PageRank over the fetched relations.

The ranks are those of networkx (Page et al. 1999, personalised as in Haveliwala 2002): a step from
an entity is shared among its relations, so hubs are damped by themselves.
"""

from collections.abc import Mapping, Sequence
from itertools import islice, pairwise
from typing import Final

import networkx as nx
from msgspec import Struct
from msgspec.structs import replace

from app.services.relations import Hop, ShownRelation, shown
from graph.model import Relation, Visibility
from graph.walks import Reached

DAMPING: Final = 0.6
NAMED: Final = 1.0
FIRST_HITS: Final = 8
VALUES: Final = frozenset({"literal", "date"})


class Walked(Struct, frozen=True, kw_only=True):
    """Relations with score and path, best first, and the memories that attest them."""

    relations: list[ShownRelation]
    memories: dict[str, float]


def walked(reached: Reached, visibility: Visibility, scores: Mapping[str, float]) -> Walked:
    """Score what was reached; `scores` are those of all memories found, the best first.

    The walk begins from the first of them and from what the question names. What a relation's
    evidence scored by itself says as much of the relation as the walk does.
    """
    net = _net(reached.relations)
    seeds = _seeds(reached, dict(islice(scores.items(), FIRST_HITS)), net)
    if not seeds:
        return Walked(relations=[], memories={})
    ranks: dict[str, float] = nx.pagerank(net, alpha=DAMPING, personalization=seeds)
    paths: dict[str, list[str]] = nx.multi_source_dijkstra_path(net, set(seeds), weight=None)
    kept = [relation for relation in reached.relations if _start(relation) in paths]
    flows = _of_best([_flow(relation, net, ranks) for relation in kept])
    evidence = _of_best([_best_score(relation, scores) for relation in kept])
    total = _of_best([flow + said for flow, said in zip(flows, evidence, strict=True)])
    found = [
        replace(shown(relation, visibility), score=score, path=_path(relation, net, paths))
        for relation, score in zip(kept, total, strict=True)
    ]
    return Walked(
        relations=sorted(found, key=lambda one: (-(one.score or 0), one.relation.id)),
        memories=_attesting(kept, flows),
    )


def _of_best(scores: Sequence[float]) -> list[float]:
    best = max(scores, default=0) or 1
    return [score / best for score in scores]


def _best_score(relation: Relation, scores: Mapping[str, float]) -> float:
    return max((scores.get(memory_id, 0) for memory_id in relation.memory_ids), default=0)


def _net(relations: Sequence[Relation]) -> "nx.Graph[str]":
    net: nx.Graph[str] = nx.Graph()
    for relation in relations:
        start, end = _start(relation), _end(relation)
        if net.has_edge(start, end):
            net[start][end]["weight"] += 1
        else:
            net.add_edge(start, end, weight=1, relation=relation)
    return net


def _start(relation: Relation) -> str:
    """Name the entity it comes from, once a relation where a walk ends: the owner or a value."""
    is_end = relation.source_is_self or relation.source_type in VALUES
    return relation.id + "<" if is_end else relation.source_id


def _end(relation: Relation) -> str:
    is_end = relation.target_is_self or relation.target_type in VALUES
    return relation.id + ">" if is_end else relation.target_id


def _seeds(reached: Reached, hits: Mapping[str, float], net: "nx.Graph[str]") -> dict[str, float]:
    seeds = {entity_id: NAMED for entity_id in reached.named_ids if entity_id in net}
    for relation in reached.relations:
        score = _best_score(relation, hits)
        for entity_id in (_start(relation), _end(relation)):
            if score > seeds.get(entity_id, 0):
                seeds[entity_id] = score
    return seeds


def _flow(relation: Relation, net: "nx.Graph[str]", ranks: Mapping[str, float]) -> float:
    """Tell how much of the rank of both ends a step over the relation carries."""
    ends = (_start(relation), _end(relation))
    return sum(ranks[end] / net.degree(end, weight="weight") for end in ends)


def _path(relation: Relation, net: "nx.Graph[str]", paths: Mapping[str, list[str]]) -> list[Hop]:
    """Give the steps from a seed to the relation's nearer end, and the relation itself."""
    start, end = _start(relation), _end(relation)
    is_forward = len(paths[start]) <= len(paths[end])
    steps = pairwise(paths[start] if is_forward else paths[end])
    found = [(net[one][other]["relation"], one) for one, other in steps]
    hops = [_hop(step, is_forward=_start(step) == one) for step, one in found]
    return [*hops, _hop(relation, is_forward=is_forward)]


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


def _attesting(relations: Sequence[Relation], flows: Sequence[float]) -> dict[str, float]:
    memories: dict[str, float] = {}
    for relation, flow in zip(relations, flows, strict=True):
        for memory_id in relation.memory_ids:
            memories[memory_id] = max(memories.get(memory_id, 0), flow)
    return memories
