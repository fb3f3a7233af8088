// The page on which a record is written. Its state is the record, the text that was put in, and the part that is open; every view is
// drawn from it. Nothing is sent anywhere: the record is copied, downloaded or opened on the code host by whoever wrote it.
import * as check from "./check.js";
import * as dates from "./dates.js";
import * as dom from "./dom.js";
import * as fields from "./fields.js";
import * as knowing from "./known.js";
import * as texts from "./text.js";
import * as yaml from "./yaml.js";

/** Fills the page in. `root` is the site's own address. */
export const begin = async (place, root) => {
  const at = (path) => new URL(path, root).href;
  const json = async (path) => {
    const answer = await fetch(at(path), { cache: "no-cache" });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.json();
  };
  const without = document.querySelector("[data-without-annotate]");
  try {
    const told = await json("contributing/known.json");
    const known = new knowing.Known(told, () => json("contributing/titles.json"));
    const parts = { texts, yaml, check, knowing, fields, dom, dates };
    const asked = new URLSearchParams(location.search).get("article");
    const original =
      asked && /^[a-z0-9-]+$/.test(asked) ? await json(`articles/${asked}/record.json`).catch(() => null) : null;
    if (!place.isConnected) return;
    const desk = new Desk(place, known, parts, { root, original, missing: asked && !original ? asked : "" });
    await desk.start();
    place.hidden = false;
    without.hidden = true;
  } catch (fault) {
    console.warn(fault);
    without.hidden = false;
    without.prepend(
      document.createTextNode("What this page needs could not be loaded; load it again, or take the way below."),
    );
  }
};

const KINDS = {
  quotations: { part: "Quotation", noun: "quotation", key: "q", button: "Quotation", first: "speaker" },
  statements: { part: "Statement", noun: "position", key: "s", button: "Position", first: "holder" },
  figures: { part: "Figure", noun: "figure", key: "f", button: "Figure", first: "measure" },
  events: { part: "Occurrence", noun: "event", key: "e", button: "Event", first: "event" },
};
const DATE_OF = { quotations: "said", statements: "date", figures: "as_of", events: "date" };
const AT_MOST = 7500; // characters of an address that code hosts and browsers surely take
const PATIENCE = 400; // milliseconds after the last key before problems are told

class Desk {
  constructor(place, known, parts, { root, original, missing }) {
    Object.assign(this, { place, known, root, original, missing, ...parts });
    this.key = `annotate ${root.pathname || new URL(root).pathname} ${original ? this.idOf(original.path) : "new"}`;
    this.writer = parts.yaml.writer(known.form, known.style);
    this.open = null;
    this.removed = null;
    this.fields = parts.fields.fieldsFor({
      known,
      get: (path) => this.get(path),
      set: (path, value) => this.set(path, value),
      quotationIds: () => (this.tree.quotations || []).map((it) => ({ id: it.id, words: this.wordsOf(it) })),
    });
  }

  idOf(path) {
    return path.split("/").at(-1).replace(/\.md$/, "");
  }

  // --- state ---

  blank() {
    const [rights] = Object.keys(this.known.rights);
    const now = new Date();
    const seen = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
      .map((it) => String(it).padStart(2, "0"))
      .join("-");
    this.id = this.original ? this.idOf(this.original.path) : "";
    this.tree = this.original
      ? structuredClone(this.original.tree)
      : {
          title: null,
          language: this.known.language,
          publisher: null,
          source: { seen },
          rights: { status: rights || "InC", text: "summary" },
        };
    this.body = this.original ? this.original.body : "";
    this.copy = null;
    this.open = null;
    this.removed = null;
  }

  get isNew() {
    return !this.original;
  }

  get path() {
    if (this.original) return this.original.path;
    const published = this.tree.published?.edtf ?? this.tree.published ?? "";
    const year = String(published).match(/\d{4}/)?.[0] || new Date().getFullYear();
    return `content/articles/${year}/${this.id || "unnamed"}.md`;
  }

  get(path) {
    return path.reduce((value, step) => (value === null || value === undefined ? undefined : value[step]), this.tree);
  }

  /** Changes a value, undefined to take it out, and all that follows from it. */
  set(path, value) {
    const before = this.tree;
    this.tree = changed(this.widened(path), path, value) || {};
    if (this.isNew && this.id === this.knowing.articleId(before, this.known.ids)) this.nameIt();
    const [key, number] = path;
    if (KINDS[key] && typeof number === "number") this.follow(key, number, before[key]?.[number]);
    this.refresh();
  }

  // The record with every short form written out through which a path leads: an event's id as {event: id}, before it gets a date.
  widened(path) {
    let [tree, part] = [this.tree, this.known.form.Article];
    path.slice(0, -1).forEach((step, depth) => {
      const steps = path.slice(0, depth + 1);
      if (typeof step === "string") part = this.known.form[part?.fields.find(({ key }) => key === step)?.part];
      const value = steps.reduce((it, key) => it?.[key], tree);
      if (typeof value === "string" && part?.short) tree = changed(tree, steps, { [part.short]: value });
    });
    return tree;
  }

  // What follows from a change of a part: the id that it gives, and where its words stand.
  follow(key, number, before) {
    const item = this.tree[key]?.[number];
    if (!item || typeof item !== "object") return;
    const others = this.idsBut(key, number);
    if (before && item.id !== undefined && item.id === this.freshId(key, before, others)) {
      const id = this.freshId(key, item, others);
      if (id !== item.id) this.rename(key, number, item.id, id);
    }
    const moved = ["text", "prefix", "suffix"].some((name) => !this.yaml.equal(before?.[name], item[name]));
    if (key === "quotations" && moved) this.locate(number);
    for (const node of this.place.querySelectorAll("[data-field$='.id'] input")) {
      const steps = node.closest("[data-field]").dataset.field.split(".");
      if (steps[0] === key && document.activeElement !== node) {
        node.value = this.get([key, Number(steps[1]), "id"]) ?? "";
      }
    }
  }

