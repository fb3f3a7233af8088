// The page that compares two records of a kind, given in the address: ?a=one&b=other.
import { statusMark } from "../lib/became.js";
import { all, get, make } from "../lib/dom.js";
import { _, N_, listed, ngettext, pgettext, woven } from "../lib/messages.js";
import { urlOf, withKnownDay } from "../lib/site.js";
import { loadStyle } from "../lib/style.js";
import { choiceOf } from "../lib/terms.js";
import { earlierSide, rowsOf, compareWords } from "./rows.js";
import { isRightToLeft, suggestionsFor, findThing } from "./things.js";

/** @typedef {import("./rows.js").Item} Item */
/** @typedef {import("./rows.js").Row} Row */
/** @typedef {import("./rows.js").Thing} Thing */

const MAX_SHORT_TITLE = 40; // letters of a title that fits a line of a phone
const MAX_OPEN_ROWS = 20; // rows of a group that are not folded
const TYPING_PAUSE = 200; // milliseconds after the last letter
const DAY = /^\d{4}-\d\d-\d\d$/;

/** Fills the page in. @param {HTMLElement} box */
export const page = (box) => {
  const form = get(box, "form", HTMLFormElement);
  const fields = all(form, "input", HTMLInputElement);
  const answer = get(box, "[data-answer]", HTMLElement);
  const status = get(box, "[role=status]", HTMLElement);
  const day = () => window.archiveKnown?.day() ?? "";

  /** @type {Map<string, string>[]} ids by what stands in a field */
  const meant = [new Map(), new Map()];
  /** @type {(Thing | undefined)[]} */
  let chosen = [];

  /** A record, if it was known by the chosen day. @param {string} id */
  const known = async (id) => {
    const found = await findThing(id);
    return found && (!day() || (found.known && found.known <= day())) ? found : undefined;
  };

  const asked = () => {
    const values = new URLSearchParams(location.search);
    return ["a", "b"].map((name) => values.get(name)?.trim() ?? "");
  };

  let round = 0;
  const draw = async () => {
    const own = ++round;
    const ids = asked();
    answer.replaceChildren();
    status.textContent = ids.some(Boolean) ? _("Looking …") : "";
    try {
      const found = await Promise.all(ids.map(known));
      if (own !== round) return;
      chosen = found;
      for (const [index, it] of found.entries()) {
        fields[index].value = it?.title ?? ids[index];
        if (it) meant[index].set(it.title, ids[index]);
      }
      const [a, b] = found;
      const missing = ids.find((id, index) => id && !found[index]);
      status.textContent = "";
      if (missing) {
        status.textContent = _("Nothing that can be compared is called “{name}” here.", { name: missing });
      } else if (a && b && ids[0] === ids[1]) status.textContent = _("That is the same twice: choose another.");
      else if (a && b && sortOf(a) !== sortOf(b)) {
        status.textContent = _(
          "These two are not of one kind: choose two articles, two people or organisations, two claims, two figures or two days.",
        );
      } else if (a && b) {
        const drawn = await drawResult(a, b, day());
        if (own !== round) return;
        answer.replaceChildren(...drawn);
        get(answer, "[tabindex]", HTMLElement).focus({ preventScroll: true });
      } else if (a) status.textContent = _("Choose what to compare it with.");
    } catch (fault) {
      if (own === round) status.textContent = _("The comparison could not be loaded. Press “Compare” to try again.");
      console.warn(fault);
    }
  };

  /** The id that the text in a field means. @param {number} index */
  const idOf = async (index) => {
    const words = fields[index].value.trim();
    const id = meant[index].get(words);
    if (id || !words || DAY.test(words) || (await findThing(words))) return id ?? words;
    return (await suggestionsFor(words, sortOf(chosen[1 - index])))[0]?.id ?? words;
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const values = new URLSearchParams(location.search);
    const ids = await Promise.all([0, 1].map((index) => idOf(index).catch(() => fields[index].value.trim())));
    for (const [index, name] of ["a", "b"].entries()) {
      if (ids[index]) values.set(name, ids[index]);
      else values.delete(name);
    }
    const state = `?${values}`;
    if (state !== location.search) history.pushState(history.state, "", location.pathname + state);
    draw();
  });
  for (const [index, field] of fields.entries()) {
    const list = get(form, `#${field.getAttribute("list")}`, HTMLDataListElement);
    let waiting = 0;
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      if (meant[index].has(field.value.trim())) return;
      waiting = window.setTimeout(async () => {
        const words = field.value.trim();
        const other = fields[1 - index].value.trim() ? sortOf(chosen[1 - index]) : "";
        const found = await suggestionsFor(words, other).catch(() => []);
        if (words !== field.value.trim()) return;
        for (const { id, title } of found) meant[index].set(title, id);
        list.replaceChildren(...found.map(({ title }) => make("option", { value: title })));
      }, TYPING_PAUSE);
    });
  }
  addEventListener("popstate", () => {
    if (box.isConnected) draw();
  });
  loadStyle("compare", import.meta.url).then(() => {
    box.hidden = false; // so that nothing is shown without its style
    return draw();
  });
};

