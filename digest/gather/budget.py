"""The seconds one fetch may take, of which waiting for our turn is no part."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass


@dataclass(slots=True)
class Budget:
    """The seconds one fetch has left."""

    left: float

    @asynccontextmanager
    async def spend(self) -> AsyncIterator[None]:
        """Time that counts; TimeoutError when there is none left."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            async with asyncio.timeout(self.left):
                yield
        finally:
            self.left = max(0.0, self.left - (loop.time() - began))