  freshId(key, item, others) {
    return this.knowing.fresh(this.knowing.partId(key, item, this.known.ids), others);
  }

  // A quotation's id is named by positions and figures, and by the summary.
  rename(key, number, from, to) {
    this.tree = changed(this.tree, [key, number, "id"], to);
    if (key !== "quotations" || !from) return;
    for (const other of ["statements", "figures"]) {
      (this.tree[other] || []).forEach((item, at) => {
        if (item.quotations?.includes(from)) {
          this.tree = changed(
            this.tree,
            [other, at, "quotations"],
            item.quotations.map((it) => (it === from ? to : it)),
          );
        }
      });
    }
    this.body = this.body.replaceAll(`[[q:${from}]]`, `[[q:${to}]]`);
    if (this.summary && this.summary.value !== this.body) this.summary.value = this.body;
  }

  // Where a quotation's words stand, as far as the text tells.
  locate(number) {
    const item = this.tree.quotations[number];
    const parts = [item.text ?? []].flat();
    const now = this.check.spansOf(item.at);
    let at;
    if (this.recorded && parts.length && parts.every(Boolean)) {
      const found = this.copy.find(parts, item.prefix || "", item.suffix || "");
      if (found.spans) at = found.spans;
      else if (found.why === "ambiguous" && this.copy.holds(now, parts)) at = now;
    } else if (
      !this.copy &&
      item.at &&
      this.get(["quotations", number, "text"]) === this.original?.tree.quotations?.[number]?.text
    ) {
      at = now;
    }
    this.tree = changed(this.tree, ["quotations", number, "at"], at && asWritten(at));
    this.redraw("quotations", number);
  }

  /** Whether the text that was put in is the copy that the record was, or is to be, read in. */
  get recorded() {
    return Boolean(this.copy?.sha256 && this.tree.source?.sha256 === this.copy.sha256);
  }

  idsBut(key, number) {
    return ["quotations", "statements", "figures"]
      .flatMap((name) => (this.tree[name] || []).filter((_, at) => name !== key || at !== number).map((it) => it.id))
      .filter(Boolean);
  }

  nameIt() {
    this.id = this.knowing.articleId(this.tree, this.known.ids);
    const input = this.place.querySelector("[data-field=id] input");
    if (input && document.activeElement !== input) input.value = this.id;
  }

  get record() {
    return { id: this.id, isNew: this.isNew, tree: this.tree, body: this.body };
  }

  /** The whole file as text. */
  get text() {
    const modeline = this.isNew ? this.known.modeline : "";
    const annotation = this.writer.annotation(this.tree, this.original, modeline);
    const body =
      this.original && this.body === this.original.body ? this.body : this.body.trim() && `${this.body.trim()}\n`;
    return `---\n${annotation}---\n${body}`;
  }

  // --- drafts ---

  keep() {
    clearTimeout(this.keeping);
    const { id, tree, body, copy, original } = this;
    const draft = {
      id,
      tree,
      body,
      copy: copy?.text ?? null,
      of: original?.yaml ?? null,
      ofBody: original?.body ?? null,
    };
    try {
      if (this.untouched) localStorage.removeItem(this.key);
      else localStorage.setItem(this.key, JSON.stringify(draft));
    } catch {
      // no room, or not allowed: the record at least, which is small
      try {
        localStorage.setItem(this.key, JSON.stringify({ ...draft, copy: null }));
      } catch {
        this.say("This browser keeps no draft: copy or download the record before you leave.");
      }
    }
  }

  get untouched() {
    const { copy, tree, body, original } = this;
    return (
      !copy &&
      (original
        ? this.yaml.equal(tree, original.tree) && body === original.body
        : !tree.title && !body && !tree.source?.url && !tree.publisher)
    );
  }

  async resume() {
    let draft = null;
    try {
      draft = JSON.parse(localStorage.getItem(this.key));
    } catch {
      /* none that can be read */
    }
    if (!draft?.tree || typeof draft.body !== "string") return "";
    Object.assign(this, { id: this.isNew ? String(draft.id ?? "") : this.id, tree: draft.tree, body: draft.body });
    if (typeof draft.copy === "string") this.copy = await this.texts.copyOfText(draft.copy, this.known.alike);
    const older = this.original && (draft.of !== this.original.yaml || draft.ofBody !== this.original.body);
    return older
      ? "Your draft is shown. The archive’s record has changed since you began it: compare the two, or begin anew."
      : "Your draft is shown as you left it.";
  }

  // --- the page ---

  async start() {
    this.blank();
    let resumed = "";
    try {
      resumed = await this.resume();
      this.build();
    } catch (fault) {
      // a draft of another version of this page, say
      console.warn(fault);
      this.blank();
      this.build();
      resumed = "A draft was here that can no longer be read.";
    }
    if (this.needsTitles()) {
      this.known.articles().then(
        () => this.refresh(),
        () => {},
      );
    }
    addEventListener(
      "pagehide",
      (this.leaving = () => {
        if (this.place.isConnected) this.keep();
        else removeEventListener("pagehide", this.leaving);
      }),
    );
    const missing = this.missing
      ? `The archive has no article '${this.missing.slice(0, 80)}': this is a new record. `
      : "";
    if (resumed || missing) this.say(missing + resumed);
  }

  needsTitles() {
    const { source, quotations, statements, figures } = this.tree;
    return Boolean(
      source?.relays || source?.url || JSON.stringify([quotations, statements, figures]).includes('"article"'),
    );
  }

