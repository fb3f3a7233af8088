// The text of the source: it is pasted or opened as a file, and words of it are selected. Annotated words are marked.
import { make } from "../lib/dom.js";
import { button, keyed, newId } from "./dom.js";
import { actions } from "./marking.js";
import { spansOf, wordsOf } from "./record.js";
import { copyOf, copyOfText, folded, nextQuoted, trimmed } from "./text.js";

/** @typedef {import("./parts.js").Chosen} Chosen */
/** @typedef {import("./record.js").Copy} Copy */

export class Reader {
  /** @param {import("./page.js").Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.inner = make("div", {});
    this.node = make(
      "section",
      { class: "an-text", "aria-labelledby": "an-the-text" },
      make("h2", { id: "an-the-text" }, "The text"),
      this.inner,
    );
    this.toolbar = make("div", { class: "an-bar", role: "group", "aria-label": "These words are" });
    this.toolbar.append(
      make("span", { class: "an-bar__lead" }, "These words are a"),
      ...actions(desk).flatMap(({ words, key, act }) => (words ? [keyed(words, key, act)] : [])),
    );
    this.mirror = make("div", { class: "an-mirror", "aria-hidden": "true" });
    this.area = this.readable();
    this.recordIt = button("Record this text as the copy that was read", () => this.record(), { class: "an-quiet" });
    this.draw();
  }

  // The browser takes it for editable, so that a caret is shown and can be moved in every browser. Every edit is refused.
  readable() {
    const id = newId("read");
    const area = make("textarea", {
      id,
      class: "an-reader",
      spellcheck: "false",
      inputmode: "none",
      autocomplete: "off",
      "aria-readonly": "true",
      "aria-describedby": `${id}-how`,
      onbeforeinput: (event) => event.preventDefault(),
      oninput: () => {
        const shown = this.desk.draft.copy?.shown ?? "";
        if (area.value !== shown) area.value = shown;
      },
      onfocus: () => this.mark(),
      onblur: () => this.mark(),
    });
    return area;
  }

  get isOpen() {
    return this.area.isConnected;
  }

  draw({ focus = false } = {}) {
    const { copy } = this.desk.draft;
    if (copy) this.drawText(copy, focus);
    else this.drawEntry(focus);
  }

  /** The fields for pasting a text, or choosing its file. @param {boolean} focus */
  drawEntry(focus) {
    const { alike } = this.desk.known;
    const id = newId("paste");
    const area = make("textarea", { id, rows: 7, spellcheck: "false", placeholder: "Paste the article’s text here" });
    const file = make("input", {
      type: "file",
      accept: ".txt,.md,text/plain",
      id: `${id}-file`,
      onchange: () => {
        const [one] = file.files ?? [];
        if (one) this.put(async () => copyOf(new Uint8Array(await one.arrayBuffer()), alike));
      },
    });
    const use = () => {
      if (area.value.trim()) this.put(() => copyOfText(area.value, alike));
      else this.desk.say("There is no text yet: paste it first.");
    };
    this.inner.replaceChildren(
      make("div", { class: "an-field" }, make("label", { for: id }, "Paste the article’s text"), area),
      make(
        "div",
        { class: "an-tools" },
        button("Use this text", use, { class: "an-main" }),
        make("div", { class: "an-file" }, make("label", { for: file.id }, "or open a text file (UTF-8)"), file),
      ),
    );
    if (focus) area.focus();
  }

  /** The text, in which words can be selected. @param {Copy} copy @param {boolean} focus */
  drawText(copy, focus) {
    this.area.value = copy.shown;
    const { id } = this.area;
    const another = () => {
      this.desk.draft.copy = null;
      this.draw({ focus: true });
      this.desk.refresh();
    };
    const hash = copy.sha256
      ? ""
      : "This browser tells no hash on a page without https: offsets and hash are left out, and archive verify writes them.";
    this.inner.replaceChildren(
      this.toolbar,
      make(
        "p",
        { class: "ar-small ar-soft", id: `${id}-how` },
        "Choose words with the mouse, by touch, or with Shift and the arrow keys; then press a button, or its letter.",
      ),
      make("label", { class: "ar-sr", for: id }, "The article’s text, to choose words in"),
      make("div", { class: "an-pane" }, make("div", { class: "an-layers" }, this.mirror, this.area)),
      hash ? make("p", { class: "an-note" }, hash) : "",
      make(
        "div",
        { class: "an-tools" },
        button("Save this text", () => this.desk.save(copy.text, `${this.desk.draft.id || "copy"}.txt`), {
          class: "an-quiet",
          title: "Whoever verifies the quotations needs the very same file",
        }),
        button("Another text", another, { class: "an-quiet" }),
        this.recordIt,
      ),
    );
    if (!focus) return;
    this.area.focus();
    this.area.setSelectionRange(0, 0);
  }

