"""A host as those are that serve sites: it keeps connections, and sends an answer in one piece."""

from http.server import SimpleHTTPRequestHandler
from pathlib import Path


class Host(SimpleHTTPRequestHandler):
    """The common part of the benchmarks' web servers. Each defines which files it compresses and counts."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1

    def send(self, file: Path, body: bytes, *, packed: bool) -> None:
        """Answer with the content of a file; `packed`: it is compressed already."""
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Length", str(len(body)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Nothing: what was asked for is not printed."""