  build() {
    const { make, button } = this.dom;
    this.status = make("p", { class: "an-status", role: "status" });
    this.undo = make("p", { class: "an-undo", hidden: true });
    this.opened = make("div", { class: "an-opened" });
    this.cards = make("div", { class: "an-cards" });
    this.yamlView = make("code", {});
    this.tally = make("p", { class: "an-tally", role: "status" });
    this.list = make("ul", { class: "an-problems" });
    this.where = make("p", { class: "an-path" });
    const comments = this.original && this.yaml.hasComments(this.original.yaml);
    const [left, right] = [make("div", { class: "an-work" }), make("div", { class: "an-result" })];
    left.append(
      this.original
        ? make(
            "p",
            { class: "an-note" },
            `You are changing the record of “${this.tree.title || this.tree.supplied_title || this.id}”. `,
            make("a", { href: new URL(`articles/${this.id}/`, this.root).href }, "Its page"),
            comments
              ? " The record has comments; those inside a part that you change here are lost. To keep them, edit the file itself."
              : "",
          )
        : "",
      this.textSection(),
      this.status,
      this.undo,
      this.opened,
      make("section", { "aria-labelledby": "an-so-far" }, make("h2", { id: "an-so-far" }, "What it says"), this.cards),
      this.articleSection(),
      this.summarySection(),
    );
    this.shown = make(
      "details",
      { class: "an-yaml", open: matchMedia("(min-width: 60em)").matches },
      make("summary", {}, "The record’s text"),
      make("pre", { tabindex: "0", "aria-label": "The record as text" }, this.yamlView),
    );
    this.tools = make(
      "div",
      { class: "an-tools" },
      button("Copy", () => this.copyIt()),
      button("Download", () => this.download()),
    );
    const host = this.host();
    if (host) this.tools.append(button(host.label, () => this.openOnHost(host)));
    this.tools.append(button("Begin anew", () => this.anew(), { class: "an-quiet" }));
    right.append(
      make(
        "section",
        { "aria-labelledby": "an-record" },
        make("h2", { id: "an-record" }, "The record"),
        this.where,
        this.tools,
        this.tally,
        this.list,
        this.shown,
        make(
          "p",
          { class: "ar-small ar-soft" },
          "Checked here as far as a browser can; ",
          make("code", {}, "archive check"),
          " has the last word. The draft is kept in this browser only.",
        ),
      ),
    );
    this.place.replaceChildren(left, right);
    this.place.addEventListener("keydown", (event) => this.onKey(event));
    this.place.addEventListener("focusin", (event) => this.hintFor(event.target));
    this.refresh({ at_once: true });
  }

  // --- the text ---

  textSection() {
    const { make } = this.dom;
    this.textPlace = make("div", {});
    this.drawText();
    return make(
      "section",
      { class: "an-text", "aria-labelledby": "an-the-text" },
      make("h2", { id: "an-the-text" }, "The text"),
      this.textPlace,
    );
  }

  drawText({ focus = false } = {}) {
    const { make, button, newId } = this.dom;
    if (!this.copy) {
      const id = newId("paste");
      const area = make("textarea", { id, rows: 7, spellcheck: "false", placeholder: "Paste the article’s text here" });
      const file = make("input", {
        type: "file",
        accept: ".txt,.md,text/plain",
        id: `${id}-file`,
        onchange: async () => {
          if (file.files[0]) {
            await this.put(() =>
              file.files[0].arrayBuffer().then((bytes) => this.texts.copyOf(new Uint8Array(bytes), this.known.alike)),
            );
          }
        },
      });
      this.textPlace.replaceChildren(
        make("div", { class: "an-field" }, make("label", { for: id }, "Paste the article’s text"), area),
        make(
          "div",
          { class: "an-tools" },
          button(
            "Use this text",
            () => this.put(() => this.texts.copyOfText(area.value, this.known.alike), !area.value.trim()),
            { class: "an-main" },
          ),
          make("div", { class: "an-file" }, make("label", { for: file.id }, "or open a text file (UTF-8)"), file),
        ),
      );
      if (focus) area.focus();
      return;
    }
    const id = newId("read");
    // It can be edited as far as the browser knows, so that a caret shows and moves in it everywhere; every edit is refused.
    this.reader = make("textarea", {
      id,
      class: "an-reader",
      spellcheck: "false",
      inputmode: "none",
      autocomplete: "off",
      "aria-readonly": "true",
      "aria-describedby": `${id}-how`,
      onbeforeinput: (event) => event.preventDefault(),
      oninput: () => {
        if (this.reader.value !== this.copy.shown) this.reader.value = this.copy.shown;
      },
      onfocus: () => this.mirrorMarks(),
      onblur: () => this.mirrorMarks(),
    });
    this.reader.value = this.copy.shown;
    this.mirror = make("div", { class: "an-mirror", "aria-hidden": "true" });
    this.toolbar = make(
      "div",
      { class: "an-bar", role: "group", "aria-label": "These words are" },
      make("span", { class: "an-bar__lead" }, "These words are a"),
      ...Object.entries(KINDS).map(([kind, { button: words, key }]) =>
        this.keyed(words, key, () => this.beginPart(kind)),
      ),
      this.keyed("Mention", "m", () => this.mention()),
      this.keyed("Date", "d", () => this.date()),
      this.keyed("Next in quotation marks", "n", () => this.next()),
    );
    const hash = this.copy.sha256
      ? ""
      : "This browser tells no hash on a page without https: offsets and hash are left out, and archive verify writes them.";
    this.textPlace.replaceChildren(
      this.toolbar,
      make(
        "p",
        { class: "ar-small ar-soft", id: `${id}-how` },
        "Choose words with the mouse, by touch, or with Shift and the arrow keys; then press a button, or its letter.",
      ),
      make("label", { class: "ar-sr", for: id }, "The article’s text, to choose words in"),
      make("div", { class: "an-pane" }, make("div", { class: "an-layers" }, this.mirror, this.reader)),
      hash ? make("p", { class: "an-note" }, hash) : "",
      make(
        "div",
        { class: "an-tools" },
        button("Save this text", () => this.save(this.copy.text, `${this.id || "copy"}.txt`), {
          class: "an-quiet",
          title: "Whoever verifies the quotations needs the very same file",
        }),
        button(
          "Another text",
          () => {
            this.copy = null;
            this.drawText({ focus: true });
            this.refresh();
          },
          { class: "an-quiet" },
        ),
        (this.recordIt = button("Record this text as the copy that was read", () => this.recordCopy(), {
          class: "an-quiet",
        })),
      ),
    );
    if (focus) {
      this.reader.focus();
      this.reader.setSelectionRange(0, 0);
    }
  }

