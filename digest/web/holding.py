"""The page of what we hold of a reader: to take along, and to have erased."""

import json
from collections.abc import Mapping
from datetime import date

from starlette.responses import Response

from digest.desk import held
from digest.domain.wishes import Command, Verb
from digest.tokens import Purpose
from digest.web import deeds
from digest.web.asked import Asked
from digest.web.site import Site, masked


def data(site: Site, asked: Asked) -> Response:
    """What can be done with it; posted, a file of all of it, or after a second button nothing of it is left."""
    reader = site.reader(Purpose.PREFERENCES, asked)
    if reader is None:
        return site.gone(asked)
    word = asked.form.one("do")
    if word == "export":
        return _file(held.export(site.store, reader), reader.schedule.local_date(site.clock()))
    if word == "erase" and asked.form.one("sure") == "yes":
        done = deeds.do(site, Command(verb=Verb.ERASE), deeds.as_reader(site, asked, reader))
        name = "erased" if done.result in deeds.GOOD else "not-done"
        return site.page(name, asked, language=reader.language, status=200 if name == "erased" else 409)
    return site.page(
        "data",
        asked,
        language=reader.language,
        token=asked.parts["token"],
        address=masked(reader.address),
        asks=word == "erase",
    )


def _file(everything: Mapping[str, object], day: date) -> Response:
    text = json.dumps(everything, ensure_ascii=False, indent=2)
    headers = {"Content-Disposition": f'attachment; filename="digest-{day.isoformat()}.json"'}
    return Response(text + "\n", media_type="application/json", headers=headers)