/** The group within which records can be compared: people and organisations are one. @param {Thing | undefined} it */
const sortOf = (it) => (it?.kind === "organisation" ? "person" : (it?.kind ?? ""));

/** @param {Thing} a @param {Thing} b @param {string} day */
const drawResult = async (a, b, day) => {
  const rows = rowsOf(a, b, day);
  const counts = [
    rows.differs.length && ngettext("{n} differs", "{n} differ", rows.differs.length),
    rows.same.length && ngettext("{n} is the same", "{n} are the same", rows.same.length),
    rows.first.length && ngettext("{n} is only in the first", "{n} are only in the first", rows.first.length),
    rows.second.length && ngettext("{n} is only in the second", "{n} are only in the second", rows.second.length),
  ].filter((it) => typeof it === "string");
  const known = { ...a, items: [] };
  /** @type {[string, Row[], string][]} */
  const groups = [
    ["differs", rows.differs, _("Different in the two")],
    ["same", rows.same, _("The same in both")],
    ["first", rows.first, a.title === b.title ? _("Only in the first") : _("Only here: {title}", { title: a.title })],
    [
      "second",
      rows.second,
      a.title === b.title ? _("Only in the second") : _("Only here: {title}", { title: b.title }),
    ],
  ];
  const drawn = await Promise.all(
    groups
      .filter(([, some]) => some.length)
      .map(([name, some, title], index) => drawGroup(name, some, title, [a, b], index === 0)),
  );
  return [
    make("h2", { class: "ar-compare__answer", tabindex: -1 }, counts.length ? listed(counts) : drawNothing(known.kind)),
    ...[a, b]
      .filter((it) => it.read === "excerpt")
      .map((it) =>
        make(
          "p",
          { class: "ar-small" },
          _("We read only a part of {article}: what is missing from it here may be in the rest.", {
            article: it.note?.[0] || it.title,
          }),
        ),
      ),
    ...(a.more || b.more
      ? [
          make(
            "p",
            { class: "ar-small" },
            _("Where there are very many quotations and stances, only the first are compared."),
          ),
        ]
      : []),
    ...drawn,
    ...(rows.differs.some((row) => row.first.length === 1 && row.second.length === 1 && row.first[0].words)
      ? [
          make(
            "ul",
            { class: "ar-key" },
            make(
              "li",
              {},
              ...woven(_("{mark} found in only one version"), {
                mark: make("mark", { class: "ar-only" }, _("underlined")),
              }),
            ),
          ),
        ]
      : []),
  ];
};

/** @param {string} kind */
const drawNothing = (kind) =>
  kind === "article"
    ? _("Neither record has a quotation, a stance or an estimate.")
    : _("The archive has nothing about either that could be compared.");

/** A group of rows, the first of them unfolded. @param {string} name @param {Row[]} rows @param {string} title @param {[Thing, Thing]} things @param {boolean} first  whether eyes need to be told which is which */
const drawGroup = async (name, rows, title, things, first) => {
  const drawn = await Promise.all(rows.map((row) => drawRow(row, things, name)));
  const rest = drawn.slice(MAX_OPEN_ROWS);
  return make(
    "section",
    { "aria-label": title },
    make("h3", {}, title),
    drawTable(title, drawn.slice(0, MAX_OPEN_ROWS), things, first),
    rest.length > 0 &&
      make(
        "details",
        { class: "ar-fold" },
        make("summary", {}, make("b", {}, ngettext("{n} more", "{n} more", rest.length))),
        make("div", {}, drawTable(title, rest, things, false)),
      ),
  );
};

