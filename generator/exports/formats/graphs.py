"""Networks as GraphML and GEXF: who is named together, who spoke about whom, and which outlet took over from which."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from generator.archive.archive import Archive
from generator.findings.network import Tie, ties
from generator.records.load import Contents
from generator.records.model import Kind, kind_of

if TYPE_CHECKING:
    import networkx as nx

_NAMES = {"named": "named-together", "about": "spoken-about", "relays": "taken-over"}


_TODAY = re.compile(rb' lastmodifieddate="[^"]*"')
"""The current date, which networkx writes. It is removed, so that the same records give the same bytes."""


def graphml(archive: Archive, _contents: Contents) -> Mapping[str, bytes]:
    """A file for each network. `weight` counts articles or quotations; `known` is the day from which the tie was
    known."""
    import networkx as nx  # noqa: PLC0415 - an eighth of the program's import time, and few runs write networks

    return _files(archive, "graphml", nx.write_graphml_xml)


def gexf(archive: Archive, _contents: Contents) -> Mapping[str, bytes]:
    """A file for each network in GEXF 1.2, for Gephi."""
    import networkx as nx  # noqa: PLC0415 - see `graphml`

    return _files(archive, "gexf", lambda graph, file: nx.write_gexf(graph, file, version="1.2draft"))


def _files(archive: Archive, ending: str, write: Callable[[nx.Graph, io.BytesIO], None]) -> Mapping[str, bytes]:
    found = {}
    for sort, some in ties(archive).items():
        file = io.BytesIO()
        write(_graph(archive, some, directed=sort != "named"), file)
        found[f"{_NAMES[sort]}.{ending}"] = _TODAY.sub(b"", file.getvalue())
    return found


def _graph(archive: Archive, some: tuple[Tie, ...], *, directed: bool) -> nx.Graph:
    import networkx as nx  # noqa: PLC0415 - see `graphml`

    graph = nx.DiGraph() if directed else nx.Graph()
    for node in sorted({end for tie in some for end in (tie.source, tie.target)}):
        record = archive.records.get(node)
        kind: Kind | str = kind_of(record) if record is not None else ""
        graph.add_node(node, label=_xml(record.name if record is not None else node), kind=kind)
    for tie in some:
        graph.add_edge(tie.source, tie.target, weight=tie.number, known=tie.known)
    return graph


def _xml(text: str) -> str:
    """A text without the characters that XML 1.0 does not allow."""
    return "".join(letter for letter in text if letter >= " " and letter not in "\ufffe\uffff")
