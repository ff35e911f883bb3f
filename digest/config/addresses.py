"""Mail addresses that we are willing to write to (docs/mail.md OUT-29; RFC 5321 section 4.5.3.1)."""

import re

#: Too long for RFC 5321 section 4.5.3.1.3: a path is 256 characters with its angle brackets.
MAX_ADDRESS = 254
MAX_LOCAL = 64

#: Source routes of old mail systems; many servers refuse them, and no one has such a mailbox today.
_ROUTES = re.compile(r"[%!|]")


def normalise(text: str) -> str:
    """The address with its domain in lower case and as A-labels; ValueError says why it cannot be used.

    The part before the @ stays as it is: only its own server may judge its case (RFC 5321 section 2.4).
    """
    fault = _fault(text)
    if fault:
        raise ValueError(fault)
    local, _, domain = text.rpartition("@")
    if domain.casefold() == "localhost":
        # email-validator refuses it always; a machine that delivers to itself is a fair set-up.
        return f"{_checked(local, 'localhost.example')[0]}@localhost"
    return "@".join(_checked(local, domain))


def is_public(address: str) -> bool:
    """Whether other machines can have it too: a domain without a point, as localhost, means another host to each."""
    return "." in address.rpartition("@")[2]


def same(address: str) -> str:
    """What two spellings of one mailbox have in common: nobody gives two people addresses that differ in case."""
    return address.casefold()


def _fault(text: str) -> str:
    """What is wrong with an address in our own words; "" when the library shall judge."""
    local, at, domain = text.rpartition("@")
    if not at or not local or not domain:
        return "it must be a name, an @ and a domain, such as ada@example.org"
    if re.search(r"\s", text) or not text.isprintable():
        return "it has a space or a control character in it"
    if len(text) > MAX_ADDRESS:
        return f"it is longer than {MAX_ADDRESS} characters"
    return _local_fault(local)


def _local_fault(local: str) -> str:
    if not local.isascii():
        return "letters outside ASCII are possible after the @ only"
    if len(local) > MAX_LOCAL:
        return f"the part before the @ is longer than {MAX_LOCAL} characters"
    if local.startswith("-"):
        return "it begins with a hyphen"
    if _ROUTES.search(local):
        return "it has %, ! or | in it"
    return ""


def _checked(local: str, domain: str) -> tuple[str, str]:
    import email_validator

    try:
        found = email_validator.validate_email(
            f"{local}@{domain}", check_deliverability=False, test_environment=True, allow_smtputf8=False
        )
    except email_validator.EmailNotValidError as error:
        raise ValueError(_reason(local, domain)) from error
    return found.local_part, found.ascii_domain


def _reason(local: str, domain: str) -> str:
    """Which half the library refused, in our own words."""
    if not re.fullmatch(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+", local) or local != local.strip(".") or ".." in local:
        return "the part before the @ is not what RFC 5322 allows"
    return f'"{domain}" is no domain that mail can be sent to'
