"""`mkdocs serve --dirty` begins with what was shown before, builds in another process, and shows what a clean build makes."""

import os
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.exports import cache
from tests import forked
from tests.archive_files import write
from tests.changed import SMALL
from tests.served import RunningServer

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only there a server builds in another process")

AS_IT_WAS = "The site is shown as it was last"
MKDOCS_YML = """\
site_name: Floods
site_url: https://example.org/floods/
theme: {name: archive}
plugins: [archive]
docs_dir: content/pages
"""
HERALD = "content/organisations/herald.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(
        tmp_path / "archive",
        {
            "mkdocs.yml": MKDOCS_YML,
            "content/pages/about.md": "# About\n\nWhose archive this is.\n",
            HERALD: "name: The Herald\n",
            "content/people/bert.yml": "name: Bert Moss\n",
            "content/articles/2025/flood.md": (
                "---\ntitle: The flood\npublisher: herald\npublished: 2025-04-28\n"
                "source: {url: 'https://herald.example/flood', seen: 2026-11-22}\n---\nIt rained for a week.\n"
            ),
        },
    )


@contextmanager
def served(root: Path) -> Iterator[RunningServer]:
    with RunningServer(root, root.parent / "serve.log", "--dirty") as server:
        server.wait(lambda: "<html" in server.page("floods/"))
        yield server


def build(root: Path) -> None:
    done = forked.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=root, env=os.environ)
    assert done.returncode == 0, done.stderr


