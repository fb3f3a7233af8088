// The page on which a record is written. Its state is the record, the text of the source, and the open part; every view is drawn from
// it. Nothing is sent anywhere: the author copies or downloads the record, or opens it on the code host.
import { all as every, get, make } from "../lib/dom.js";
import { _, ngettext } from "../lib/messages.js";
import { ArticleForm, Summary } from "./article.js";
import { Cards } from "./cards.js";
import { problemsOf } from "./check.js";
import { button, focusShown } from "./dom.js";
import * as drafts from "./drafts.js";
import { Fields } from "./fields.js";
import { Form } from "./form.js";
import { Known } from "./known.js";
import { actions } from "./marking.js";
import { namedNear } from "./nearby.js";
import { Newcomers } from "./newcomers.js";
import { newPart, kindOf, titleOf } from "./parts.js";
import { Draft, idOf } from "./record.js";
import { Reader } from "./reader.js";
import { Result } from "./result.js";
import { copyOfText } from "./text.js";
import { Verdict } from "./verdict.js";
import { hasComments } from "./yaml.js";

/** @typedef {import("./parts.js").Item} Item */
/** @typedef {import("./parts.js").Kind} Kind */
/** @typedef {import("./record.js").Original} Original */
/** @typedef {import("./record.js").Path} Path */

const TYPING_PAUSE = 400; // milliseconds after the last key, before problems are shown and the draft is saved

/** Fills the page in. `root` is the site's own address. @param {HTMLElement} place @param {URL} root */
export const begin = async (place, root) => {
  /** @param {string} path */
  const json = async (path) => {
    const answer = await fetch(new URL(path, root), { cache: "no-cache" });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.json();
  };
  const without = get(document, "[data-without-annotate]", HTMLElement);
  try {
    const known = new Known(await json("contributing/known.json"), () => json("contributing/titles.json"));
    const asked = new URLSearchParams(location.search).get("article") ?? "";
    /** @type {Original | null} */
    const original = /^[a-z0-9-]+$/.test(asked) ? await json(`articles/${asked}/record.json`).catch(() => null) : null;
    if (!place.isConnected) return;
    const none =
      asked && !original
        ? _("The archive has no article '{id}': this is a new record.", { id: asked.slice(0, 80) })
        : "";
    const [desk, words] = await openDesk(place, root, known, original);
    if (none || words) desk.showMessage([none, words].filter(Boolean).join(" "));
    place.hidden = false;
    without.hidden = true;
  } catch (fault) {
    console.warn(fault);
    without.hidden = false;
    without.prepend(
      document.createTextNode(
        _("Something that this page needs could not be loaded. Reload it, or use the commands below."),
      ),
    );
  }
};

/**
 * The page with the saved draft, and a message about it.
 * @param {HTMLElement} place
 * @param {URL} root
 * @param {Known} known
 * @param {Original | null} original
 * @returns {Promise<[Desk, string]>}
 */
const openDesk = async (place, root, known, original) => {
  const draft = new Draft(known, original);
  const kept = drafts.loadDraft(draftKey(root, original));
  if (!kept) return [new Desk(place, root, known, draft), ""];
  try {
    draft.resume(kept, typeof kept.copy === "string" ? await copyOfText(kept.copy, known.alike) : null);
    const words = draft.isNewerThan(kept)
      ? _("Your draft is shown. The archive’s record has changed since you began: compare the two, or start again.")
      : _("Your draft is shown as you left it.");
    return [new Desk(place, root, known, draft), words];
  } catch (fault) {
    // for example a draft of another version of this page
    console.warn(fault);
    const blank = new Draft(known, original);
    return [new Desk(place, root, known, blank), _("There was a draft here, but it can no longer be read.")];
  }
};

/** The name under which the browser stores the draft. @param {URL} root @param {Original | null} original */
const draftKey = (root, original) => `annotate ${root.pathname} ${original ? idOf(original.path) : "new"}`;

/** The three steps of annotating, for the empty page. */
const stepsInBrief = () =>
  make(
    "ol",
    { class: "an-paces" },
    make("li", {}, make("b", {}, _("Paste")), _("Every passage between quotation marks is found.")),
    make(
      "li",
      {},
      make("b", {}, _("Fill in")),
      _("Speaker, day, and who passed the words on. What you do not know stays empty."),
    ),
    make("li", {}, make("b", {}, _("Save")), _("A file that this archive can read.")),
  );

