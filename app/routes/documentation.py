"""What /schema tells beside types: examples of bodies, and the errors that every route knows."""

from collections.abc import Sequence
from typing import Final, TypeAlias

from litestar.enums import RequestEncodingType
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.spec import Example
from litestar.params import BodyKwarg

from app.errors import Problem


def body(**examples: dict[str, object]) -> BodyKwarg:
    """Give a JSON body its examples."""
    shown = [Example(summary=name.replace("_", " "), value=one) for name, one in examples.items()]
    return BodyKwarg(media_type=RequestEncodingType.JSON, examples=shown)


def _error(description: str) -> ResponseSpec:
    return ResponseSpec(Problem, description=description, generate_examples=False)


# no key is a way in too
ANYBODY: Final[Sequence[dict[str, list[str]]]] = [{}]
Responses: TypeAlias = dict[int, ResponseSpec]
UNREADY: Final[Responses] = {503: _error("Neo4j is away: try again after `Retry-After` seconds")}
ERRORS: Final[Responses] = {
    400: _error("The request can't be understood or obeyed; `details.field` names what is wrong"),
    401: _error("No key, or an unknown one"),
    403: _error("The key may not do this, or not in that project"),
    404: _error("Nothing there that this key may see"),
    413: _error("The body is larger than 10 MB"),
    429: _error("More requests than this key may make a minute: again after `Retry-After` seconds"),
} | UNREADY
WRITE_ERRORS: Final[Responses] = ERRORS | {
    409: _error("Something else was done at the same time, or was done already"),
    422: _error("The Idempotency-Key came before with another request"),
    502: _error("The model failed while you waited; `details.event_id` can be replayed"),
}

ADD: Final = body(
    a_conversation={
        "messages": [
            {"role": "user", "content": "I moved to Oslo in May and work at Orbit Labs now."},
            {"role": "assistant", "content": "How do you like it there?"},
        ],
        "user_id": "ada",
        "enable_graph": True,
    },
    one_sentence_with_the_result={
        "messages": "My sister Mia lives in Bergen.",
        "user_id": "ada",
        "metadata": {"source": "chat"},
        "async_mode": False,
    },
    words_as_they_are={
        "messages": [{"role": "user", "content": "Gate code 4711", "id": "m-1"}],
        "user_id": "ada",
        "infer": False,
    },
)
LIST: Final = body(
    of_one_user={"filters": {"user_id": "ada"}},
    with_conditions={
        "filters": {"AND": [{"user_id": "ada"}, {"created_at": {"gte": "2026-01-01"}}]},
        "as_of": "2026-06-01",
        "explain": True,
    },
)
SEARCH: Final = body(
    of_one_user={"query": "Where does Ada work?", "filters": {"user_id": "ada"}, "top_k": 5},
    with_sources={
        "query": "Who lives in Bergen?",
        "filters": {"OR": [{"user_id": "ada"}, {"agent_id": "helper"}]},
        "explain": True,
    },
)
GRAPH_QUERY: Final = body(
    colleagues={
        "query": "MATCH path = (a:Entity)-[r:RELATES_TO {predicate: 'works_at'}]->(o:Entity) "
        "WHERE r.valid_to > datetime() RETURN path LIMIT 100",
    },
    a_table_with_parameters={
        "query": "UNWIND $users AS user "
        "RETURN user, COUNT { (:Memory {user_id: user}) } AS memories ORDER BY memories DESC",
        "parameters": {"users": ["ada", "ben"]},
        "limit": 100,
        "format": "csv",
    },
)
SAVE_QUERY: Final = body(
    colleagues={
        "name": "Colleagues",
        "description": "Who works at a place now",
        "query": "MATCH path = (p:Entity)-[r:RELATES_TO {predicate: 'works_at'}]->(o:Entity) "
        "WHERE o.name = $employer AND r.valid_to > datetime() RETURN p.name AS person",
        "parameters": [{"name": "employer", "type": "string", "default": "Orbit Labs"}],
        "chart": {"kind": "table"},
    }
)
RUN_QUERY: Final = body(
    with_a_value={"parameters": {"employer": "Orbit Labs"}, "format": "csv"},
    with_defaults={},
)
MERGE: Final = body(
    two_entities={
        "kept_id": "7d0f6a52-1c1e-4f0a-9c55-0a4a4d1f8e11",
        "absorbed_id": "0a4a4d1f-1c1e-4f0a-9c55-7d0f6a528e11",
    }
)
OLDER_LIST: Final = body(of_one_user={"user_id": "ada", "enable_graph": True})
OLDER_SEARCH: Final = body(
    of_one_user={"query": "Where does Ada work?", "user_id": "ada", "output_format": "v1.1"}
)
UPDATE: Final = body(
    other_words={"text": "Ada lives in Bergen."},
    for_ever={"expiration_date": None, "metadata": {"source": "chat"}},
)
BATCH_OF_UPDATES: Final = body(
    two_memories={
        "memories": [
            {"memory_id": "7d0f6a52-1c1e-4f0a-9c55-0a4a4d1f8e11", "text": "Ada lives in Bergen."},
            {"memory_id": "0a4a4d1f-1c1e-4f0a-9c55-7d0f6a528e11", "metadata": {"checked": True}},
        ]
    }
)
BATCH_OF_DELETES: Final = body(
    one_memory={"memories": [{"memory_id": "7d0f6a52-1c1e-4f0a-9c55-0a4a4d1f8e11"}]}
)
FEEDBACK: Final = body(
    positive={
        "memory_id": "7d0f6a52-1c1e-4f0a-9c55-0a4a4d1f8e11",
        "feedback": "POSITIVE",
        "feedback_reason": "Just what I meant",
    }
)
SETTINGS: Final = body(
    instructions_and_graph={
        "custom_instructions": "Leave out small talk.",
        "enable_graph": True,
    },
    categories={"custom_categories": [{"diet": "What somebody eats or must not eat"}]},
)
WEBHOOK: Final = body(
    of_new_memories={
        "name": "new memories",
        "url": "https://example.org/memories",
        "event_types": ["memory_add", "memory_delete"],
    },
)
PROFILE_FORM: Final[dict[str, object]] = {
    "type": "object",
    "properties": {
        "city": {"type": "string", "description": "Where they live"},
        "employer": {"type": "string", "description": "Whom they work for"},
        "hobbies": {
            "type": "array",
            "items": {"type": "string"},
            "description": "What they like to do",
        },
    },
}
EXPORT: Final = body(
    of_one_user={
        "schema": PROFILE_FORM,
        "filters": {"user_id": "ada"},
        "export_instructions": "Write places in English.",
    },
)
EXPORT_LOOKUP: Final = body(
    by_id={"memory_export_id": "7d0f6a52-1c1e-4f0a-9c55-0a4a4d1f8e11"},
    the_newest_of_a_user={"filters": {"user_id": "ada"}},
)
SUMMARY: Final = body(of_one_user={"filters": {"user_id": "ada"}})
PROFILE_SETTINGS: Final = body(
    a_form={"enabled": True, "entities": {"user": {"schema": PROFILE_FORM}}},
    off={"enabled": False},
)
PROFILE_JOB: Final = body(
    of_one_user={"operation": "trigger", "entity_type": "user", "entity_id": "ada"},
    of_some_users={"operation": "sample", "entity_type": "user", "limit": 3},
)