def site(folder: Path) -> dict[str, bytes]:
    """Every file but the search's, which comes when it is ready, and the mark of the folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != cache.SERVED_MARKER and "pagefind" not in path.relative_to(folder).parts
    }


def clean_build(root: Path) -> dict[str, bytes]:
    """The site that a clean build of a copy makes."""
    copy = root.with_name("clean")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns("site", ".cache"))
    build(copy)
    return site(copy / "site")


def is_that_of_a_clean_build(root: Path, server: RunningServer, built: dict[str, bytes] | None = None) -> bool:
    """Whether the served site is whole, as a clean build makes it: `built`, where one has been made."""
    clean = built or clean_build(root)
    served = root / ".cache" / "served"
    try:
        server.wait(lambda: site(served) == clean)
    except AssertionError:
        shown = site(served)
        other = {path for path in shown.keys() | clean.keys() if shown.get(path) != clean.get(path)}
        raise AssertionError(f"{sorted(other)[:20]}\n{server.said()}") from None
    return True


def beside(server: RunningServer) -> list[int]:
    """The processes that the server has started."""
    pid = server.process.pid
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_a_server_begins_with_what_the_last_one_showed_and_makes_what_has_changed_since(root: Path) -> None:
    with served(root) as server:
        assert AS_IT_WAS not in server.said()
        write(root, {HERALD: "name: The Morning Herald\n"})
        server.wait(lambda: "The Morning Herald" in server.page("floods/articles/flood/"))
        assert is_that_of_a_clean_build(root, server)
    write(
        root,
        {
            HERALD: "name: The Evening Herald\n",
            "content/people/bert.yml": None,
            "content/people/cleo.yml": "name: Cleo\n",
        },
    )
    with served(root) as server:
        assert AS_IT_WAS in server.said()
        server.wait(lambda: "The Evening Herald" in server.page("floods/articles/flood/"))
        clean = clean_build(root)
        assert is_that_of_a_clean_build(root, server, clean)
        assert server.page("floods/people/bert/") == ""
    with served(root) as server:
        assert "The Evening Herald" in server.page("floods/articles/flood/")
        assert is_that_of_a_clean_build(root, server, clean)


def test_a_server_begins_with_the_site_of_the_last_build_and_leaves_that_as_it_is(root: Path) -> None:
    build(root)
    before = site(root / "site")
    with served(root) as server:
        assert AS_IT_WAS in server.said()
        write(root, {HERALD: "name: The Morning Herald\n"})
        server.wait(lambda: "The Morning Herald" in server.page("floods/articles/flood/"))
        assert is_that_of_a_clean_build(root, server)
    assert site(root / "site") == before


def test_what_surrounds_every_page_is_made_anew_where_it_has_changed_between_two_servers(root: Path) -> None:
    with served(root):
        pass
    write(root, {"mkdocs.yml": MKDOCS_YML.replace("Floods", "Floods and droughts")})
    with served(root) as server:
        server.wait(lambda: "Floods and droughts" in server.page("floods/organisations/herald/"))
        assert is_that_of_a_clean_build(root, server)


def test_what_was_spoilt_between_two_servers_is_made_anew(root: Path, in_full: bool) -> None:
    clean = clean_build(root)
    with served(root) as server:
        server.wait((root / ".cache" / cache.SERVED_STATE).is_file)
    written = [root / ".cache" / name for name in (cache.SERVED_STATE, cache.SERVED_LEDGER)]
    spoilt_in_turn = (cache.SERVED_LEDGER, cache.SERVED_STATE, f"{cache.SERVED}/organisations/herald/index.html")
    for spoilt in spoilt_in_turn[: None if in_full else 1]:
        (root / ".cache" / spoilt).write_text("[]")
        with served(root) as server:
            assert is_that_of_a_clean_build(root, server, clean), spoilt
            server.wait(lambda: all(file.is_file() and file.stat().st_size > 2 for file in written))


def test_a_request_does_not_wait_while_the_site_is_built(root: Path) -> None:
    with served(root) as server:
        server.wait(lambda: len(beside(server)) == 2)
        started = beside(server)
        for process in started:
            os.kill(process, signal.SIGSTOP)  # so that no build comes to its end
        write(root, {HERALD: "name: The Morning Herald\n"})
        for _ in range(20):
            assert "The Herald" in server.page("floods/organisations/herald/")
        for process in started:
            os.kill(process, signal.SIGCONT)
        server.wait(lambda: "The Morning Herald" in server.page("floods/organisations/herald/"))
    assert not any(Path(f"/proc/{process}").exists() for process in started), "they end with the server"


def test_two_servers_of_one_archive_do_not_write_into_one_site(root: Path) -> None:
    with served(root) as first, RunningServer(root, root.parent / "second.log", "--dirty") as second:
        second.wait(lambda: "<html" in second.page("floods/"))
        write(root, {HERALD: "name: The Morning Herald\n"})
        for server in (first, second):
            server.wait(lambda server=server: "The Morning Herald" in server.page("floods/organisations/herald/"))  # type: ignore[misc]


def test_files_of_somebody_else_in_the_place_of_the_site_stay(root: Path) -> None:
    write(root, {".cache/served/thesis.md": "mine"})
    with served(root):
        pass
    assert {path.name for path in (root / ".cache" / "served").iterdir()} == {"thesis.md"}


def test_an_error_before_the_first_build_leaves_the_site_as_it_was_until_it_is_mended(root: Path) -> None:
    with served(root):
        pass
    write(root, {HERALD: "nam: The Herald\n"})
    with served(root) as server:
        server.wait(lambda: "The site stays as it was until this is mended: 1 error" in server.said())
        assert "The Herald" in server.page("floods/organisations/herald/")
        write(root, {HERALD: "name: The Morning Herald\n"})
        server.wait(lambda: "The Morning Herald" in server.page("floods/organisations/herald/"))


def test_a_large_enough_archive_is_served_as_a_build_makes_it(tmp_path: Path) -> None:
    root = shutil.copytree(SMALL, tmp_path / "archive")
    (root / "mkdocs.yml").write_text(MKDOCS_YML)
    with served(root) as server:
        assert is_that_of_a_clean_build(root, server)


def test_edits_one_after_the_other_and_edits_of_other_kinds_end_in_what_a_clean_build_makes(root: Path) -> None:
    with served(root) as server:
        for name in ("Morning", "Noon", "Evening"):
            write(root, {HERALD: f"name: The {name} Herald\n"})
            server.wait(lambda name=name: f"The {name} Herald" in server.page("floods/organisations/herald/"))  # type: ignore[misc]
        flood = (root / "content/articles/2025/flood.md").read_text()
        for name in ("Weekly", "Evening", "Weekly"):  # each while the rest of the site is made for the one before
            write(root, {HERALD: f"name: The {name} Herald\n"})
            server.wait(lambda name=name: f"The {name} Herald" in server.page("floods/articles/flood/"))  # type: ignore[misc]
        write(root, {"content/articles/2025/flood.md": f"{flood}Then it froze.\n"})
        server.wait(lambda: "Then it froze" in server.page("floods/articles/flood/"))
        write(root, {"content/people/bert.yml": "name: Bertram Moss\n", "content/pages/about.md": "# About\n\nOurs.\n"})
        server.wait(lambda: "Ours." in server.page("floods/about/"))
        assert is_that_of_a_clean_build(root, server)