/** The page with one draft; updates all views after each change. */
export class Desk {
  /** @param {HTMLElement} place @param {URL} root @param {Known} known @param {Draft} draft @param {{ isExample?: boolean }} [options] */
  constructor(place, root, known, draft, { isExample = false } = {}) {
    this.place = place;
    this.root = root;
    this.known = known;
    this.draft = draft;
    this.key = draftKey(root, draft.original);
    /** Whether it shows the fictional article, which is never saved or exported. */
    this.isExample = isExample;
    /** Whether work has begun: until then only the box for the text is shown. */
    this.begun = !draft.isNew || !draft.isEmpty;
    /** The part that is open. @type {{ kind: Kind | "mention", number: number } | null} */
    this.open = null;
    /** @type {import("./check.js").Problem[]} */
    this.problems = [];
    /** @type {number | undefined} */
    this.keeping = undefined;
    /** @type {number | undefined} */
    this.judging = undefined;
    this.fields = new Fields({
      known,
      get: (path) => draft.get(path),
      set: (path, value) => this.set(path, value),
      quotations: () => draft.items("quotations").map((it) => ({ id: it.id ?? "", words: titleOf(it, known) })),
      near: ([kind, number]) => (kind === "quotations" ? this.namedNear(Number(number)) : []),
      create: (kind, name) => this.begin(kind, name),
    });
    this.status = make("p", { class: "an-status", role: "status" });
    this.reader = new Reader(this);
    this.form = new Form(this);
    this.cards = new Cards(this);
    this.article = new ArticleForm(this);
    this.summary = new Summary(this);
    this.newcomers = new Newcomers(this);
    this.verdict = new Verdict(this);
    this.result = new Result(this);
    this.later = [
      this.form.node,
      make("div", { class: "an-rest" }, this.cards.node, this.newcomers.node, this.article.node, this.summary.node),
      make("div", { class: "an-result" }, this.result.node),
    ];
    this.paces = stepsInBrief();
    place.replaceChildren(
      make("div", { class: "an-work" }, this.introduction(), this.reader.node, this.status, this.cards.undo),
      this.paces,
      ...this.later,
    );
    this.showWork();
    this.refresh({ at_once: true });
    if (draft.needsTitles) this.withTitles();
    this.listening = new AbortController();
    const { signal } = this.listening;
    place.addEventListener("keydown", (event) => this.onKey(event), { signal });
    place.addEventListener("focusout", ({ target }) => this.verdict.noteVisited(target), { signal });
    place.addEventListener("focusin", ({ target }) => this.form.hintFor(target), { signal });
    // A file dropped anywhere on the page is read; otherwise the browser would open it in place of the page.
    for (const name of /** @type {const} */ (["dragover", "dragleave", "drop"])) {
      place.addEventListener(name, (event) => this.onDrag(event), { signal });
    }
    const leave = () => {
      if (place.isConnected) this.saveDraft();
      else this.listening.abort();
    };
    addEventListener("pagehide", leave, { signal });
    // With instant navigation the reader may leave and return before the draft would have been saved.
    const pages = window.document$?.subscribe(() => {
      if (place.isConnected) return;
      this.saveDraft();
      this.listening.abort();
    });
    signal.addEventListener("abort", () => pages?.unsubscribe());
  }

  /** A line that says which record is being changed, or that this is the example; null for a new record. */
  introduction() {
    if (this.isExample) {
      return make(
        "p",
        { class: "an-note" },
        make("b", {}, _("This is a made-up example. Nothing of it is saved.")),
        " ",
        _("The first quotation is filled in; try the second, or begin with an article of your own."),
        " ",
        button(_("Start your own"), () => this.startAgain()),
      );
    }
    const { tree, id, original } = this.draft;
    if (!original) return null;
    return make(
      "p",
      { class: "an-note" },
      _("You are changing the record of “{title}”.", { title: tree.title || tree.supplied_title || id }),
      " ",
      make("a", { href: new URL(`articles/${id}/`, this.root).href }, _("Its page")),
      hasComments(original.yaml)
        ? ` ${_("The record has comments; those inside a part that you change here are lost. To keep them, edit the file itself.")}`
        : "",
    );
  }

