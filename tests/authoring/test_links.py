"""`archive links` asks a server on this machine: it says what leads nowhere, and writes down only what the server says is gone."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from generator.cli import main
from tests.archive_files import write


class Answers(BaseHTTPRequestHandler):
    """Answers with the number that the path names; /0 breaks off."""

    def do_GET(self) -> None:
        status = int(self.path.strip("/").split("/")[0])
        if not status:
            self.connection.close()
            return
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/200")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""


@pytest.fixture
def host() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def article(url: str, more: str = "") -> str:
    return f"---\ntitle: A title  # as printed\nsource: {{url: {url!r}{more}}}\n---\nRain.\n"


@pytest.fixture
def root(tmp_path: Path, host: str) -> Path:
    kept = f", archived: [{{url: '{host}/404/copy'}}]"
    articles = {
        "there": article(f"{host}/302", kept),
        "gone": article(f"{host}/410"),
        "ill": article(f"{host}/503"),
        "broken": article(f"{host}/0"),
        "corrected": article(f"{host}/404", ", status: {is: corrected, basis: a note}"),
    }
    return write(tmp_path, {f"content/articles/2025/{name}.md": text for name, text in articles.items()})


def test_what_leads_nowhere_is_said_and_nothing_is_written(
    root: Path, host: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {file: file.read_bytes() for file in root.rglob("*.md")}
    assert main(["--root", str(root), "links"]) == 1
    *lost, counted = capsys.readouterr().out.splitlines()
    assert counted == "6 addresses asked, 5 led nowhere"
    assert lost[0].startswith(f"broken: address {host}/0: ")
    assert lost[1:] == [
        f"corrected: address {host}/404: 404 Not Found",
        f"gone: address {host}/410: 410 Gone",
        f"ill: address {host}/503: 503 Service Unavailable",
        f"there: archived copy {host}/404/copy: 404 Not Found",
    ]
    assert {file: file.read_bytes() for file in root.rglob("*.md")} == before


def test_only_what_the_server_says_is_gone_is_written_and_once(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(root), "links", "--write"]) == 1
    assert capsys.readouterr().out.endswith("content/articles/2025/gone.md: gone\n")
    text = (root / "content/articles/2025/gone.md").read_text("utf-8")
    assert "# as printed" in text
    assert "is: gone" in text
    assert "its address answered 410 (Gone) to archive links" in text
    assert "gone" not in (root / "content/articles/2025/ill.md").read_text("utf-8")
    assert "is: corrected" in (root / "content/articles/2025/corrected.md").read_text("utf-8")
    assert main(["--root", str(root), "links", "gone", "--write"]) == 1
    assert capsys.readouterr().out.endswith("1 address asked, 1 led nowhere\n")


def test_addresses_without_a_copy_are_listed_for_archiving_services(
    root: Path, host: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(root), "links", "--uncopied"]) == 0
    assert capsys.readouterr().out.split() == [f"{host}/{number}" for number in (0, 404, 410, 503)]
    assert main(["--root", str(root), "links", "nobody"]) == 2
    assert "no article has the id 'nobody'" in capsys.readouterr().err
