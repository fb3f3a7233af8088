"""The annotation page reports the same problems as `archive check`, in the same words."""

import json
from pathlib import Path

import pytest

from generator import pipeline
from generator.exports import annotate
from tests import in_node
from tests.archive_files import write
from tests.authoring.test_contributing import FILES

pytestmark = pytest.mark.processes

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
NUMBERS = [
    "two dozen",
    "~1.5 lakh",
    "dozens",
    "a couple of hundred",
    "1,5",
    "at least 12 000",
    "half a million",
    "300+",
    "12-15",
    "$5m",
    "eleven thousand five hundred",
    "about 3 lakhs",
    "elftausend",
    "около двенадцати тысяч",
    "12 тыс.",
    "만 명",
    "once mil",
    "five or six",
    "1,250,000.5 million",
    "12 apples",
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
            .filter(({ severity, code }) => severity === "error" && code !== "unknown-id").map(({ code, field, fault, remedy }) => `${field}: ${fault}; ${remedy} [${code}]`)
        ));
        console.log(JSON.stringify(found));
        """
    quotation: dict[str, object] = {"id": "q", "speaker": {"unnamed": "a"}, "text": "the wall"}
    trees: list[dict[str, object]] = [{"title": "A", "source": {"url": url}} for url in ADDRESSES]
    trees += [{"title": "A", "quotations": [{**quotation, "text": text}]} for text in TEXTS]
    trees += [{"title": "A", "quotations": [{**quotation, "id": part}]} for part in IDS]
    trees += [{"title": "A", "figures": [{"id": "f", "measure": "m", "value": number}]} for number in NUMBERS]
    told = []
    for number, tree in enumerate(trees):
        # Every JSON text is YAML; invisible characters must be included unescaped.
        record = f"---\n{json.dumps(tree, ensure_ascii=False)}\n---\nA wall.\n"
        root = write(tmp_path / str(number), {"content/articles/2025/wall.md": record})
        problems = [p for p in pipeline.read(root).problems if p.severity == "error" and p.code != "unknown-id"]
        told.append([(p.fault, p.remedy, p.code) for p in problems])
    (tmp_path / "known.json").write_text(annotate.known(pipeline.read(write(tmp_path / "none", {})).archive), "utf-8")
    (tmp_path / "trees.json").write_text(json.dumps(trees), "utf-8")
    answer = in_node.run_json(tmp_path, script, tmp_path / "known.json", tmp_path / "trees.json")
    for tree, here, there in zip(trees, told, answer, strict=True):
        assert [line.split(": ", 1)[1] for line in there] == [
            f"{fault}; {remedy} [{code}]" for fault, remedy, code in here
        ], tree
    assert sum(map(bool, told)) == 9 + 4 + 5 + len(NUMBERS)


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
    assert in_node.run_json(tmp_path, script, tmp_path / "known.json") == [[["no-language", "language"]], [], []]


TEXTS_TO_ANNOTATE = [
    "He said “the wall holds”. # no comment\r\nShe: “ja: nein”, and “# tag”.\n",
    "\ufeffПутин сказал: «Мы благодарны: всем». “- a dash”, “{braces}” and “[[links]]”.\n",
    "“We thank\nyou,” he said, “both 😀 of you.” About eleven thousand fled on Wednesday.\n",
    "김정은은 “군사적 공로 𝔸”라고 말했다. ‘single’ “yes” “null” “1e5” “12:30” “~”\n",
    "The Board denied it: “'quoted' \"twice\"” — “back\\slash” “<script>alert(1)</script>” “tab\there”\n",
    "“" + "word " * 80 + "end”, she said. “again” and “again”.\n",
]
NAMES = [
    "Mira Okonjo",
    "Anna Löwe-Krüger",
    "Шойгу",
    "김정은",
    "aux",
    "index",
    "# tag",
    "a: b",
    "O’Neill, Jr.",
    "river board",
    "null",
    "12",
    "[x]",
    "@ada",
]


def test_what_the_page_hands_out_passes_the_check(tmp_path: Path) -> None:
    """Random records, together with new records: what the page accepts, the command accepts too."""
    script = """
        import { readFileSync } from "node:fs";
        import { problemsOf } from "./check.js";
        import { findDate } from "./dates.js";
        import { Known } from "./known.js";
        import { newPart } from "./parts.js";
        import { Draft } from "./record.js";
        import { allQuoted, copyOfText, folded, trimSelection } from "./text.js";
        const [, , told, given] = process.argv;
        const { texts, names } = JSON.parse(readFileSync(given, "utf-8"));
        let seed = 7;
        const any = (some) => some[((seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) >>> 8) % some.length];
        const made = [];
        for (let number = 0; number < 48; number += 1) {
          const known = new Known(JSON.parse(readFileSync(told, "utf-8")), async () => []);
          const draft = new Draft(known, null);
          const copy = await copyOfText(texts[number % texts.length], known.alike);
          draft.read(copy, folded(copy.shown.split("\\n")[0]));
          if (any([true, false])) draft.set(["title"], any(names));
          if (!draft.tree.language) draft.set(["language"], any(["ru", "ko"]));
          draft.set(["published"], any([undefined, "2025-05-31", "28 April 2025", { edtf: "2025-05", words: any(names) }]));
          if (any([true, false])) draft.set(["publisher"], draft.begin("organisation", any(names)));
          for (const span of allQuoted(copy.shown)) {
            const [start, end] = trimSelection(copy.shown, ...span, known.alike, { quotation: true });
            if (start >= end) continue;
            const hit = { start, end, words: folded(copy.shown.slice(start, end)), at: copy.span(start, end) };
            const at = draft.add("quotations", newPart("quotations", hit, draft));
            const speaker = any([() => "mira-okonjo", () => ({ unnamed: any(names) }), () => draft.begin("person", any(names))]);
            draft.set(["quotations", at, "speaker"], speaker());
            draft.set(["quotations", at, "said"], any([undefined, { ...findDate("Wednesday", known.dates, "2025-05-31"), words: "Wednesday" }, "2025"]));
            if (any([true, false])) draft.set(["quotations", at, "cue"], any(names));
            if (any([true, false])) draft.set(["quotations", at, "via"], [any(["river-board", { unnamed: any(names) }])]);
          }
          const words = any(["about eleven thousand", "10 to 12 thousand", "half a million", "nobody"]);
          const figure = draft.add("figures", newPart("figures", { start: 0, end: 5, words, at: [0, 5] }, draft));
          draft.set(["figures", figure, "measure"], "houses-flooded");
          const said = draft.add("statements", newPart("statements", { start: 0, end: 1, words: any(["Mira Okonjo denied it", "said"]), at: [0, 1] }, draft));
          draft.set(["statements", said, "proposition"], draft.begin("proposition", any(names)));
          if (!draft.tree.statements[said].holder) draft.set(["statements", said, "holder"], "river-board");
          if (!draft.tree.statements[said].stance) draft.set(["statements", said, "stance"], "asserts");
          draft.body = any(["A wall.", "[[mira-okonjo|She]] spoke: it holds.", "# A heading", "- a list: of things", "[[nobody]]"]);
          if (any([true, false])) draft.renameNewcomer(0, "another-name");
          await known.articles(); // as before it is handed out
          const wrong = problemsOf(draft.record, known, draft.copy).filter(({ severity }) => severity === "error");
          made.push({ errors: wrong.map(({ field, fault }) => `${field}: ${fault}`), files: [{ path: draft.path, text: draft.text }, ...draft.others] });
        }
        console.log(JSON.stringify(made));
        """
    archive = pipeline.read(write(tmp_path / "archive", FILES)).archive
    (tmp_path / "known.json").write_text(annotate.known(archive), "utf-8")
    (tmp_path / "given.json").write_text(json.dumps({"texts": TEXTS_TO_ANNOTATE, "names": NAMES}), "utf-8")
    made = in_node.run_json(tmp_path, script, tmp_path / "known.json", tmp_path / "given.json")
    sound = [it for it in made if not it["errors"]]
    assert len(made) // 4 < len(sound) < len(made), [it["errors"] for it in made]
    assert sum(len(it["files"]) > 1 for it in sound) > 5
    for number, it in enumerate(sound):
        root = write(tmp_path / f"written-{number}", {**FILES, **{file["path"]: file["text"] for file in it["files"]}})
        problems = [str(problem) for problem in pipeline.read(root).problems if problem.severity == "error"]
        assert problems == [], it["files"]


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
    answer = in_node.run_json(tmp_path, script, tmp_path / "known.json", tmp_path / "cases.json")
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
    answer = in_node.run_json(tmp_path, script, tmp_path / "known.json", tmp_path / "trees.json")
    for here, there in zip(told, answer, strict=True):
        # the command reports nothing else about a record that it cannot read
        wrong = [it for it in there if it[-1] == "error"]
        assert sorted(wrong or there) == here
    assert sum(map(len, told)) > 20
