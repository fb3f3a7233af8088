"""Runs the annotation page's scripts without a browser."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

SCRIPTS = Path(__file__).parents[1] / "generator/theme/assets/annotate"


def run_json(folder: Path, script: str, *arguments: str | Path) -> Any:
    """The JSON printed by a script. It imports the page's scripts as "./NAME.js" and gets `arguments` from the third
    item of `process.argv` on. `folder` is an empty working folder. Skips the test without Node."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not here, in which the scripts are run")
    scripts = folder / "scripts"
    shutil.copytree(SCRIPTS, scripts)
    shutil.copytree(SCRIPTS.parent / "lib", folder / "lib")
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    (scripts / "run.js").write_text(script, encoding="utf-8")
    messages = shutil.copy(SCRIPTS.parent / "messages.js", folder)
    run = subprocess.run(
        [node, "--import", messages, scripts / "run.js", *arguments], capture_output=True, text=True, check=True
    )
    return json.loads(run.stdout)