  /** Shows the parts of the page that are hidden until work has begun. */
  start() {
    this.begun = true;
    this.showWork();
  }

  /** Begins a record without the text of its source. */
  startWithout() {
    this.start();
    this.reader.draw();
    this.cards.focusOn("button");
  }

  /** Shows how the page works, with a fictional article. */
  async showExample() {
    const { example } = await import("./example.js");
    const { known } = this;
    const draft = new Draft(known, null);
    const made = example(known.language);
    draft.resume({ ...made, tree: { ...draft.tree, ...made.tree } }, await copyOfText(made.copy ?? "", known.alike));
    this.close();
    new Desk(this.place, this.root, known, draft, { isExample: true }).edit("quotations", 0);
  }

  /** Stops handling this draft, before another one replaces it. */
  close() {
    clearTimeout(this.keeping);
    clearTimeout(this.judging);
    this.listening.abort();
  }

  showWork() {
    this.place.toggleAttribute("data-begun", this.begun);
    this.paces.hidden = this.begun;
    for (const node of this.later) node.hidden = !this.begun;
  }

  /** Starts the page again without this draft. */
  startAgain() {
    const { original, isEmpty } = this.draft;
    const question = original ? _("Discard your changes?") : _("Delete this draft and start again?");
    if (!this.isExample && !isEmpty && !confirm(question)) return;
    this.close();
    if (!this.isExample) drafts.deleteDraft(this.key);
    const desk = new Desk(this.place, this.root, this.known, new Draft(this.known, original));
    desk.showMessage(_("Started again."));
    desk.reader.inner.querySelector("textarea")?.focus();
  }

  // --- changes ---

  /** Changes a value and shows everything that follows from it; undefined removes the value. @param {Path} path @param {unknown} value */
  set(path, value) {
    const moved = this.draft.set(path, value);
    const [key, number] = path;
    const kind = kindOf(key);
    if (kind) this.form.showIds(kind);
    if (kind && moved) this.form.redraw(kind, Number(number));
    this.article.showId();
    this.summary.show();
    this.refresh();
  }

  /** Creates a new record of a kind; returns its id. @param {string} kind @param {string} name */
  begin(kind, name) {
    const id = this.draft.begin(kind, name);
    this.newcomers.draw();
    this.showMessage(
      _("A new record was started: “{name}”. It is below, and is saved as a file of its own.", { name }),
    );
    return id;
  }

  /** Redraws all fields, after the record was changed elsewhere. */
  redraw() {
    const { open } = this;
    this.article.draw();
    this.summary.show();
    if (open && open.kind !== "mention") this.edit(open.kind, open.number, { focus: false });
    this.refresh();
  }

  /** @param {Kind} kind @param {Item} item */
  add(kind, item) {
    this.edit(kind, this.draft.add(kind, item));
    this.refresh();
  }

  /** @param {Kind} kind @param {number} number @param {{ focus?: boolean }} [options] */
  edit(kind, number, options) {
    this.form.edit(kind, number, options);
  }

  /** Opens the next passage between quotation marks as a quotation; after the last one it begins again with the first. */
  next() {
    const left = this.reader.unfilledPassages();
    const { selectionEnd } = this.reader.area;
    const span = left.find(([start]) => start >= selectionEnd) ?? left[0];
    if (span) this.fill(span);
    else {
      this.closePart();
      this.showMessage(_("Every quotation that was found is filled in."));
    }
  }

  /** Opens a passage between quotation marks as a quotation. @param {[number, number]} span */
  fill(span) {
    const hit = this.reader.wordsAt(span);
    if (!hit) return;
    this.reader.area.setSelectionRange(...span);
    this.add("quotations", newPart("quotations", hit, this.draft));
    this.reader.showMarked();
  }

  /** Marks passages between quotation marks as not being quotations. @param {[number, number][]} spans */
  dismiss(spans) {
    this.draft.dismissed = [...this.draft.dismissed, ...spans.map(([start]) => start)];
  }

  /** Who is named around the words of a quotation. @param {number} number */
  namedNear(number) {
    const { draft, known, reader } = this;
    const quotation = draft.items("quotations")[number];
    if (!draft.copy || !quotation) return [];
    return namedNear(known, draft.copy.shown, reader.placesOf(quotation), reader.passages());
  }

