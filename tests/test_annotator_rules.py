"""What the page for annotating says of a field is what `archive check` says of it, word for word."""

import json
from pathlib import Path

from generator import pipeline
from generator.exports import annotate
from tests import in_node
from tests.archive_files import write

ADDRESSES = [
    "https://example.org/a",
    "HTTPS://Example.org/a",
    "https://example.org/@ada?q=a@b",
    "https://ada:secret@example.org/draft",
    "https://ada@example.org",
    "https://example.org/tides?set=a|b",
    "https://example.org/^{a}",
    "https://example.org/the flood",
    "example.org/flood",
    "javascript:alert(1)",
    "https://example.org/" + "z" * 2000,
    "“https://example.org/”",
]
TEXTS = [
    "the wall",
    "the\u200bwall",
    "the\xadwall",
    "\u202ethe wall",
    "the wall " * 600,
    "👩\u200d🚀 🏴\U000e0067\U000e007f",
]
IDS = ["wall", "aux", "com1", "console", "The Wall", "index", "“wall”"]


def test_addresses_words_and_ids_are_judged_as_by_the_command(tmp_path: Path) -> None:
    script = """
        import { readFileSync } from "node:fs";
        import { Known } from "./known.js";
        import { problemsOf } from "./check.js";
        const [, , told, trees] = process.argv;
        const known = new Known(JSON.parse(readFileSync(told, "utf-8")), async () => []);
        const found = JSON.parse(readFileSync(trees, "utf-8")).map((tree) => (
          problemsOf({ id: "wall", isNew: true, tree, body: "A wall." }, known)
            .filter(({ severity }) => severity === "error").map(({ code, field, fault, remedy }) => `${field}: ${fault}; ${remedy} [${code}]`)
        ));
        console.log(JSON.stringify(found));
        """
    quotation: dict[str, object] = {"id": "q", "speaker": {"unnamed": "a"}, "text": "the wall"}
    trees: list[dict[str, object]] = [{"title": "A", "source": {"url": url}} for url in ADDRESSES]
    trees += [{"title": "A", "quotations": [{**quotation, "text": text}]} for text in TEXTS]
    trees += [{"title": "A", "quotations": [{**quotation, "id": part}]} for part in IDS]
    told = []
    for number, tree in enumerate(trees):
        # Every JSON text is YAML; what nobody sees has to stand in it as it is.
        record = f"---\n{json.dumps(tree, ensure_ascii=False)}\n---\nA wall.\n"
        root = write(tmp_path / str(number), {"content/articles/2025/wall.md": record})
        problems = [p for p in pipeline.read(root).problems if p.severity == "error"]
        told.append([(p.fault, p.remedy, p.code) for p in problems])
    (tmp_path / "known.json").write_text(annotate.known(pipeline.read(write(tmp_path / "none", {})).archive), "utf-8")
    (tmp_path / "trees.json").write_text(json.dumps(trees), "utf-8")
    answer = in_node.answer(tmp_path, script, tmp_path / "known.json", tmp_path / "trees.json")
    for tree, here, there in zip(trees, told, answer, strict=True):
        assert [line.split(": ", 1)[1] for line in there] == [
            f"{fault}; {remedy} [{code}]" for fault, remedy, code in here
        ], tree
    assert sum(map(bool, told)) == 9 + 4 + 5


def test_a_copy_in_other_letters_asks_for_its_language(tmp_path: Path) -> None:
    script = """
        import { readFileSync } from "node:fs";
        import { Known } from "./known.js";
        import { problemsOf } from "./check.js";
        const known = new Known(JSON.parse(readFileSync(process.argv[2], "utf-8")), async () => []);
        const of = (tree, text) => problemsOf({ id: "wall", isNew: true, tree, body: "A wall." }, known, { text });
        const told = [of({ title: "A" }, "Река поднялась"), of({ title: "A", language: "ru" }, "Река поднялась"), of({ title: "A" }, "It rose")];
        console.log(JSON.stringify(told.map((all) => all.map(({ code, field }) => [code, field]))));
        """
    (tmp_path / "known.json").write_text(annotate.known(pipeline.read(write(tmp_path / "none", {})).archive), "utf-8")
    assert in_node.answer(tmp_path, script, tmp_path / "known.json") == [[["no-language", "language"]], [], []]


def test_an_unknown_party_may_be_added_as_any_kind_that_fits(tmp_path: Path) -> None:
    script = """
        import { readFileSync } from "node:fs";
        import { Known } from "./known.js";
        const known = new Known(JSON.parse(readFileSync(process.argv[2], "utf-8")), async () => []);
        const kinds = [["person", "organisation"], ["organisation"], ["person", "organisation", "place"]];
        console.log(JSON.stringify(kinds.map((some) => known.referenceFault("harbour-board", some).remedy)));
        """
    (tmp_path / "known.json").write_text(annotate.known(pipeline.read(write(tmp_path / "none", {})).archive), "utf-8")
    person, organisation, place = (
        f'archive new {kind} --name "Harbour Board"' for kind in ("person", "organisation", "place")
    )
    assert in_node.answer(tmp_path, script, tmp_path / "known.json") == [
        f"add it first: {person} or {organisation}",
        f"add it first: {organisation}",
        f"add it first: {person} or {organisation} or {place}",
    ]