/** @param {string} title @param {HTMLElement[]} rows @param {[Thing, Thing]} things @param {boolean} headed */
const drawTable = (title, rows, things, headed) =>
  make(
    "table",
    { class: "ar-beside" },
    make("caption", { class: "ar-sr" }, title),
    make(
      "thead",
      { class: !headed && "ar-sr" },
      make("tr", {}, ...things.map((it) => make("th", { scope: "col" }, ...drawHead(it)))),
    ),
    make("tbody", {}, ...rows),
  );

/** @param {Thing} it */
const drawHead = (it) => {
  const title = make("b", {}, it.title);
  if (it.language) title.lang = it.language;
  const name = it.at ? make("a", { href: withKnownDay(urlOf(it.at)) }, title) : title;
  return [name, ...statusMark(it.became), make("small", {}, joinPresent(it.note ?? []))];
};

/** @param {Row} row @param {[Thing, Thing]} things @param {string} name */
const drawRow = async (row, things, name) => {
  const [one] = row.first;
  const [other] = row.second;
  const words = row.first.length === 1 && row.second.length === 1 ? compareWords(one, other) : null;
  const before = name === "differs" || name === "same" ? earlierSide(row) : "";
  /** @param {Thing} it @param {Item[]} items @param {[string, boolean][] | undefined} parts @param {boolean} first */
  const cell = async (it, items, parts, first) =>
    make(
      "td",
      { "data-side": name === "differs" && nameBesideOther(it, things), class: !items.length && "ar-beside__none" },
      ...(items.length
        ? (await Promise.all(items.map((item) => drawItem(item, parts)))).flat()
        : [make("span", { class: "ar-unknown" }, _(MISSING[it.read ?? "none"] ?? MISSING.none))]),
      first && make("small", { class: "ar-beside__first" }, pgettext("of two that said something", "was first")),
    );
  const cells = [
    await cell(things[0], row.first, words?.one, before === "first"),
    await cell(things[1], row.second, words?.other, before === "second"),
  ];
  cells[1].classList.toggle("ar-beside__again", cells[0].textContent === cells[1].textContent);
  return make("tr", {}, ...cells);
};

/** The name of one side on phones, where the cells are stacked: the publisher or a short title, else its position. @param {Thing} it @param {[Thing, Thing]} things */
const nameBesideOther = (it, things) => {
  const [one, other] = things.map(
    (thing) => thing.note?.[0] || (thing.title.length <= MAX_SHORT_TITLE ? thing.title : ""),
  );
  if (one && other && one !== other) return it === things[0] ? one : other;
  return it === things[0] ? _("The one") : _("The other");
};

/** The text of an empty cell, by how much of the article was read. @type {Record<string, string>} */
const MISSING = {
  whole: N_("not there"),
  excerpt: N_("not in the part that we read"),
  "": N_("not in this archive’s record of it"),
  none: N_("nothing in this archive"),
};

/** The known values, joined by commas. @param {(string | undefined)[]} some */
const joinPresent = (some) =>
  some
    .filter((it) => it !== undefined && it !== "")
    .reduce((one = "", other = "") => (one ? _("{one}, {other}", { one, other }) : other), "") ?? "";

/** @param {Item} it @param {[string, boolean][]} [parts] */
const drawItem = async (it, parts) => {
  const about = joinPresent([it.who, it.stance && choiceOf("stance", it.stance), it.date, it.note]);
  const link = (/** @type {string} */ text) => make("a", { href: withKnownDay(urlOf(it.at)) }, make("bdi", {}, text));
  const finding = it.finding ? choiceOf("fidelity", it.finding) : "";
  const became = statusMark(it.became);
  const small = make("small", {}, it.words ? link(about || it.sort) : about, finding && ` · ${finding}`);
  if (!it.words) {
    return [link([it.of, it.text].filter(Boolean).join(": ") || about), ...became, it.of || it.text ? small : null];
  }
  small.append(...became);
  return [
    small,
    make(
      "q",
      { lang: it.language, dir: (await isRightToLeft(it.language ?? "")) ? "rtl" : null },
      ...(parts ?? /** @type {[string, boolean][]} */ ([[it.words, true]])).map(([text, shared]) =>
        shared ? text : make("mark", { class: "ar-only" }, text),
      ),
    ),
  ];
};