  keyed(words, key, act) {
    return this.dom.button([words, this.dom.make("kbd", { "aria-hidden": "true" }, key)], act, {
      "aria-keyshortcuts": key,
    });
  }

  /** Takes a text in; a new record gets from it what it tells by itself. */
  async put(read, empty = false) {
    if (empty) {
      this.say("There is no text yet: paste it first.");
      return;
    }
    try {
      this.copy = await read();
    } catch {
      this.say("The file is not UTF-8 text; save it as such.");
      return;
    }
    if (this.isNew) {
      const first =
        this.copy.shown
          .replace(/^\ufeff/, "")
          .split("\n")
          .map((line) => this.texts.folded(line))
          .find(Boolean) || "";
      if (!this.tree.title && first.length <= 300) this.tree = { ...this.tree, title: first };
      const letters = this.copy.text.match(/\p{L}/gu) || [];
      const latin = letters.filter((letter) => letter < "\u0250").length >= letters.length / 2;
      if (!latin && this.tree.language === "en") this.tree = changed(this.tree, ["language"], undefined);
      if (!this.tree.quotations && this.copy.sha256) {
        this.tree = {
          ...this.tree,
          source: { ...this.tree.source, copy: this.tree.source?.copy || "whole", sha256: this.copy.sha256 },
        };
      }
      if (!this.id) this.nameIt();
    }
    this.drawText({ focus: true });
    this.redrawArticle();
    this.refresh({ at_once: true });
    this.say(`The text has ${this.copy.points.at(-1).toLocaleString("en")} characters. Choose words in it.`);
  }

  /** The hash of the text that was put in, and where every quotation stands in it. */
  recordCopy() {
    this.tree = changed(this.tree, ["source", "sha256"], this.copy.sha256);
    (this.tree.quotations || []).forEach((_, number) => this.locate(number));
    this.redrawArticle();
    this.refresh({ at_once: true });
    const left = (this.tree.quotations || []).filter((it) => !it.at).length;
    this.say(
      left
        ? `The text is recorded; ${left} of its quotations were not found in it.`
        : "The text is recorded, and every quotation found in it.",
    );
  }

  // The chosen words: their span in the shown text, without the marks around them.
  chosen(options) {
    if (!this.reader?.isConnected) return null;
    const [start, end] = this.texts.trimmed(
      this.copy.shown,
      this.reader.selectionStart,
      this.reader.selectionEnd,
      this.known.alike,
      options,
    );
    if (start >= end) {
      this.say("Choose words in the text first.");
      this.reader.focus();
      return null;
    }
    return { start, end, words: this.texts.folded(this.copy.shown.slice(start, end)), at: this.copy.span(start, end) };
  }

  next() {
    const found = this.texts.nextQuoted(this.copy.shown, this.reader.selectionEnd);
    this.reader.focus();
    if (!found) {
      this.say("No words stand in quotation marks.");
      return;
    }
    this.reader.setSelectionRange(...found);
    this.mirrorMarks();
    this.mirror.querySelector(".an-chosen")?.scrollIntoView({ block: "nearest" });
    this.say(this.copy.shown.slice(...found));
  }

