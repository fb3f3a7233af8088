"""`archive links` with a local server: it reports dead addresses, and records a source as gone only if the server says
so."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from generator import pipeline
from generator.authoring import links
from generator.cli import main
from generator.records import reached
from generator.records.reached import Reached
from tests.archive_files import write


class Answers(BaseHTTPRequestHandler):
    """Responds with the status in the path; /0 closes the connection."""

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
        """Do not log."""


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
    assert not (root / reached.LINKS).exists()


def test_only_what_the_server_says_is_gone_is_written_and_once(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(root), "links", "--write"]) == 1
    written = "content/articles/2025/gone.md: gone\ncontent/links.csv: 4 addresses\n"
    assert capsys.readouterr().out.endswith(written)
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


def test_first_and_last_days_are_kept_of_what_leads_somewhere_and_the_day_on_which_it_was_gone(
    root: Path, host: str, tmp_path: Path
) -> None:
    archive = pipeline.read(root).archive
    found = links.addresses(archive)
    first, second, third = (dt.date(2026, month, 1) for month in (10, 11, 12))
    asked = links.request_all(found, 20)
    well = [links.Answer(it, 200, "OK") for it in found]
    days = links.update_reached(archive, well, first)
    assert {*days} == {it.url for it in found}
    days = links.update_reached(replace(archive, reached_addresses=days), asked, second)
    assert days[f"{host}/302"] == Reached("2026-10-01", "2026-11-01")
    assert days[f"{host}/410"] == Reached("2026-10-01", "2026-10-01", "2026-11-01")
    assert days[f"{host}/503"] == days[f"{host}/0"] == Reached("2026-10-01", "2026-10-01")  # may be temporary
    assert (
        links.update_reached(replace(archive, reached_addresses=days), asked, third)[f"{host}/410"].lost == "2026-11-01"
    )
    assert links.update_reached(replace(archive, reached_addresses=days), well, third)[f"{host}/410"] == Reached(
        "2026-10-01", "2026-12-01"
    )
    assert reached.read(reached.to_csv(days)) == (days, [])
    fewer = replace(archive, records={"gone": archive["gone"]}, reached_addresses=days)
    assert {*links.update_reached(fewer, (), third)} == {f"{host}/410"}  # no record has the others


def test_the_page_of_an_article_says_when_its_address_was_reached(root: Path, host: str) -> None:
    table = {
        f"{host}/302": Reached("2026-10-01", "2026-11-01"),
        f"{host}/404/copy": Reached("2026-10-01", "2026-10-02", "2026-11-01"),
        f"{host}/410": Reached(lost="2026-11-01"),
    }
    (root / reached.LINKS).write_text(reached.to_csv(table) + "no day,,,\n", encoding="utf-8")
    made = pipeline.make(root)
    assert [str(it) for it in made.problems if it.code == "bad-links"] == [
        "content/links.csv:5:1: the line has no address with days; run `archive links --write`, which writes the table anew (warning)"
    ]
    assert "last reached on 1 November 2026" in made.pages["articles/there.md"].drawn
    assert "gone on 1 November 2026, last reached on 2 October 2026" in made.pages["articles/there.md"].drawn
    assert "gone on 1 November 2026</span>" in made.pages["articles/gone.md"].drawn
    assert "reached" not in made.pages["articles/ill.md"].drawn
    table[f"{host}/503"] = Reached("2026-11-01", "2026-11-01")
    (root / reached.LINKS).write_text(reached.to_csv(table), encoding="utf-8")
    again = pipeline.make(root, made)
    changed = {path for path, page in again.pages.items() if page is not made.pages.get(path)}
    assert changed == {"articles/ill.md"}


@pytest.mark.parametrize("days", [",,", "2026-10-01,,", ",2026-10-01,", "2026-10-01,soon,", "2026-10-1,2026-10-02,"])
def test_a_line_that_does_not_say_when_is_not_read(days: str) -> None:
    assert reached.read(f"address,first,last,lost\nhttps://site.example/1,{days}\n") == ({}, [2])
