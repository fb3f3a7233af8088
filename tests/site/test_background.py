"""The processes that watch for changes next to a server miss none."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only there a server builds in another process")

# A process of its own, since the one of the tests has threads, which a fork would leave behind. Watching begins late in it, as
# it may on a busy machine.
SCRIPT = """\
import sys, time
from pathlib import Path
from generator.mkdocs_plugin import background

start = background._start
def late(*args):
    time.sleep(0.3)
    start(*args)
background._start = late

folder = Path(sys.argv[1])
watcher = background.Watcher([str(folder)], folder / ".cache")
(folder / "herald.yml").write_text("name: The Herald")
print(watcher.changes.poll(60) and watcher.changes.recv_bytes().decode())
watcher.end()
"""


def test_what_changes_once_a_watcher_is_there_is_told_however_late_watching_begins(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(tmp_path / "herald.yml")