  onKey(event) {
    if (event.key === "Escape" && this.open && !event.defaultPrevented) {
      event.preventDefault();
      this.shut();
      return;
    }
    if (
      !(event.target === this.reader || this.toolbar?.contains(event.target)) ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey
    ) {
      return;
    }
    const kind = Object.keys(KINDS).find((it) => KINDS[it].key === event.key);
    const act = kind
      ? () => this.beginPart(kind)
      : { m: () => this.mention(), d: () => this.date(), n: () => this.next(), a: () => this.further() }[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation(); // other scripts have letters of their own
    act();
  }

  // --- parts ---

  beginPart(kind) {
    const hit = this.chosen({ quotation: kind === "quotations" });
    if (!hit) return;
    const item = {
      quotations: () => this.quotation(hit),
      statements: () => this.statement(hit),
      figures: () => this.figure(hit),
      events: () => "",
    }[kind]();
    this.add(kind, item);
    this.say(`${KINDS[kind].button} begun: “${hit.words.slice(0, 80)}”.`);
  }

  add(kind, item) {
    const number = (this.tree[kind] || []).length;
    const whole =
      typeof item === "object" && kind !== "events"
        ? { id: this.freshId(kind, item, this.idsBut(kind, -1)), ...item }
        : item;
    this.tree = { ...this.tree, [kind]: [...(this.tree[kind] || []), whole] };
    this.edit(kind, number);
    this.refresh();
  }

  quotation(hit) {
    const item = { speaker: undefined, text: hit.words };
    if (this.recorded) item.at = asWritten([hit.at]);
    else if (this.copy.find([hit.words]).why === "ambiguous") item.prefix = this.before(hit.start);
    return item;
  }

  before(start) {
    return this.texts
      .folded(this.copy.shown.slice(Math.max(0, start - 60), start))
      .split(" ")
      .slice(-4)
      .join(" ");
  }

  // Quotations of the record that lie within the chosen words, or around them.
  quotedIn(hit) {
    return (this.tree.quotations || []).filter(
      (it) =>
        this.check.spansOf(it.at).some(([start, end]) => start < hit.at[1] && hit.at[0] < end) ||
        [it.text ?? ""].flat().some((part) => part && hit.words.includes(part)),
    );
  }

  statement(hit) {
    const carried = this.quotedIn(hit);
    const item = { holder: carried[0]?.speaker };
    if (carried.length) item.quotations = carried.map((it) => it.id);
    return item;
  }

  figure(hit) {
    const numbers = [...hit.words.matchAll(/\d[\d,.'\u00a0\u202f]*(?:\s(?:thousand|million))?/g)]
      .map(([words]) => numberOf(words))
      .filter(Boolean);
    const item = { measure: undefined };
    if (numbers.length > 1) [item.low, item.high] = numbers;
    else if (numbers.length) [item.value] = numbers;
    item.by = [];
    const before = hit.words.match(/^([^\d]{3,30}?)\s+\d/)?.[1];
    if (before) item.qualifier = before;
    return item;
  }

  /** Further words of the quotation that is open: what the reporting clause interrupts is one quotation in parts. */
  further() {
    const hit = this.chosen({ quotation: true });
    if (!hit) return;
    if (this.open?.kind !== "quotations") {
      this.say("Open a quotation first, then add further words to it.");
      return;
    }
    const path = ["quotations", this.open.number];
    const item = this.get(path);
    const parts = [[item.text ?? []].flat(), this.check.spansOf(item.at)];
    const pairs = parts[0]
      .map((words, number) => ({ words, at: parts[1][number] }))
      .concat({ words: hit.words, at: hit.at });
    if (pairs.every(({ at }) => at)) pairs.sort((one, other) => one.at[0] - other.at[0]);
    this.tree = changed(
      this.tree,
      [...path, "at"],
      this.recorded && pairs.every(({ at }) => at) ? asWritten(pairs.map(({ at }) => at)) : undefined,
    );
    this.set([...path, "text"], pairs.length > 1 ? pairs.map(({ words }) => words) : pairs[0].words);
    this.redraw("quotations", this.open.number);
    this.say(`Part added: “${hit.words.slice(0, 80)}”.`);
    this.opened.querySelector(".an-words textarea:last-of-type")?.focus();
  }

  date() {
    const hit = this.chosen();
    if (!hit) return;
    const key = this.open ? DATE_OF[this.open.kind] : "";
    const path = key ? [this.open.kind, this.open.number, key] : ["published"];
    this.set(path, { edtf: this.dates.dateIn(hit.words), words: hit.words });
    if (key) this.edit(this.open.kind, this.open.number);
    else this.redrawArticle();
    const field = this.place.querySelector(`[data-field="${path.join(".")}.edtf"] input`);
    field?.closest("details")?.setAttribute("open", "");
    field?.focus();
    this.say(
      `“${hit.words}” is taken as the date ${key ? `of this ${KINDS[this.open.kind].noun}` : "of publication"}.`,
    );
  }

  mention() {
    const hit = this.chosen();
    if (!hit) return;
    this.open = { kind: "mention", number: 0 };
    const { make, button, newId } = this.dom;
    const kinds = [
      "person",
      "organisation",
      "place",
      "document",
      "event",
      "proposition",
      "measure",
      "topic",
      "utterance",
    ];
    const guess = this.known.named(kinds, hit.words);
    const [who, words] = [newId("mention"), newId("shown")];
    let chosen = guess?.id || "";
    const pick = this.fields.picker({
      id: who,
      kinds,
      value: chosen,
      choose: (id) => {
        chosen = id;
        tell();
      },
    });
    const shown = make("input", { id: words, type: "text" });
    shown.value = hit.words;
    const fault = make("p", { class: "an-fault", id: `${who}-fault`, hidden: true });
    const tell = () => {
      const wrong = chosen ? this.known.referenceFault(chosen, kinds) : null;
      fault.hidden = !wrong;
      fault.textContent = wrong ? `${wrong.fault}; ${wrong.remedy}` : "";
    };
    const put = () => {
      if (!chosen) {
        this.opened.querySelector("input").focus();
        return;
      }
      const name = this.known.get(chosen)?.name;
      const said = shown.value.replace(/[[\]|\n]/g, " ").trim();
      this.insert(said && said !== name ? `[[${chosen}|${said}]]` : `[[${chosen}]]`);
    };
    this.opened.replaceChildren(
      make(
        "form",
        {
          class: "an-form an-grid",
          "aria-label": "A mention",
          onsubmit: (event) => {
            event.preventDefault();
            put();
          },
        },
        make("h3", {}, "Mention"),
        make(
          "div",
          { class: "an-field" },
          make("label", { for: who }, "Who or what is named"),
          pick,
          make("span", { class: "ar-sr", id: `${who}-hint` }, "Type a name, and choose with the arrow keys."),
          fault,
        ),
        make("div", { class: "an-field" }, make("label", { for: words }, "Shown words"), shown),
        make(
          "div",
          { class: "an-tools" },
          button("Put into the summary", put, { class: "an-main" }),
          button("Leave it", () => this.shut(), { class: "an-quiet" }),
        ),
      ),
    );
    this.opened.querySelector("input").focus();
    tell();
  }

  // Into the summary, where the caret stands or at its end.
  insert(link) {
    const { selectionStart: start, value } = this.summary;
    const at = this.summaryTouched ? start : value.length;
    const space = at > 0 && !/\s$/.test(value.slice(0, at)) ? " " : "";
    this.body = value.slice(0, at) + space + link + value.slice(at);
    this.summary.value = this.body;
    this.opened.replaceChildren();
    this.open = null;
    this.summaryTouched = true;
    this.summary.focus();
    this.summary.setSelectionRange(at + space.length + link.length, at + space.length + link.length);
    this.refresh();
  }

  edit(kind, number, { focus = true } = {}) {
    const { make, button } = this.dom;
    const { part, noun, button: name, first } = KINDS[kind];
    this.open = { kind, number };
    const path = [kind, number];
    const more =
      kind === "quotations" && this.copy
        ? this.keyed("Add the chosen words as a further part", "a", () => this.further())
        : null;
    this.hint = make("p", { class: "an-hint", "aria-hidden": "true" });
    this.opened.replaceChildren(
      make(
        "form",
        { class: "an-form an-grid", "aria-label": `A ${noun}`, onsubmit: (event) => event.preventDefault() },
        make("h3", {}, name),
        ...this.fields.part(part, path),
        this.hint,
        make(
          "div",
          { class: "an-tools" },
          button("Done", () => this.shut(), { class: "an-main" }),
          more,
          button(`Remove this ${noun}`, () => this.remove(kind, number), { class: "an-quiet" }),
        ),
      ),
    );
    if (focus) this.opened.querySelector(`[data-field="${[...path, first].join(".")}"] input`)?.focus();
    this.faults(this.problems || []);
  }

  redraw(kind, number) {
    for (const node of this.opened.querySelectorAll("[data-redraw]")) {
      const [key, at, name] = node.dataset.redraw.split(".");
      if (key === kind && Number(at) === number && !(name === "text" && node.contains(document.activeElement))) {
        node.redraw();
      }
    }
  }

  shut() {
    this.open = null;
    this.opened.replaceChildren();
    (this.reader?.isConnected ? this.reader : this.cards.querySelector("button"))?.focus();
    this.refresh();
  }

  remove(kind, number) {
    const item = this.tree[kind][number];
    this.removed = { kind, number, item };
    const left = this.tree[kind].filter((_, at) => at !== number);
    this.tree = changed(this.tree, [kind], left.length ? left : undefined);
    this.open = null;
    this.opened.replaceChildren();
    const bring = this.dom.button("Bring it back", () => this.bringBack());
    this.undo.replaceChildren(`The ${KINDS[kind].noun} “${this.wordsOf(item)}” was removed. `, bring);
    this.undo.hidden = false;
    bring.focus();
    this.refresh();
  }

  bringBack() {
    const { kind, number, item } = this.removed;
    const all = [...(this.tree[kind] || [])];
    all.splice(number, 0, item);
    this.tree = { ...this.tree, [kind]: all };
    this.removed = null;
    this.undo.hidden = true;
    this.refresh();
    this.edit(kind, number);
  }

  wordsOf(item) {
    const name = (id) => this.known.get(id)?.name || id;
    const short = (text) => (text.length > 90 ? `${text.slice(0, 89)}…` : text);
    if (typeof item === "string") return short(name(item) || "not named yet");
    if (item.text !== undefined) return short([item.text].flat().join(" […] "));
    if (item.proposition !== undefined || item.stance) {
      return short([item.stance || "?", name(item.proposition) || "?"].join(": "));
    }
    if (item.event !== undefined) return short(name(item.event) || "not named yet");
    return short(
      [
        item.value || [item.low, item.high].filter(Boolean).join(" to ") || "?",
        name(item.measure) || "not named yet",
      ].join(", "),
    );
  }

  drawCards() {
    const { make, button } = this.dom;
    const who = (agent) =>
      typeof agent === "string" ? this.known.get(agent)?.name || agent : agent?.unnamed ? `“${agent.unnamed}”` : "";
    const shown = Object.entries(KINDS).map(([kind, { noun, button: name }]) => {
      const items = (this.tree[kind] || []).map((item, number) => {
        const bad = (this.problems || []).filter(
          ({ path, severity }) => path[0] === kind && path[1] === number && severity !== "notice",
        ).length;
        const by =
          kind === "quotations"
            ? who(item.speaker) || "nobody yet"
            : kind === "statements"
              ? who(item.holder) || "nobody yet"
              : kind === "figures"
                ? (item.by || []).map(who).join(", ")
                : "";
        return make(
          "li",
          { class: "an-card", "data-open": this.open?.kind === kind && this.open.number === number },
          make(
            "p",
            { class: "an-card__words" },
            kind === "quotations" ? `“${this.wordsOf(item)}”` : this.wordsOf(item),
          ),
          make(
            "p",
            { class: "an-card__by" },
            by,
            bad ? make("span", { class: "an-bad" }, `${by ? " · " : ""}${bad} to mend`) : "",
          ),
          make(
            "div",
            { class: "an-tools" },
            button(
              ["Edit", make("span", { class: "ar-sr" }, ` the ${noun} ${this.wordsOf(item)}`)],
              () => this.edit(kind, number),
              { "data-edit": `${kind}.${number}` },
            ),
            button(
              ["Remove", make("span", { class: "ar-sr" }, ` the ${noun} ${this.wordsOf(item)}`)],
              () => this.remove(kind, number),
              { class: "an-quiet" },
            ),
          ),
        );
      });
      return make(
        "div",
        { class: "an-kind" },
        make("h3", {}, `${name}s`, items.length ? make("span", { class: "ar-soft" }, ` ${items.length}`) : ""),
        items.length ? make("ul", {}, ...items) : null,
        button(
          `Add ${noun === "event" ? "an" : "a"} ${noun} by hand`,
          () =>
            this.add(
              kind,
              { quotations: { speaker: undefined, text: undefined }, statements: {}, figures: { by: [] }, events: "" }[
                kind
              ],
            ),
          { class: "an-quiet", "data-add": kind },
        ),
      );
    });
    const focused = this.cards.contains(document.activeElement)
      ? document.activeElement.dataset.edit || document.activeElement.dataset.add
      : "";
    this.cards.replaceChildren(...shown);
    if (focused) this.cards.querySelector(`[data-edit="${focused}"], [data-add="${focused}"]`)?.focus();
  }

  // --- the article itself ---

  articleSection() {
    const { make } = this.dom;
    this.article = make("div", { class: "an-grid" });
    this.redrawArticle();
    return make(
      "section",
      { "aria-labelledby": "an-article" },
      make("h2", { id: "an-article" }, "The article"),
      this.article,
    );
  }

  redrawArticle() {
    if (!this.article) return;
    const { make, newId } = this.dom;
    const id = newId("id");
    const name = make("input", {
      id,
      type: "text",
      spellcheck: "false",
      autocomplete: "off",
      readonly: !this.isNew,
      "aria-describedby": `${id}-hint ${id}-fault`,
      oninput: () => {
        this.id = name.value.trim();
        this.refresh();
      },
    });
    name.value = this.id;
    const only = (...keys) => this.fields.part("Article", [], { only: keys });
    const placed = [
      "title",
      "supplied_title",
      "publisher",
      "published",
      "language",
      "authors",
      "topics",
      "deck",
      "source",
      "rights",
    ];
    const rest = this.known.form.Article.fields
      .map(({ key }) => key)
      .filter((key) => !placed.includes(key) && !KINDS[key]);
    const where = this.fields.part("Provenance", ["source"], {});
    this.article.replaceChildren(
      ...only(...placed.slice(0, -2)),
      make("fieldset", { class: "an-group an-grid", "data-field": "source" }, make("legend", {}, "Source"), ...where),
      ...only("rights"),
      make(
        "div",
        { class: "an-field", "data-field": "id", "data-hint": "The name of the record’s file, and of its page." },
        make("label", { for: id }, "Id of the record"),
        name,
        make("span", { class: "ar-sr", id: `${id}-hint` }, "The name of the record’s file, and of its page."),
        make("p", { class: "an-fault", id: `${id}-fault`, hidden: true }),
      ),
      ...only(...rest),
    );
    const address = this.article.querySelector("[data-field='source.url'] input");
    address?.addEventListener("change", () =>
      this.known.articles().then(
        () => this.refresh(),
        () => {},
      ),
    );
  }

  summarySection() {
    const { make, newId } = this.dom;
    const id = newId("summary");
    this.summary = make("textarea", {
      id,
      rows: 6,
      "aria-describedby": `${id}-hint ${id}-fault`,
      oninput: () => {
        this.body = this.summary.value;
        this.summaryTouched = true;
        this.refresh();
      },
      onfocus: () => {
        this.summaryTouched = true;
      },
    });
    this.summary.value = this.body;
    return make(
      "section",
      { "aria-labelledby": "an-summary" },
      make("h2", { id: "an-summary" }, "The summary"),
      make(
        "div",
        { class: "an-field", "data-field": "body" },
        make("label", { for: id }, "Two or three sentences in our own words"),
        this.summary,
        make(
          "p",
          { class: "ar-small ar-soft", id: `${id}-hint` },
          "[[id]] names a record, [[id|shown words]] in other words, [[q:id]] sets a quotation.",
        ),
        make("p", { class: "an-fault", id: `${id}-fault`, hidden: true }),
      ),
    );
  }

  // --- what follows from every change ---

  refresh({ at_once = false } = {}) {
    this.yamlView.textContent = this.text;
    this.where.textContent = this.path;
    if (this.copy) {
      this.mirrorMarks();
      this.recordIt.hidden = !this.copy.sha256 || this.recorded;
    }
    clearTimeout(this.keeping);
    this.keeping = setTimeout(() => this.keep(), PATIENCE);
    clearTimeout(this.telling);
    const judge = () => {
      if (!this.place.isConnected) return;
      this.problems = this.check.problemsOf(this.record, this.known, this.copy);
      this.drawProblems();
      this.drawCards();
    };
    if (at_once) judge();
    else this.telling = setTimeout(judge, PATIENCE);
    this.drawCards();
  }

  // Behind the text, whose letters it repeats, lie the marks of what is annotated.
  mirrorMarks() {
    const { make } = this.dom;
    const spans = (this.tree.quotations || []).flatMap((it, number) => {
      let found = this.recorded ? this.check.spansOf(it.at) : [];
      if (!found.length) {
        const parts = [it.text ?? []].flat();
        found =
          parts.length && parts.every(Boolean)
            ? this.copy.find(parts, it.prefix || "", it.suffix || "").spans || []
            : [];
      }
      const open = this.open?.kind === "quotations" && this.open.number === number;
      return found.map((span) => [...this.copy.shownSpan(span), open ? "an-open" : ""]);
    });
    const [start, end] = [this.reader.selectionStart, this.reader.selectionEnd];
    if (document.activeElement !== this.reader && end > start) spans.push([start, end, "an-chosen"]);
    else if (end > start) spans.push([start, end, "an-chosen an-live"]);
    spans.sort((one, other) => one[0] - other[0]);
    const pieces = [];
    let at = 0;
    for (const [from, to, name] of spans) {
      if (to <= at) continue;
      pieces.push(
        this.copy.shown.slice(at, Math.max(at, from)),
        make("mark", { class: name || null }, this.copy.shown.slice(Math.max(at, from), to)),
      );
      at = to;
    }
    this.mirror.replaceChildren(...pieces, `${this.copy.shown.slice(at)}\n`);
  }

  drawProblems() {
    const { make, button } = this.dom;
    const count = (severity) => this.problems.filter((it) => it.severity === severity).length;
    const said = ["error", "warning", "notice"]
      .filter(count)
      .map((it) => `${count(it)} ${it}${count(it) === 1 ? "" : "s"}`)
      .join(", ");
    const words = said ? `${said}.` : "No problems.";
    if (this.tally.textContent !== words) this.tally.textContent = words;
    this.tally.dataset.sound = String(!count("error"));
    const focused = this.list.contains(document.activeElement)
      ? [...this.list.querySelectorAll("button")].indexOf(document.activeElement)
      : -1;
    this.list.replaceChildren(
      ...this.problems.map((it) =>
        make(
          "li",
          { "data-severity": it.severity, "data-code": it.code },
          button(
            [
              make("span", { class: "an-severity" }, it.severity),
              " ",
              make("b", {}, it.field),
              `: ${it.fault}${it.remedy ? `; ${it.remedy}` : ""}`,
            ],
            () => this.goTo(it.path),
          ),
        ),
      ),
    );
    if (focused >= 0) this.list.querySelectorAll("button")[focused]?.focus();
    this.faults(this.problems);
  }

  // Each fault beside its field, which is the nearest one that is shown.
  faults(problems) {
    for (const node of this.place.querySelectorAll(".an-fault:not([hidden])")) node.hidden = true;
    for (const node of this.place.querySelectorAll("[aria-invalid]")) node.removeAttribute("aria-invalid");
    for (const { path, fault, remedy, severity } of problems) {
      const field = this.fieldAt(path);
      const place = field?.querySelector(":scope > .an-fault");
      if (!place || !place.hidden) continue;
      place.textContent = `${fault}${remedy ? `; ${remedy}` : ""}`;
      place.hidden = false;
      if (severity === "error") {
        field.querySelector("input:not([type=checkbox]), textarea, select")?.setAttribute("aria-invalid", "true");
      }
    }
  }

  fieldAt(path) {
    for (let length = path.length; length > 0; length -= 1) {
      const steps = path.slice(0, length).join(".");
      const found = this.place.querySelector(`[data-field="${CSS.escape(steps)}"]:not([hidden])`);
      if (found) return found;
      // Of a figure that has no number, the field for one; of a short form, that of its one key.
      const inner = this.place.querySelector(
        ["edtf", "value"].map((key) => `[data-field="${CSS.escape(`${steps}.${key}`)}"]`).join(),
      );
      if (inner && length === path.length) return inner;
    }
    return null;
  }

  goTo(path) {
    const [kind, number] = path;
    if (KINDS[kind] && typeof number === "number" && !(this.open?.kind === kind && this.open.number === number)) {
      this.edit(kind, number, { focus: false });
    }
    const field = this.fieldAt(path);
    const input = field?.querySelector("input, textarea, select");
    for (let node = input?.closest("details"); node; node = node.parentElement.closest("details")) node.open = true;
    (input || this.opened.querySelector("input") || this.cards.querySelector(`[data-add="${kind}"]`))?.focus();
  }

  hintFor(node) {
    if (this.hint?.isConnected && this.opened.contains(node)) {
      this.hint.textContent = node.closest("[data-hint]")?.dataset.hint || "";
    }
  }

  say(words) {
    this.status.textContent = words;
  }

  // --- taking it away ---

  /** Asks which ids and addresses the archive has, before a new record is taken away. */
  lookUp() {
    if (this.isNew) {
      this.known.articles().then(
        () => this.refresh(),
        () => {},
      );
    }
  }

  async copyIt() {
    this.lookUp();
    this.say(
      (await this.toClipboard(this.text))
        ? "The record is copied."
        : "The browser let nothing be copied: choose the record’s text and copy it by hand.",
    );
  }

  async toClipboard(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const range = document.createRange(); // the text is chosen at least, so that one key copies it
      this.shown.open = true;
      range.selectNodeContents(this.yamlView);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      return false;
    }
  }

  download() {
    this.lookUp();
    this.save(this.text, `${this.id || "unnamed"}.md`);
    this.say(
      `The record is downloaded as ${this.id || "unnamed"}.md; it belongs in ${this.path.split("/").slice(0, -1).join("/")}.`,
    );
  }

  save(text, name) {
    const href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
    const link = this.dom.make("a", { href, download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(href), 10_000);
  }

  /** How files are made and edited on the code host; null where the site names none. */
  host() {
    const { repository, edit } = this.place.dataset;
    if (!repository) return null;
    const base = repository.replace(/\/+$/, "");
    const way = (edit || "edit/main/").replace(/^\/+|\/+$/g, "");
    const named = new URL(base, this.root).hostname;
    return {
      label: `Open on ${named}`,
      edit: `${base}/${way}/${this.path}`,
      create: `${base}/${way.replace("edit/", "new/")}`,
      fills: !way.startsWith("-/"),
      name: way.startsWith("-/") ? "file_name" : "filename",
    };
  }

  async openOnHost(host) {
    const now = this.host();
    this.lookUp();
    if (!this.isNew) {
      const copying = this.toClipboard(this.text); // begun before this page loses the focus, without which nothing is copied
      window.open(now.edit, "_blank", "noopener");
      this.say(
        (await copying)
          ? "The record is copied, and its file opened: put the copied text in place of what stands there."
          : "The file is opened: put the record’s text in place of what stands there.",
      );
      return;
    }
    const short = `${now.create}?${host.name}=${encodeURIComponent(this.path)}`;
    const whole = `${short}&value=${encodeURIComponent(this.text)}`;
    if (host.fills && whole.length <= AT_MOST) {
      window.open(whole, "_blank", "noopener");
      this.say("A new file is opened with the record in it.");
      return;
    }
    const copying = this.toClipboard(this.text);
    window.open(short, "_blank", "noopener");
    this.say(
      (await copying)
        ? "The record is too long for an address: it is copied, and an empty new file opened. Put the copied text in."
        : "An empty new file is opened: put the record’s text in.",
    );
  }

  anew() {
    if (
      !this.untouched &&
      !confirm(this.isNew ? "Throw this draft away and begin anew?" : "Throw your changes away?")
    ) {
      return;
    }
    localStorage.removeItem(this.key);
    this.blank();
    this.build();
    this.say("Begun anew.");
    this.textPlace.querySelector("textarea")?.focus();
  }
}

// --- values ---

// The same value with another at this path; undefined takes its key out. Nothing is changed in place.
const changed = (value, [step, ...rest], to) => {
  if (step === undefined) return to;
  const inner = changed(value?.[step], rest, to);
  if (Array.isArray(value) || (value === undefined && typeof step === "number")) {
    const list = [...(value || [])];
    list[step] = inner ?? ""; // an item that is not filled in yet
    return list;
  }
  const { [step]: _, ...others } = value || {};
  if (inner === undefined) return others;
  return step in (value || {})
    ? Object.fromEntries(Object.entries(value).map(([key, it]) => [key, key === step ? inner : it]))
    : { ...value, [step]: inner };
};

// A single span stands without its list.
const asWritten = (spans) => {
  const text = spans.map((span) => span.map(String));
  return text.length === 1 ? text[0] : text;
};

const numberOf = (words) => {
  const [digits] = words.match(/\d[\d,.'\u00a0\u202f]*\d|\d/);
  const times = /thousand/.test(words) ? 1e3 : /million/.test(words) ? 1e6 : 1;
  const number = Number(digits.replace(/[,'\u00a0\u202f]/g, ""));
  return Number.isFinite(number) ? String(number * times) : "";
};