  /** Reads a text that was given. @param {() => Promise<Copy>} read */
  async put(read) {
    const { desk } = this;
    let copy;
    try {
      copy = await read();
    } catch {
      desk.say("The file is not UTF-8 text; save it as such.");
      return;
    }
    const lines = copy.shown.replace(/^\ufeff/, "").split("\n");
    desk.draft.read(copy, lines.map(folded).find(Boolean) || "");
    this.draw({ focus: true });
    desk.article.draw();
    desk.refresh({ at_once: true });
    desk.say(`The text has ${(copy.points.at(-1) ?? 0).toLocaleString("en")} characters. Choose words in it.`);
  }

  /** Makes the text the copy of the record, and writes its hash and the places of all quotations. */
  record() {
    const { desk } = this;
    const left = desk.draft.recordCopy();
    desk.draft.items("quotations").forEach((_, number) => desk.form.redraw("quotations", number));
    desk.article.draw();
    desk.refresh({ at_once: true });
    desk.say(
      left
        ? `The text is recorded; ${left} of its quotations were not found in it.`
        : "The text is recorded, and every quotation found in it.",
    );
  }

  /**
   * The selected words without the quotation marks around them; null if none are selected.
   * @param {{ quotation?: boolean }} [options]
   * @returns {Chosen | null}
   */
  chosen(options) {
    const { copy } = this.desk.draft;
    if (!this.isOpen || !copy) return null;
    const { selectionStart, selectionEnd } = this.area;
    const [start, end] = trimmed(copy.shown, selectionStart, selectionEnd, this.desk.known.alike, options);
    if (start >= end) {
      this.desk.say("Choose words in the text first.");
      this.area.focus();
      return null;
    }
    return { start, end, words: folded(copy.shown.slice(start, end)), at: copy.span(start, end) };
  }

  /** Selects the next words in quotation marks. */
  next() {
    const shown = this.desk.draft.copy?.shown ?? "";
    const found = nextQuoted(shown, this.area.selectionEnd);
    this.area.focus();
    if (!found) {
      this.desk.say("No words stand in quotation marks.");
      return;
    }
    this.area.setSelectionRange(...found);
    this.mark();
    this.mirror.querySelector(".an-chosen")?.scrollIntoView({ block: "nearest" });
    this.desk.say(shown.slice(...found));
  }

  /** Draws the marks of annotated words, on a copy of the text behind it. */
  mark() {
    const { draft, open } = this.desk;
    const { copy } = draft;
    if (!copy) return;
    this.recordIt.hidden = !copy.sha256 || draft.recorded;
    /** @type {[from: number, to: number, name: string][]} */
    const spans = draft.items("quotations").flatMap((it, number) => {
      let found = draft.recorded ? spansOf(it.at) : [];
      const parts = wordsOf(it);
      if (!found.length && parts.length && parts.every(Boolean)) {
        found = copy.find(parts, it.prefix || "", it.suffix || "")?.spans || [];
      }
      const name = open?.kind === "quotations" && open.number === number ? "an-open" : "";
      return found.map((/** @type {[number, number]} */ span) => {
        const [from, to] = copy.shownSpan(span);
        return /** @type {[number, number, string]} */ ([from, to, name]);
      });
    });
    const { selectionStart: start, selectionEnd: end } = this.area;
    if (end > start) spans.push([start, end, document.activeElement === this.area ? "an-chosen an-live" : "an-chosen"]);
    spans.sort((one, other) => one[0] - other[0]);
    const pieces = [];
    let at = 0;
    for (const [from, to, name] of spans) {
      if (to <= at) continue;
      const begin = Math.max(at, from);
      pieces.push(copy.shown.slice(at, begin), make("mark", { class: name || null }, copy.shown.slice(begin, to)));
      at = to;
    }
    this.mirror.replaceChildren(...pieces, `${copy.shown.slice(at)}\n`);
  }
}
