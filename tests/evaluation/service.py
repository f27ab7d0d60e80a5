"""Asks a running service as any client would: over HTTP, with a key."""

import time
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

import httpx

JSON = dict[str, Any]
TRIES = 20


class Service:
    """One service, one key."""

    def __init__(self, url: str, key: str) -> None:
        """Keep one connection for all requests."""
        headers = {"Authorization": f"Token {key}"}
        self._http = httpx.Client(base_url=url, headers=headers, timeout=120)

    def add(self, user_id: str, messages: Sequence[JSON], timestamp: float) -> None:
        """Add a conversation and come back when it has been read; a failure raises."""
        body = {
            "messages": messages,
            "user_id": user_id,
            "timestamp": int(timestamp),
            "enable_graph": True,
            "async_mode": False,
            "output_format": "v1.1",
        }
        answer = self.post("/v1/memories/", body)
        for row in answer["results"]:
            if row.get("status") == "PENDING":
                self._finished(row["event_id"])

    def relations(self, user_id: str) -> tuple[list[str], list[JSON]]:
        """Give the texts of a user's memories and all relations, ended ones too."""
        body = {"filters": {"user_id": user_id}, "enable_graph": True, "include_ended": True}
        answer = self.post("/v2/memories/", body)
        return [row["memory"] for row in answer["results"]], answer["relations"]

    def search(self, user_id: str, query: str, top_k: int, **options: object) -> list[JSON]:
        """Give the results of one v3 search without a threshold."""
        body = {
            "query": query,
            "filters": {"user_id": user_id},
            "top_k": top_k,
            "threshold": 0.0,
            **options,
        }
        return self.post("/v3/memories/search/", body)["results"]

    def forget(self, user_id: str) -> None:
        """Delete the user; one who is not there is fine."""
        answer = self._asked("DELETE", f"/v2/entities/user/{user_id}/")
        if answer.status_code != HTTPStatus.NOT_FOUND:
            answer.raise_for_status()

    def post(self, path: str, body: JSON) -> Any:
        """Post JSON, get JSON; an error raises with what the service said."""
        answer = self._asked("POST", path, json=body)
        if answer.is_error:
            raise RuntimeError(f"{path}: {answer.status_code} {answer.text[:1000]}")
        return answer.json()

    def _asked(self, method: str, path: str, **content: Any) -> httpx.Response:
        """Ask, and again while the answer is to try again soon: a busy machine is no error."""
        answer = self._http.request(method, path, **content)
        for _ in range(TRIES - 1):
            if answer.status_code != HTTPStatus.SERVICE_UNAVAILABLE:
                break
            time.sleep(1)
            answer = self._http.request(method, path, **content)
        return answer

    def _finished(self, event_id: str) -> None:
        while True:
            event = self._http.get(f"/v1/event/{event_id}/").raise_for_status().json()
            if event["status"] == "SUCCEEDED":
                return
            if event["status"] == "FAILED":
                raise RuntimeError(f"event {event_id}: {event['error']}")
            time.sleep(0.2)
