"""Pictures re-encoded in a process of their own, so that none of them can harm or delay this one."""

import json

from digest.domain.pictures import Encoded
from digest.errors import ParseError
from digest.gather import apart

CPU_SECONDS = 10
MEMORY_BYTES = 512 * 2**20
#: Wall clock, for a machine under load.
PATIENCE_SECONDS = 15.0


def photo(content: bytes, source: str, *, patience: float = PATIENCE_SECONDS) -> Encoded:
    """The picture in a file as it goes into mail; ParseError, a sentence about `source`, when there is none."""
    return _developed(content, "photo", source, patience)


def logo(content: bytes, source: str) -> Encoded:
    """The logo in a file as it stands at the head of mail; ParseError as `photo`."""
    return _developed(content, "logo", source, PATIENCE_SECONDS)


def _developed(content: bytes, kind: str, source: str, patience: float) -> Encoded:
    allowance = apart.Allowance(cpu_seconds=CPU_SECONDS, memory_bytes=MEMORY_BYTES, patience=patience)
    try:
        output = apart.run("digest.gather.image_codec", content, kind, allowance=allowance)
    except apart.GivenUpError as error:
        raise ParseError(f"{source} was given up: {error}.", source=source) from error
    line, _, picture = output.partition(b"\n")
    try:
        said = json.loads(line)
        if "unfit" not in said:
            return Encoded(content=picture, width=int(said["width"]), height=int(said["height"]))
    except (ValueError, TypeError, KeyError) as error:  # a hostile file that took that process over stops at this door
        raise ParseError(f"{source} was given up: what came of reading it is no picture.", source=source) from error
    raise ParseError(f"{source} {said['unfit']}.", source=source)