  closePart() {
    this.open = null;
    this.form.clear();
    if (this.reader.isOpen) this.reader.area.focus();
    else this.cards.focusOn("button");
    this.refresh();
  }

  /** @param {Kind} kind @param {number} number */
  remove(kind, number) {
    const [item] = this.draft.items(kind).slice(number);
    if (kind === "quotations") {
      this.dismiss(this.reader.passagesOf(/** @type {import("./record.js").Quotation} */ (item)));
    }
    this.draft.remove(kind, number);
    this.open = null;
    this.form.clear();
    this.cards.offerRestore(kind, item, () => {
      this.draft.restore(kind, number, item);
      this.cards.undo.hidden = true;
      this.refresh();
      this.edit(kind, number);
    });
    this.refresh();
  }

  /** Puts a link into the summary. @param {string} link */
  insert(link) {
    this.form.clear();
    this.open = null;
    this.summary.insert(link);
    this.refresh();
  }

  // --- after every change ---

  refresh({ at_once = false } = {}) {
    clearTimeout(this.keeping);
    clearTimeout(this.judging);
    this.result.draw();
    this.reader.drawMarks();
    this.cards.draw();
    this.form.invite();
    this.form.showWay();
    if (at_once) this.check();
    else this.judging = setTimeout(() => this.check(), TYPING_PAUSE);
    this.keeping = setTimeout(() => this.saveDraft(), TYPING_PAUSE);
  }

  check() {
    if (!this.place.isConnected) return;
    this.problems = problemsOf(this.draft.record, this.known, this.draft.copy);
    this.verdict.draw();
    this.cards.draw();
  }

  /** Checks the record against all ids and addresses of the archive; returns whether it can be exported, and shows the problems if not. */
  async isSound() {
    if (this.draft.isNew) await this.known.articles().catch(() => {});
    this.check();
    const wrong = this.problems.filter(({ severity }) => severity === "error");
    if (!wrong.length) return true;
    this.result.open.open = true;
    this.verdict.list.querySelector("button")?.focus();
    this.showMessage(
      ngettext(
        "{n} thing must be corrected first: it is at the top of the list.",
        "{n} things must be corrected first: they are at the top of the list.",
        wrong.length,
      ),
    );
    return false;
  }

  /** Checks again with the titles and addresses of all articles, if these can be fetched. */
  withTitles() {
    this.known.articles().then(
      () => this.refresh(),
      () => {},
    );
  }

  saveDraft() {
    clearTimeout(this.keeping);
    if (this.isExample) return;
    if (this.draft.isEmpty) drafts.deleteDraft(this.key);
    else if (!drafts.saveDraft(this.key, this.draft.toSave)) {
      this.showMessage(_("This browser does not keep the draft: copy or download the record before you leave."));
    }
  }

  /** @param {DragEvent} event */
  onDrag(event) {
    const { dataTransfer, type } = event;
    if (!dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.place.toggleAttribute("data-over", type === "dragover");
    const [file] = type === "drop" ? dataTransfer.files : [];
    if (file) this.reader.readFile(file);
  }

  // --- for all views ---

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (event.key === "Escape" && this.open && !event.defaultPrevented) {
      event.preventDefault();
      this.closePart();
      return;
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && this.open?.kind === "quotations") {
      event.preventDefault();
      this.next();
      return;
    }
    const { area, toolbar } = this.reader;
    const reading = event.target === area || (event.target instanceof Node && toolbar.contains(event.target));
    if (!reading || event.ctrlKey || event.metaKey || event.altKey) return;
    const action = actions(this).find(({ key }) => key === event.key);
    if (!action) return;
    event.preventDefault();
    event.stopPropagation(); // other scripts use letters too
    action.act();
  }

  /** Focuses the field of a value, and unfolds it. @param {Path} path */
  focusOn(path) {
    const fields = every(this.place, `[data-field="${path.join(".")}"] :is(input, textarea)`, HTMLElement);
    fields[0]?.closest("details")?.setAttribute("open", "");
    focusShown(fields);
  }

  /** @param {string} words */
  showMessage(words) {
    this.status.textContent = words;
  }

  /** Downloads a text as a file. @param {string} text @param {string} name */
  save(text, name) {
    const href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
    make("a", { href, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(href), 10_000);
  }
}
