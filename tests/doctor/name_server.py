"""A name server on the loopback interface, with the records that a test gives it."""

import socketserver
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import dns.flags
import dns.message
import dns.rcode
import dns.rrset

#: (name, kind) -> records as a zone file writes them; None for a name that the server will not speak of.
Zone = Mapping[tuple[str, str], Sequence[str] | None]


class _Asked(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        data, socket = self.request
        query = dns.message.from_wire(data)
        answer = dns.message.make_response(query)
        answer.flags |= dns.flags.RA
        (question,) = query.question
        name = question.name.to_text(omit_final_dot=True).lower()
        zone: Zone = self.server.zone  # type: ignore[attr-defined]
        kind = dns.rdatatype.to_text(question.rdtype)
        records = zone.get((name, kind), ())
        if records is None:
            answer.set_rcode(dns.rcode.SERVFAIL)
        elif records:
            answer.answer.append(dns.rrset.from_text_list(question.name, 60, "IN", kind, list(records)))
        elif not any(known == name for known, _ in zone):
            answer.set_rcode(dns.rcode.NXDOMAIN)
        socket.sendto(answer.to_wire(), self.client_address)


class _Server(socketserver.ThreadingUDPServer):
    daemon_threads = True

    def __init__(self, zone: Zone) -> None:
        super().__init__(("127.0.0.1", 0), _Asked)
        self.zone = zone


@contextmanager
def serving(zone: Zone) -> Iterator[str]:
    """The address and port of the server, while it answers."""
    with _Server(zone) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        address: tuple[str, Any] = server.server_address  # type: ignore[assignment]
        try:
            yield f"{address[0]}:{address[1]}"
        finally:
            server.shutdown()
            thread.join()