DOUBTS = [
    ("the wall", "A wall."),
    ("the\u200dwall", "A wall."),
    ("the \u200ewall", "A\u200f wall\u200f."),
    ("the\u200cwall\u200c", "قال\u200f إنه A\u200dB."),
    ("می\u200cخواهم", "A\u061c wall at HTTPS://ada:secret@example.org/wall."),
    ("the wall", "https://ben@example.org https://example.org/@ben https://a@b@c.example"),
]


def test_signs_that_do_nothing_and_addresses_with_passwords_are_told_as_by_the_command(tmp_path: Path) -> None:
    script = """
        import { readFileSync } from "node:fs";
        import { Known } from "./known.js";
        import { problemsOf } from "./check.js";
        const [, , told, cases] = process.argv;
        const known = new Known(JSON.parse(readFileSync(told, "utf-8")), async () => []);
        const found = JSON.parse(readFileSync(cases, "utf-8")).map(([text, body]) => {
          const quotations = [{ id: "q", speaker: { unnamed: "a" }, text }];
          return problemsOf({ id: "wall", isNew: false, tree: { title: "A", rights: { status: "CC-BY-4.0" }, quotations }, body }, known)
            .map(({ fault, remedy, severity }) => [fault, remedy, severity]);
        });
        console.log(JSON.stringify(found));
        """
    told = []
    for number, (text, body) in enumerate(DOUBTS):
        quotation = json.dumps({"id": "q", "speaker": {"unnamed": "a"}, "text": text}, ensure_ascii=False)
        record = f"---\ntitle: A\nrights: {{status: CC-BY-4.0}}\nquotations: [{quotation}]\n---\n{body}\n"
        problems = pipeline.read(write(tmp_path / str(number), {"content/articles/2025/wall.md": record})).problems
        told.append(sorted([p.fault, p.remedy, p.severity] for p in problems))
    (tmp_path / "known.json").write_text(annotate.known(pipeline.read(write(tmp_path / "none", {})).archive), "utf-8")
    (tmp_path / "cases.json").write_text(json.dumps(DOUBTS), "utf-8")
    answer = in_node.answer(tmp_path, script, tmp_path / "known.json", tmp_path / "cases.json")
    assert [sorted(found) for found in answer] == told
    assert [len(found) for found in told] == [0, 1, 2, 2, 2, 2]


SOURCES: list[dict[str, str]] = [
    {},
    {"kind": "tweet"},
    {"kind": "post", "account": "@ada", "pages": "3", "programme": "News"},
    {"kind": "post"},
    {"kind": "video", "channel": "Vell One"},
    {"kind": "audio", "programme": "News"},
    {"kind": "broadcast", "account": "@ada"},
    {"kind": "press release", "number": "12", "pages": "3–4"},
    {"account": "@ada", "pages": "3"},
]


SPOTS: list[dict[str, str]] = [
    {"time": "1:12"},
    {"time": "1:12", "until": "1:12"},
    {"time": "1:59", "until": "1:02:00"},
    {"time": "72 s"},
    {"until": "1:12"},
    {"page": "3", "post": "2"},
    {"page": "iv", "paragraph": "0"},
    {},
]


def test_what_a_source_is_cited_by_and_where_words_stand_is_judged_as_by_the_command(tmp_path: Path) -> None:
    script = """
        import { readFileSync } from "node:fs";
        import { Known } from "./known.js";
        import { problemsOf } from "./check.js";
        const [, , told, trees] = process.argv;
        const known = new Known(JSON.parse(readFileSync(told, "utf-8")), async () => []);
        console.log(JSON.stringify(JSON.parse(readFileSync(trees, "utf-8")).map((tree) => (
          problemsOf({ id: "wall", isNew: true, tree, body: "A wall." }, known)
            .map(({ code, field, fault, remedy, severity }) => [code, field, fault, remedy, severity])
        ))));
        """
    trees: list[dict[str, object]] = [{"title": "A", "source": source} for source in SOURCES]
    quotation = {"id": "q", "speaker": {"unnamed": "a farmer"}, "text": "the wall"}
    trees += [
        {"title": "A", "source": {"kind": kind, "channel": "One"}, "quotations": [{**quotation, "where": where}]}
        for kind in ("video", "transcript")
        for where in SPOTS
    ]
    told = []
    for number, tree in enumerate(trees):
        record = f"---\n{json.dumps(tree, ensure_ascii=False)}\n---\nA wall.\n"
        root = write(tmp_path / str(number), {"content/articles/2025/wall.md": record})
        problems = pipeline.read(root).problems
        told.append(sorted([p.code, p.field, p.fault, p.remedy, p.severity] for p in problems))
    (tmp_path / "known.json").write_text(annotate.known(pipeline.read(write(tmp_path / "none", {})).archive), "utf-8")
    (tmp_path / "trees.json").write_text(json.dumps(trees), "utf-8")
    answer = in_node.answer(tmp_path, script, tmp_path / "known.json", tmp_path / "trees.json")
    for here, there in zip(told, answer, strict=True):
        wrong = [it for it in there if it[-1] == "error"]  # the command says no more of a record that cannot be read
        assert sorted(wrong or there) == here
    assert sum(map(len, told)) > 20
