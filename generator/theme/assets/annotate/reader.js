// The text of the source: it is pasted or opened as a file, and words of it are selected. Annotated words are marked.
import { make } from "../lib/dom.js";
import { N_, _, ngettext } from "../lib/messages.js";
import { button, keyed, newId } from "./dom.js";
import { actions } from "./marking.js";
import { spansOf, wordsOf } from "./record.js";
import { allQuoted, copyOf, copyOfText, nextQuoted, trimSelection } from "./text.js";

/** @typedef {import("./parts.js").Chosen} Chosen */
/** @typedef {import("./record.js").Copy} Copy */

/** Presentation forms of Arabic letters, which only occur in text copied from a layout. */
const SHAPES = /[\ufb50-\ufdff\ufe70-\ufefc]{3}/;

/** Why a PDF is not read. */
const NO_PDF = {
  locked: N_("This PDF is locked with a password. Save it without one, or paste the text."),
  damaged: N_("This PDF cannot be read: it is damaged, or not a PDF. Paste the text instead."),
  letters: N_(
    "This PDF needs character maps that this page does not have. Use the command archive add, or paste the text.",
  ),
};

export class Reader {
  /** @param {import("./page.js").Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.inner = make("div", {});
    this.title = make("h2", { id: "an-the-text" }, _("The text"));
    this.node = make("section", { class: "an-text", "aria-labelledby": "an-the-text" }, this.title, this.inner);
    /** The passages between quotation marks of one copy. @type {{ copy: Copy, spans: [number, number][] } | null} */
    this.quoted = null;
    this.toolbar = make("div", { class: "an-bar", role: "group", "aria-label": _("These words are:") });
    this.toolbar.append(
      make("span", { class: "an-bar__lead" }, _("These words are:")),
      ...actions(desk).flatMap(({ words, key, act }) => (words ? [keyed(words, key, act)] : [])),
    );
    this.mirror = make("div", { class: "an-mirror", "aria-hidden": "true" });
    this.area = this.readable();
    this.recordIt = button(_("Record this text as the copy that was read"), () => this.record(), { class: "an-quiet" });
    this.draw();
  }

  // The element is contenteditable, so that every browser shows a caret. All edits are refused.
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
      onfocus: () => this.drawMarks(),
      onblur: () => this.drawMarks(),
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
    const area = make("textarea", {
      id,
      rows: 7,
      spellcheck: "false",
      placeholder: _("Paste here. Quotation marks are found for you."),
      "aria-describedby": `${id}-stays`,
    });
    const file = make("input", {
      type: "file",
      accept: ".txt,.md,.srt,.vtt,.html,.htm,.xhtml,.pdf,text/plain,text/html,application/pdf",
      id: `${id}-file`,
      onchange: () => {
        const [one] = file.files ?? [];
        if (one) this.readFile(one);
      },
    });
    const use = () => {
      if (area.value.trim()) this.readText(() => copyOfText(area.value, alike));
      else this.desk.showMessage(_("There is no text yet: paste it first."));
    };
    this.title.hidden = true;
    this.inner.replaceChildren(
      make(
        "div",
        { class: "an-paste" },
        make("label", { for: id }, _("The article’s text")),
        area,
        make(
          "div",
          { class: "an-tools" },
          button(_("Find the quotations"), use, { class: "an-main" }),
          this.desk.begun ? null : button(_("See an example"), () => this.desk.showExample(), { class: "an-quiet" }),
          make(
            "div",
            { class: "an-file" },
            make("label", { for: file.id }, _("or open a saved page (HTML), a PDF or a text file, or drop it here")),
            file,
          ),
        ),
        make("p", { id: `${id}-stays` }, _("The text stays in your browser. Nothing is sent.")),
        this.desk.begun
          ? null
          : button(_("Write the record without the text"), () => this.desk.startWithout(), { class: "an-quiet" }),
      ),
    );
    if (focus) area.focus();
  }

  /** The text, in which words can be selected. @param {Copy} copy @param {boolean} focus */
  drawText(copy, focus) {
    this.area.value = copy.shown;
    this.title.hidden = false;
    const { id } = this.area;
    const another = () => {
      this.desk.draft.copy = null;
      this.draw({ focus: true });
      this.desk.refresh();
    };
    const hash = copy.sha256
      ? ""
      : _(
          "Without https this browser cannot make the fingerprint of the text. Run archive verify later; it writes the fingerprint.",
        );
    this.inner.replaceChildren(
      this.toolbar,
      make(
        "p",
        { class: "ar-small ar-soft", id: `${id}-how` },
        _(
          "Select words with the mouse, by touch, or with Shift and the arrow keys; then press a button, or its letter.",
        ),
      ),
      make("label", { class: "ar-sr", for: id }, _("The article’s text, to select words in")),
      make("div", { class: "an-pane" }, make("div", { class: "an-layers" }, this.mirror, this.area)),
      hash ? make("p", { class: "an-note" }, hash) : "",
      make(
        "div",
        { class: "an-tools" },
        button(_("Save this text"), () => this.desk.save(copy.text, `${this.desk.draft.id || "copy"}.txt`), {
          class: "an-quiet",
          title: _("To check the quotations, exactly this file is needed"),
        }),
        button(_("Another text"), another, { class: "an-quiet" }),
        this.recordIt,
      ),
    );
    if (!focus) return;
    this.area.focus();
    this.area.setSelectionRange(0, 0);
  }

  /** Reads a file that was chosen or dropped: a text, or a page that was saved. @param {File} file */
  async readFile(file) {
    const { desk } = this;
    const { alike } = desk.known;
    if (desk.draft.copy) {
      desk.showMessage(_("Another text is open. To read a new one, press “Another text” first."));
      return;
    }
    const pages = await import("./webpage.js");
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (pages.isPdf(file)) {
      await this.readPdf(bytes);
      return;
    }
    if (!pages.isPage(file)) {
      await this.readText(() => copyOf(bytes, alike));
      return;
    }
    const saved = pages.read(pages.decodePage(bytes));
    if (!saved.text) {
      desk.showMessage(_("No text was found in this page. Paste it instead."));
      return;
    }
    await this.readText(() => copyOfText(`${saved.text}\n`, alike), saved);
  }

  /** Reads a PDF. @param {Uint8Array<ArrayBuffer>} bytes */
  async readPdf(bytes) {
    const { desk } = this;
    if (location.protocol === "file:") {
      desk.showMessage(_("A page opened from disk cannot read a PDF. Use the command archive add, or paste the text."));
      return;
    }
    desk.showMessage(_("Reading the PDF …"));
    const { read } = await import("./pdf.js");
    const found = await read(bytes, desk.root, (page, all) =>
      desk.showMessage(_("Reading page {page} of {all} …", { page, all })),
    ).catch(() => null);
    if (!found) desk.showMessage(_("What reads a PDF could not be loaded. Try again, or paste the text."));
    else if ("fault" in found) desk.showMessage(_(NO_PDF[found.fault]));
    else if (!found.saved.text.trim()) {
      desk.showMessage(
        _("This PDF holds only pictures of its pages. Have their text recognised first, or type what you quote."),
      );
    } else {
      await this.readText(() => copyOfText(found.saved.text, desk.known.alike), found.saved);
      if (SHAPES.test(found.saved.text)) {
        const told = _(
          "This PDF stores Arabic as shapes of letters, whose order may be wrong: compare what you quote.",
        );
        desk.showMessage(`${desk.status.textContent} ${told}`);
      }
    }
  }

  /** Reads a pasted or opened text, with the metadata of its page. @param {() => Promise<Copy>} read @param {import("./webpage.js").Saved} [saved] */
  async readText(read, saved) {
    const { desk } = this;
    let copy;
    try {
      copy = await read();
    } catch {
      desk.showMessage(_("The file is not UTF-8 text; save it as such."));
      return;
    }
    const lines = copy.shown.replace(/^\ufeff/, "").split("\n");
    const told = saved ? this.propose(saved) : "";
    desk.draft.read(copy, lines.map((line) => desk.known.wordsOf(line)).find(Boolean) || "");
    desk.start();
    this.draw({ focus: true });
    desk.article.draw();
    desk.form.clear();
    desk.refresh({ at_once: true });
    const found = this.unfilledPassages().length;
    const counted = found
      ? ngettext("{n} quotation found. Fill it in.", "{n} quotations found. Fill in the first.", found)
      : _("No quotation marks were found. Select words in the text, and say what they are.");
    desk.showMessage([counted, told].filter(Boolean).join(" "));
  }

  /** Fills empty fields from the metadata of a saved page; returns messages for the author. @param {import("./webpage.js").Saved} saved */
  propose(saved) {
    const { draft, known } = this.desk;
    if (!draft.isNew) return "";
    const { tree } = draft;
    const publisher = saved.outlet ? known.findByName(["organisation"], saved.outlet)?.id : undefined;
    if (!tree.title && saved.title) draft.change(["title"], known.wordsOf(saved.title));
    if (!tree.publisher && publisher) draft.change(["publisher"], publisher);
    if (!tree.published && saved.published) draft.change(["published"], saved.published);
    if (!tree.authors?.length && saved.authors.length) draft.change(["authors"], saved.authors);
    if (saved.language) draft.change(["language"], saved.language);
    if (saved.url && !tree.source?.url) draft.change(["source", "url"], saved.url);
    const filled = _(
      "What the file says about itself is filled in: check each field. What it does not say stays empty.",
    );
    return saved.outlet && !publisher && !tree.publisher
      ? `${filled} ${_("Its outlet is “{name}”, which the archive does not have by this name.", { name: saved.outlet })}`
      : filled;
  }

  /** Makes the text the copy of the record, and writes its hash and the places of all quotations. */
  record() {
    const { desk } = this;
    const left = desk.draft.recordCopy();
    desk.draft.items("quotations").forEach((_, number) => desk.form.redraw("quotations", number));
    desk.article.draw();
    desk.refresh({ at_once: true });
    desk.showMessage(
      left
        ? ngettext(
            "The text is recorded; {n} of its quotations was not found in it.",
            "The text is recorded; {n} of its quotations were not found in it.",
            left,
          )
        : _("The text is recorded, and every quotation found in it."),
    );
  }

  /**
   * The selected words without the quotation marks around them; null if none are selected.
   * @param {{ quotation?: boolean }} [options]
   * @returns {Chosen | null}
   */
  selectedWords(options) {
    const { copy } = this.desk.draft;
    if (!this.isOpen || !copy) return null;
    const { selectionStart, selectionEnd } = this.area;
    const [start, end] = trimSelection(copy.shown, selectionStart, selectionEnd, this.desk.known.alike, options);
    if (start >= end) {
      this.desk.showMessage(_("Select words in the text first."));
      this.area.focus();
      return null;
    }
    return this.wordsAt([start, end]);
  }

  /** The places of a quotation's words in the shown text. @param {import("./record.js").Quotation} quotation @returns {[number, number][]} */
  placesOf(quotation) {
    const { copy, isRecordedCopy } = this.desk.draft;
    if (!copy) return [];
    let found = isRecordedCopy ? spansOf(quotation.at) : [];
    const parts = wordsOf(quotation);
    if (!found.length && parts.length && parts.every(Boolean)) {
      found = copy.findParts(parts, quotation.prefix || "", quotation.suffix || "")?.spans || [];
    }
    return found.map((span) => copy.shownSpan(span));
  }

  /** The passages between quotation marks. @returns {[number, number][]} */
  passages() {
    const { draft, known } = this.desk;
    const { copy } = draft;
    if (!copy) return [];
    if (this.quoted?.copy !== copy) {
      const spans = allQuoted(copy.shown).map(([start, end]) =>
        trimSelection(copy.shown, start, end, known.alike, { quotation: true }),
      );
      this.quoted = { copy, spans: spans.filter(([start, end]) => start < end) };
    }
    return this.quoted.spans;
  }

  /** The passages between quotation marks that are neither annotated nor dismissed. */
  unfilledPassages() {
    const { draft } = this.desk;
    const taken = draft.items("quotations").flatMap((it) => this.placesOf(it));
    return this.passages().filter(
      ([start, end]) => !draft.dismissed.includes(start) && !taken.some(([from, to]) => from < end && start < to),
    );
  }

  /** The passages between quotation marks that overlap a quotation. @param {import("./record.js").Quotation} quotation */
  passagesOf(quotation) {
    const places = this.placesOf(quotation);
    return this.passages().filter(([start, end]) => places.some(([from, to]) => from < end && start < to));
  }

  /** A span of the shown text in the form of a selection. @param {[number, number]} span @returns {Chosen | null} */
  wordsAt([start, end]) {
    const { draft, known } = this.desk;
    const { copy } = draft;
    return copy && { start, end, words: known.wordsOf(copy.shown.slice(start, end)), at: copy.span(start, end) };
  }

  /** Selects the next words in quotation marks. */
  selectNext() {
    const shown = this.desk.draft.copy?.shown ?? "";
    const found = nextQuoted(shown, this.area.selectionEnd);
    this.area.focus();
    if (!found) {
      this.desk.showMessage(_("There are no words in quotation marks."));
      return;
    }
    this.area.setSelectionRange(...found);
    this.showMarked();
    this.desk.showMessage(shown.slice(...found));
  }

  /** Draws the marks and scrolls to the chosen words. */
  showMarked() {
    this.drawMarks();
    this.mirror.querySelector(".an-chosen, .an-open")?.scrollIntoView({ block: "nearest" });
  }

  /** Draws the marks of annotated words, on a copy of the text behind the text. */
  drawMarks() {
    const { draft, open } = this.desk;
    const { copy } = draft;
    if (!copy) return;
    this.recordIt.hidden = !copy.sha256 || draft.isRecordedCopy;
    /** @type {[from: number, to: number, name: string][]} */
    const spans = draft.items("quotations").flatMap((it, number) => {
      const name = open?.kind === "quotations" && open.number === number ? "an-open" : "";
      return this.placesOf(it).map(([from, to]) => /** @type {[number, number, string]} */ ([from, to, name]));
    });
    for (const [from, to] of this.unfilledPassages()) spans.push([from, to, "an-left"]);
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
