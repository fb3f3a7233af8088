"""Runs Pagefind's program as a service that takes entries and returns the files of their index."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any, Self, cast

from pagefind.index import PagefindIndex
from pagefind.service import PagefindService
from pagefind.service.types import InternalRequestPayload, InternalResponsePayload

_CHUNK = 2**20
"""The number of bytes read from the program's output at once."""


class Service(PagefindService):
    """Pagefind's service, but it reads each reply as it arrives, whatever its length, and raises RuntimeError if the
    program ends.

    Pagefind's own class polls every tenth of a second, limits the length of replies, and waits forever if the program
    has ended. This class overrides its private method `_wait_for_responses` and uses its attributes `_responses`,
    `_message_id` and `_backend`: check them with each new version of Pagefind.
    """

    _ended: RuntimeError | None = None

    async def __aenter__(self) -> Self:
        await self.launch()
        return self

    async def send(self, payload: InternalRequestPayload) -> InternalResponsePayload:
        if self._ended is not None:  # no reply would ever come
            raise self._ended
        return await super().send(payload)

    async def add(self, index: PagefindIndex, records: Iterable[Mapping[str, Any]]) -> None:
        """Send records, then wait for all replies. One by one would take ten times as long."""
        loop = asyncio.get_running_loop()
        written: list[bytes] = []
        answers: list[asyncio.Future[InternalResponsePayload]] = []
        for record in records:
            self._message_id += 1
            self._responses[self._message_id] = answer = loop.create_future()
            payload = {"type": "AddRecord", "index_id": index._index_id, "sort": None, **record}  # noqa: SLF001
            request = json.dumps({"message_id": self._message_id, "payload": payload})
            written.append(base64.b64encode(request.encode()))
            answers.append(answer)
        if self._ended is not None:  # no reply would ever come
            raise self._ended
        stream = cast(asyncio.StreamWriter, self._backend.stdin)
        stream.write(b"".join(request + b"," for request in written))
        await stream.drain()
        await asyncio.gather(*answers)

    async def _wait_for_responses(self) -> None:
        try:
            await self._read_replies()
            self._ended = RuntimeError("Pagefind has stopped without an answer")
        except (ValueError, TypeError, KeyError, AttributeError) as fault:
            self._ended = RuntimeError("Pagefind has said what is no answer")
            self._ended.__cause__ = fault
        for waiting in self._responses.values():
            waiting.set_exception(self._ended)
        self._responses.clear()

    async def _read_replies(self) -> None:
        """Read replies, each in base64 and followed by a comma, until the program closes its output."""
        output = cast(asyncio.StreamReader, self._backend.stdout)
        begun: list[bytes] = []
        while chunk := await output.read(_CHUNK):
            *ends, rest = chunk.split(b",")
            for end in ends:
                self._deliver(json.loads(base64.b64decode(b"".join((*begun, end)))))
                begun = []
            begun.append(rest)

    def _deliver(self, reply: dict[str, Any]) -> None:
        """Pass a reply to the request that is waiting for it."""
        waiting = self._responses.pop(reply.get("message_id"), None)  # type: ignore[arg-type] # some replies are to no request
        if waiting is None:
            return
        if reply["payload"]["type"] == "Error":
            waiting.set_exception(RuntimeError(reply["payload"]["message"]))
        else:
            waiting.set_result(cast(Any, reply["payload"]))

    async def close(self) -> None:
        with suppress(ProcessLookupError):  # the program has already ended
            await super().close()
