"""manners: turns at publishers' doors."""

import asyncio

import pytest

from digest.gather import manners


async def _most_at_once(turns: manners.Turns, hosts: list[str]) -> tuple[int, float]:
    """How many turns ran at the same moment at most, and how long all took."""
    now = most = 0
    began = asyncio.get_running_loop().time()

    async def one(host: str) -> None:
        nonlocal now, most
        async with turns.at(host):
            now += 1
            most = max(most, now)
            await asyncio.sleep(0.01)
            now -= 1

    await asyncio.gather(*map(one, hosts))
    return most, asyncio.get_running_loop().time() - began


@pytest.mark.parametrize(
    ("hosts", "most"),
    [
        pytest.param(["news.example"] * 4, 1, id="one request at a time to one host"),
        pytest.param(["a.example", "b.example", "c.example"], 3, id="several hosts at once"),
        pytest.param([f"{number}.example" for number in range(9)], 5, id="but not more than allowed"),
        pytest.param(["127.0.0.1"] * 9, 5, id="this machine needs no queue"),
    ],
)
def test_how_many_at_once(hosts: list[str], most: int) -> None:
    """FET-24: one connection a host, so many hosts at once."""
    assert asyncio.run(_most_at_once(manners.Turns(hosts=5, pause=0), hosts))[0] == most


def test_a_pause_between_two_requests_to_one_host() -> None:
    """FET-24: the pause stands between turns, not before the first."""
    _, took = asyncio.run(_most_at_once(manners.Turns(hosts=5, pause=0.1), ["news.example"] * 3))
    assert 0.2 <= took < 2
    _, alone = asyncio.run(_most_at_once(manners.Turns(hosts=5, pause=5), ["news.example", "other.example"]))
    assert alone < 2


def test_a_pause_is_kept_after_a_failure_too() -> None:
    """A server that failed is not asked at once again."""

    async def twice() -> float:
        turns = manners.Turns(hosts=5, pause=0.1)
        with pytest.raises(OSError, match="down"):
            async with turns.at("news.example"):
                raise OSError("down")
        return (await _most_at_once(turns, ["news.example"]))[1]

    assert asyncio.run(twice()) >= 0.1
