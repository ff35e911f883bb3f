"""The fields of a delivery status notification in, the failures they state out (RFC 3464)."""

import re

from digest.deliver.bounce_report import Failure

#: Fields that name whom a block is about, the best first.
_WHOM = ("original-recipient", "final-recipient", "x-actual-recipient")
_FIELD = re.compile(
    r"^(?:> ?)?(original-recipient|final-recipient|action|status|diagnostic-code|last-attempt-date|remote-mta"
    r"|reporting-mta|arrival-date|will-retry-until|final-log-id|received-from-mta|x-[a-z-]+)[ \t]*:[ \t]*(.*)$",
    re.IGNORECASE,
)
_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_ADDRESS = re.compile(r"""("[^"\s]{1,128}"|[^\s<>;:,"'()\[\]]{1,128})@([\w.-]{0,253}\w|\[[\d.]+\])""")
#: Words of RFC 3464 section 2.3.3 that tell of no failure.
FINE = frozenset({"delivered", "relayed", "expanded"})


def failures(text: str) -> tuple[Failure, ...]:
    """What each block states, in its order; nothing for a text without such fields."""
    blocks: list[dict[str, str]] = [{}]
    name = ""
    for line in text.splitlines():
        if found := _FIELD.match(line):
            name = found[1].lower()
            if _begins(name, blocks[-1]):
                blocks.append({})
            blocks[-1].setdefault(name, found[2].strip())
        elif name and line[:1] in {" ", "\t"} and line.strip():
            blocks[-1][name] = f"{blocks[-1][name]} {line.strip()}"
        else:
            name = ""
    return tuple(failure for block in blocks if (failure := _failure(block)))


def address(text: str) -> str:
    """The first address in a text, as we write it: the domain in lower case; "" when there is none."""
    found = _ADDRESS.search(text)
    return f"{found[1]}@{found[2].lower()}" if found else ""


def _begins(name: str, block: dict[str, str]) -> bool:
    """Whether the field begins the block of another recipient."""
    if name in {"final-recipient", "action"}:
        return name in block
    return name == "original-recipient" and ("final-recipient" in block or name in block)


def _failure(block: dict[str, str]) -> Failure | None:
    """What one block states; None when it is about the whole message, or states nothing of a delivery."""
    if not ({"action", "status", "diagnostic-code"} & block.keys() and any(name in block for name in _WHOM)):
        return None
    whom = next((found for name in _WHOM if (found := address(block.get(name, "")))), "")
    status = _STATUS.search(block.get("status", ""))
    action = re.match(r"[a-z]*", block.get("action", "failed").lower().strip("<( "))
    return Failure(
        address=whom,
        status=status[1] if status else "",
        action=(action[0] if action else "") or "failed",
        words=block.get("diagnostic-code") or block.get("x-supplementary-info", "") or _comment(block),
    )


def _comment(block: dict[str, str]) -> str:
    """What some servers write behind the code: "5.2.2 (mailbox full)"."""
    found = re.search(r"\((.+)\)", block.get("status", ""))
    return found[1] if found else ""
