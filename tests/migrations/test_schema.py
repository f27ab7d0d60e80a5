"""The database has exactly the constraints and indexes of the schema, and can use them."""

from graph.migrate import migrate
from graph.session import Graph
from tests.conftest import DIMENSIONS, MIGRATIONS
from tests.migrations.schemas import Rule, constraints, indexes

UNIQUE = """
Memory.id Memory.origin_key Entity.id Entity.key Scope.key Lane.key Message.id Event.id
Event.idempotency_key Change.id Predicate.key ApiKey.id ApiKey.hash Organization.id Project.id
Member.id Member.email Migration.version Schema.key SavedQuery.id Webhook.id Delivery.id Export.id
Feedback.id Merge.id Erasure.id Profile.key ProfileJob.id RELATES_TO.id
RELATES_TO.current_key RELATES_TO.slot_key Scope.project_id,number SAME_AS.id Absorbed.id
"""

RANGE = """
Memory.project_id,created_at Memory.project_id,user_id,created_at
Memory.project_id,agent_id,created_at Memory.project_id,app_id,created_at
Memory.project_id,run_id,created_at Memory.owner_key,created_at Memory.owner_key,hash
Message.event_id,position
Event.queue_key,seq Event.project_id,queue_key Event.project_id,accepted_at
Event.project_id,user_id,accepted_at Event.project_id,agent_id,accepted_at
Event.project_id,app_id,accepted_at Event.project_id,run_id,accepted_at
Lane.ready_at Change.memory_id,created_at Change.project_id,created_at
Entity.owner_key,name_norm Erasure.created_at Lane.project_id Webhook.project_id,created_at
Delivery.due_at Delivery.queue_key,position Delivery.webhook_id,position
Entity.project_id,id Message.project_id,id RELATES_TO.project_id,id SavedQuery.project_id,created_at
Export.project_id,created_at
RELATES_TO.owner_key,recorded_at RELATES_TO.slot,valid_from RELATES_TO.pair,valid_from
SAME_AS.project_id,created_at Absorbed.owner_key Absorbed.merge_id WAS_RELATED.merge_id
"""

FULLTEXT = "Memory.text,scope_terms Message.text,scope_terms Entity.name,aliases,owner_key"

VECTOR = """
Memory.embedding,project_id,owner_key,user_id,agent_id,app_id,run_id,state,created_at,recorded_at,valid_from,valid_to,expires_at
Message.embedding,project_id,owner_key,user_id,agent_id,app_id,run_id
"""


async def test_every_identity_is_unique(lone: Graph):
    rules = await constraints(lone)

    assert _listed(UNIQUE) == _shown(rules)
    assert {"NODE_PROPERTY_UNIQUENESS", "RELATIONSHIP_PROPERTY_UNIQUENESS"} == {
        rule.type for rule in rules
    }


async def test_range_indexes_serve_lists_queues_and_chains(lone: Graph):
    assert _listed(RANGE) == _shown(await indexes(lone), "RANGE")


async def test_words_are_indexed_with_their_scope(lone: Graph):
    assert _listed(FULLTEXT) == _shown(await indexes(lone), "FULLTEXT")


async def test_vectors_are_indexed_with_what_filters_them(lone: Graph):
    assert _listed(VECTOR) == _shown(await indexes(lone), "VECTOR")


async def test_there_is_no_other_index(lone: Graph):
    assert {"RANGE", "FULLTEXT", "VECTOR"} == {rule.type for rule in await indexes(lone)}


async def test_migrating_a_used_database_keeps_its_schema(lone: Graph):
    before = await indexes(lone)

    assert [] == await migrate(lone, MIGRATIONS, DIMENSIONS)
    assert before == await indexes(lone)


def _listed(text: str):
    return sorted(text.split())


def _shown(rules: list[Rule], kind: str | None = None):
    return sorted(
        f"{rule.on}.{','.join(rule.properties)}" for rule in rules if kind in {None, rule.type}
    )
