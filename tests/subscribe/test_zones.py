"""Time zones as people call them."""

import zoneinfo

import pytest

from digest.subscribe import spelling, zones


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Europe/Madrid", "Europe/Madrid"),
        ("america/new_york", "America/New_York"),
        ("America/New York", "America/New_York"),
        ("Madrid", "Europe/Madrid"),
        ("São Paulo", "America/Sao_Paulo"),
        ("sao paulo", "America/Sao_Paulo"),
        ("New York", "America/New_York"),
        ("Kolkata", "Asia/Kolkata"),
        ("Kalkutta", "Asia/Kolkata"),
        ("Kyiv", "Europe/Kyiv"),
        ("Nueva York", "America/New_York"),
        ("Moscou", "Europe/Moscow"),
        ("Moskau", "Europe/Moscow"),
        ("München", "Europe/Berlin"),
        ("Muenchen", "Europe/Berlin"),
        ("Boston", "America/New_York"),
        ("Beijing", "Asia/Shanghai"),
        ("Spain", "Europe/Madrid"),
        ("España", "Europe/Madrid"),
        ("Deutschland", "Europe/Berlin"),
        ("Allemagne", "Europe/Berlin"),
        ("Japan", "Asia/Tokyo"),
        ("India", "Asia/Kolkata"),
        ("Österreich", "Europe/Vienna"),
        ("England", "Europe/London"),
        ("Georgia", "Asia/Tbilisi"),
        ("CET", "Europe/Berlin"),
        ("EST", "America/New_York"),
        ("PDT", "America/Los_Angeles"),
        ("MESZ", "Europe/Berlin"),
        ("JST", "Asia/Tokyo"),
        ("UTC", "UTC"),
        ("GMT", "UTC"),
        ("UTC+2", "Etc/GMT-2"),
        ("utc+02:00", "Etc/GMT-2"),
        ("GMT-5", "Etc/GMT+5"),
        ("UTC −5", "Etc/GMT+5"),
        ("UTC+0", "UTC"),
        ("UTC+14", "Etc/GMT-14"),
        ("USA", ""),
        ("Brasilien", ""),
        ("UTC+15", None),
        ("UTC-13", None),
        ("UTC+5:30", None),
        ("Mardid", None),
        ("Factory", None),
        ("", None),
    ],
)
def test_zones_go_by_many_names(text: str, zone: str | None) -> None:
    """An IANA name, a city, a country with one zone, an abbreviation; "" for a country with several."""
    assert zones.named(spelling.folded(text)) == zone


def test_every_zone_is_found_by_its_own_name() -> None:
    """All of IANA's that name a place."""
    places = {zone for zone in zoneinfo.available_timezones() if "/" in zone}
    assert {zone for zone in places if zones.named(spelling.folded(zone)) != zone} == set()


def test_every_answer_is_a_zone() -> None:
    """Whatever table it comes from."""
    answers = set(zones._names().values()) - {""}
    assert answers <= zoneinfo.available_timezones()
