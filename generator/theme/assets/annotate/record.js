// The record that is being written; updates derived values after each change. Does not touch the page.
import { articleId, freshId, partId } from "./known.js";
import { newcomer, rowOf, mapIds } from "./newcomer.js";
import { isEqual, writer } from "./yaml.js";

/** @typedef {(string | number)[]} Path  keys and places in lists, from the record on */
/** @typedef {string | { edtf?: string, words?: string, basis?: string }} When */
/** @typedef {string | { id?: string, unnamed?: string }} Agent */
/** @typedef {string | { by?: string | string[], unnamed?: string, implied?: string, article?: string, date?: When, channel?: string, note?: string }} Step */
/** @typedef {{ words?: string, why?: string, prefix?: string, suffix?: string }} Turn */
/** @typedef {{ id?: string, review?: string, speaker?: Agent, role?: string, really?: { speaker?: string | null, basis?: string }, text?: string | string[], context?: string, cue?: string, said?: When, to?: string, via?: Step[], translated?: string, language?: string, utterance?: string, fidelity?: string, turns?: Turn[], readings?: object[], note?: string, prefix?: string, suffix?: string, where?: { time?: string, until?: string, page?: string, paragraph?: string, post?: string }, version?: string | string[], at?: string[] | string[][] }} Quotation */
/** @typedef {{ id?: string, review?: string, holder?: Agent, stance?: string, proposition?: string, date?: When, via?: Step[], quotations?: string[], rests_on?: string, basis?: string, note?: string }} Statement */
/** @typedef {{ id?: string, review?: string, measure?: string, value?: string, low?: string, high?: string, best?: string, by?: Agent[], as_of?: When, qualifier?: string, via?: Step[], quotations?: string[], misreads?: string, note?: string }} Figure */
/** @typedef {string | { event?: string, date?: When, note?: string }} Occurrence */
/** @typedef {{ kind?: string, channel?: string, programme?: string, account?: string, number?: string, pages?: string, url?: string | null, archived?: object[], seen?: When, copy?: string, sha256?: string, versions?: { id?: string, sha256?: string }[], relays?: string | { of?: string, basis?: string }, status?: { is?: string, on?: When, basis?: string } }} Provenance */
/** @typedef {{ title?: string | null, supplied_title?: string, headline?: string, deck?: string, language?: string, publisher?: string | null, authors?: (string | { name?: string, by?: string })[] | string, published?: When, source?: Provenance, rights?: { status?: string, text?: string }, review?: string, topics?: string | string[], quotations?: Quotation[], statements?: Statement[], figures?: Figure[], events?: Occurrence[], notes?: string }} Article */
/** @typedef {"quotations" | "statements" | "figures" | "events"} Kind */
/** @typedef {Quotation | Statement | Figure | Occurrence} Item */
/** @typedef {import("./newcomer.js").Newcomer} Newcomer */
/** @typedef {{ path: string, yaml: string, tree: Article, body: string }} Original  the record as the archive has it */
/** @typedef {Awaited<ReturnType<typeof import("./text.js").copyOf>>} Copy */
/** @typedef {{ id: string, tree: Article, body: string, copy: string | null, dismissed?: number[], newcomers?: Newcomer[], of: string | null, ofBody: string | null }} Kept  a draft as the browser keeps it */

/** @type {["quotations", "statements", "figures"]} */
const PART_LISTS = ["quotations", "statements", "figures"]; // kinds of parts that have ids

/** @param {unknown} value @returns {value is Record<string | number, unknown>} */
export const isObject = (value) => typeof value === "object" && value !== null;

/** The value at a path within a value, if there is one. @param {unknown} value @param {Path} path @returns {unknown} */
export const valueAt = (value, path) =>
  path.reduce((/** @type {unknown} */ it, step) => (isObject(it) ? it[step] : undefined), value);

/**
 * A copy of a value with another value at this path; undefined removes the key. The original stays as it is.
 * @param {unknown} value
 * @param {Path} path
 * @param {unknown} to
 * @returns {unknown}
 */
export const withValue = (value, [step, ...rest], to) => {
  if (step === undefined) return to;
  const inner = withValue(isObject(value) ? value[step] : undefined, rest, to);
  if (typeof step === "number" && (Array.isArray(value) || value === undefined)) {
    const list = [...(value || [])];
    list[step] = inner ?? ""; // an empty item
    return list;
  }
  const before = isObject(value) ? value : {};
  const { [step]: _, ...others } = before;
  if (inner === undefined) return others;
  return step in before
    ? Object.fromEntries(Object.entries(before).map(([key, it]) => [key, key === step ? inner : it]))
    : { ...before, [step]: inner };
};

/** Spans as `at` writes them: a single one without a list around it. @param {[number, number][]} spans */
export const spansAsWritten = (spans) => {
  const text = spans.map((span) => span.map(String));
  return text.length === 1 ? text[0] : text;
};

/** The spans of `at`, in which a single one may have no list around it. @param {unknown} at @returns {[start: number, end: number][]} */
export const spansOf = (at) => {
  if (!Array.isArray(at) || !at.length) return [];
  return (Array.isArray(at[0]) ? at : [at]).map((span) => span.map(Number));
};

/** The parts of a quotation's words. @param {Quotation} quotation @returns {string[]} */
export const wordsOf = ({ text }) => [text ?? []].flat();

/** The versions of the source that a quotation names. @param {Quotation} quotation @returns {string[]} */
export const versionsOf = ({ version }) => [version ?? []].flat();

/** Whether the latest version of the source, and so a saved full text, has the words. @param {Article} article @param {Quotation} quotation */
export const hasNow = ({ source }, quotation) => {
  const last = source?.versions?.at(-1)?.id;
  const named = versionsOf(quotation);
  return !last || !named.length || named.includes(last);
};

/** The id in the path of an article's file. @param {string} path */
export const idOf = (path) => (path.split("/").at(-1) ?? "").replace(/\.md$/, "");

/** A date in the form used in records. @param {Date} day */
const dayOf = (day) =>
  [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((it) => String(it).padStart(2, "0")).join("-");

/** A record that is being written: a new one, or a changed one. */
export class Draft {
  /** @param {import("./known.js").Known} known @param {Original | null} original */
  constructor(known, original) {
    this.known = known;
    this.original = original;
    this.writer = writer(known.form, known.style);
    const [rights] = Object.keys(known.rights);
    this.id = original ? idOf(original.path) : "";
    /** @type {Article} */
    this.tree = original
      ? structuredClone(original.tree)
      : {
          title: null,
          language: known.language,
          publisher: null,
          source: { seen: dayOf(new Date()) },
          rights: { status: rights || "InC", text: "summary" },
        };
    this.body = original ? original.body : "";
    /** The copy of the source, if there is one. @type {Copy | null} */
    this.copy = null;
    /** The offsets in the shown text of passages between quotation marks that are not quotations. @type {number[]} */
    this.dismissed = [];
    /** New records that it refers to. @type {Newcomer[]} */
    this.newcomers = [];
    known.setNewcomers([]);
  }

  // --- its values ---

  get isNew() {
    return !this.original;
  }

  /** The language of its text; that of the archive if none is given. */
  get language() {
    return this.tree.language || this.known.language;
  }

  /** The path of its file. */
  get path() {
    if (this.original) return this.original.path;
    const { published = "" } = this.tree;
    const day = typeof published === "string" ? published : (published.edtf ?? "");
    return `content/articles/${day.match(/\d{4}/)?.[0] || new Date().getFullYear()}/${this.id || "unnamed"}.md`;
  }

  /** The whole file as text. */
  get text() {
    const modeline = this.isNew ? this.known.modeline : "";
    const annotation = this.writer.annotation(this.tree, this.original, modeline);
    const body =
      this.original && this.body === this.original.body ? this.body : this.body.trim() && `${this.body.trim()}\n`;
    return `---\n${annotation}---\n${body}`;
  }

  /** The record in the form that the checks expect. */
  get record() {
    const { id, isNew, tree, body, newcomers } = this;
    return { id, isNew, tree, body, newcomers };
  }

  /** The files of the new records that it refers to. */
  get others() {
    const { known, writer } = this;
    return this.newcomers
      .filter(({ id }) => this.refersTo(id))
      .map(({ kind, id, tree }) => {
        const { part, folder, modeline } = known.made[kind];
        return { path: `${folder}/${id}.yml`, text: `${modeline}\n${writer.written(tree, part)}` };
      });
  }

  /** Whether the record or its summary refers to another record. @param {string} id */
  refersTo(id) {
    let found = this.body.includes(`[[${id}]]`) || this.body.includes(`[[${id}|`);
    mapIds(this.tree, "Article", this.known.form, (it) => {
      found ||= it === id;
      return it;
    });
    return found;
  }

  /** Whether nothing has been written yet. */
  get isEmpty() {
    const { copy, tree, body, original } = this;
    if (copy) return false;
    if (original) return isEqual(tree, original.tree) && body === original.body;
    const parts = [tree.quotations, tree.statements, tree.figures, tree.events];
    return !tree.title && !body && !tree.source?.url && !tree.publisher && parts.every((it) => !it?.length);
  }

  /** Whether the text is the copy whose hash the record has, or will have. */
  get isRecordedCopy() {
    return Boolean(this.copy?.sha256 && this.tree.source?.sha256 === this.copy.sha256);
  }

  /** Whether the checks need the titles of all articles. */
  get needsTitles() {
    const { source, quotations, statements, figures } = this.tree;
    return Boolean(
      source?.relays || source?.url || JSON.stringify([quotations, statements, figures]).includes('"article"'),
    );
  }

  /** @template {Kind} K @param {K} kind @returns {NonNullable<Article[K]>} */
  items(kind) {
    return this.tree[kind] || [];
  }

  // --- saved drafts ---

  /** @returns {Kept} */
  get toSave() {
    const { id, tree, body, copy, dismissed, newcomers, original } = this;
    return {
      id,
      tree,
      body,
      copy: copy?.text ?? null,
      dismissed,
      newcomers,
      of: original?.yaml ?? null,
      ofBody: original?.body ?? null,
    };
  }

  /** Goes on with a draft. @param {Kept} kept @param {Copy | null} copy */
  resume(kept, copy) {
    if (this.isNew) this.id = String(kept.id ?? "");
    this.tree = kept.tree;
    this.body = kept.body;
    this.copy = copy;
    this.dismissed = Array.isArray(kept.dismissed) ? kept.dismissed : [];
    const { made } = this.known;
    this.setNewcomers((kept.newcomers ?? []).filter((it) => it?.tree && Object.hasOwn(made, it.kind)));
  }

  /** Whether the archive's record has changed since a draft was begun. @param {Kept} kept */
  isNewerThan(kept) {
    return this.original !== null && (kept.of !== this.original.yaml || kept.ofBody !== this.original.body);
  }

  // --- records beside it ---

  /** @param {Newcomer[]} newcomers */
  setNewcomers(newcomers) {
    this.newcomers = newcomers;
    this.known.setNewcomers(newcomers.map(rowOf));
  }

  /** Creates a new record of a kind; returns its id. @param {string} kind @param {string} name */
  begin(kind, name) {
    const one = newcomer(kind, name, this.known);
    this.setNewcomers([...this.newcomers, one]);
    return one.id;
  }

  /** @param {number} number @param {Path} path @param {unknown} value */
  setNewcomer(number, path, value) {
    this.setNewcomers(/** @type {Newcomer[]} */ (withValue(this.newcomers, [number, "tree", ...path], value)));
  }

  /** Changes the id of a new record, and all references to it. @param {number} number @param {string} id */
  renameNewcomer(number, id) {
    const from = this.newcomers[number].id;
    this.put(mapIds(this.tree, "Article", this.known.form, (it) => (it === from ? id : it)));
    this.body = this.body.replaceAll(`[[${from}]]`, `[[${id}]]`).replaceAll(`[[${from}|`, `[[${id}|`);
    this.setNewcomers(/** @type {Newcomer[]} */ (withValue(this.newcomers, [number, "id"], id)));
  }

  /** @param {number} number */
  removeNewcomer(number) {
    this.setNewcomers(this.newcomers.filter((_, at) => at !== number));
  }

  // --- changes ---

  /** @param {Path} path */
  get(path) {
    return valueAt(this.tree, path);
  }

  /**
   * Changes a value and everything that follows from it; undefined removes it. Returns whether the place of the quotation's words was
   * looked up again.
   * @param {Path} path
   * @param {unknown} value
   */
  set(path, value) {
    const before = this.tree;
    this.put(withValue(this.inLongForm(path), path, value));
    if (this.isNew && this.id === articleId(before, this.known.ids)) this.setArticleId();
    const [kind, number] = path;
    const named = PART_LISTS.find((it) => it === kind);
    return named && typeof number === "number" ? this.updateDependents(named, number, before[named]?.[number]) : false;
  }

  /** @param {Path} path @param {unknown} value */
  change(path, value) {
    this.put(withValue(this.tree, path, value));
  }

  /** @param {unknown} tree */
  put(tree) {
    this.tree = /** @type {Article} */ (isObject(tree) ? tree : {});
  }

  /**
   * The record with short forms along a path expanded: an event's id becomes {event: id} before a date is added.
   * @param {Path} path
   */
  inLongForm(path) {
    const { form } = this.known;
    /** @type {unknown} */
    let tree = this.tree;
    /** @type {import("./known.js").Part | undefined} */
    let part = form.Article;
    path.slice(0, -1).forEach((step, depth) => {
      const steps = path.slice(0, depth + 1);
      if (typeof step === "string") part = form[part?.fields.find(({ key }) => key === step)?.part ?? ""];
      const value = valueAt(tree, steps);
      if (typeof value === "string" && part?.short) tree = withValue(tree, steps, { [part.short]: value });
    });
    return tree;
  }

  /**
   * Updates the values derived from a part: its id, and the place of its words.
   * @param {"quotations" | "statements" | "figures"} kind
   * @param {number} number
   * @param {Quotation | Statement | Figure | undefined} before
   */
  updateDependents(kind, number, before) {
    const item = this.items(kind)[number];
    if (!item || typeof item !== "object") return false;
    const others = this.otherIds(kind, number);
    if (before && item.id !== undefined && item.id === this.freshId(kind, before, others)) {
      const id = this.freshId(kind, item, others);
      if (id !== item.id) this.rename(kind, number, item.id, id);
    }
    const moved = ["text", "prefix", "suffix"].some((name) => !isEqual(valueAt(before, [name]), valueAt(item, [name])));
    if (kind !== "quotations" || !moved) return false;
    this.locate(number);
    return true;
  }

  /**
   * An id for a part that is not among these.
   * @param {Kind} kind
   * @param {Item} item
   * @param {string[]} others
   */
  freshId(kind, item, others) {
    return freshId(partId(kind, typeof item === "string" ? {} : item, this.known.ids), others);
  }

  /** The ids of all parts but this one. @param {Kind} kind @param {number} number */
  otherIds(kind, number) {
    return PART_LISTS.flatMap((name) =>
      this.items(name)
        .filter((_, at) => name !== kind || at !== number)
        .flatMap(({ id }) => (id ? [id] : [])),
    );
  }

  /**
   * Changes the id of a part. Positions, figures and the summary that name a quotation are changed with it.
   * @param {Kind} kind
   * @param {number} number
   * @param {string} from
   * @param {string} to
   */
  rename(kind, number, from, to) {
    this.change([kind, number, "id"], to);
    if (kind !== "quotations" || !from) return;
    for (const other of PART_LISTS.slice(1)) {
      this.items(other).forEach((item, at) => {
        const named = "quotations" in item && item.quotations;
        if (!named || !named.includes(from)) return;
        this.change(
          [other, at, "quotations"],
          named.map((it) => (it === from ? to : it)),
        );
      });
    }
    this.body = this.body.replaceAll(`[[q:${from}]]`, `[[q:${to}]]`);
  }

  /** Sets the place of a quotation's words, if the text has them. @param {number} number */
  locate(number) {
    const item = this.items("quotations")[number];
    const parts = wordsOf(item);
    const now = spansOf(item.at);
    let at;
    if (this.copy && this.isRecordedCopy && parts.length && parts.every(Boolean)) {
      const found = this.copy.findParts(parts, item.prefix || "", item.suffix || "");
      if (found?.spans) at = found.spans;
      else if (found?.why === "ambiguous" && this.copy.holds(now, parts)) at = now;
    } else if (!this.copy && item.at && item.text === this.original?.tree.quotations?.[number]?.text) {
      at = now;
    }
    this.change(["quotations", number, "at"], at && spansAsWritten(at));
  }

  /** Derives the id of a new record from its publisher and title. */
  setArticleId() {
    this.id = articleId(this.tree, this.known.ids);
  }

  /** Adds a part; returns its index. @param {Kind} kind @param {Item} item */
  add(kind, item) {
    const number = this.items(kind).length;
    const whole =
      typeof item === "object" && kind !== "events"
        ? { id: this.freshId(kind, item, this.otherIds(kind, -1)), ...item }
        : item;
    this.put({ ...this.tree, [kind]: [...this.items(kind), whole] });
    return number;
  }

  /** Removes a part and returns it. @param {Kind} kind @param {number} number */
  remove(kind, number) {
    const item = this.items(kind)[number];
    const left = this.items(kind).filter((_, at) => at !== number);
    this.change([kind], left.length ? left : undefined);
    return item;
  }

  /** Restores a removed part at its index. @param {Kind} kind @param {number} number @param {Item} item */
  restore(kind, number, item) {
    /** @type {Item[]} */
    const all = [...this.items(kind)];
    all.splice(number, 0, item);
    this.put({ ...this.tree, [kind]: all });
  }

  /** Sets the text of the source; fills a new record with values read from it. @param {Copy} copy @param {string} title its first line */
  read(copy, title) {
    this.copy = copy;
    this.dismissed = [];
    if (!this.isNew) return;
    if (!this.tree.title && title.length <= 300) this.tree = { ...this.tree, title };
    const letters = copy.text.match(/\p{L}/gu) || [];
    const latin = letters.filter((letter) => letter < "\u0250").length >= letters.length / 2;
    if (!latin && this.tree.language === "en") this.change(["language"], undefined);
    if (!this.tree.quotations && copy.sha256) {
      const { source } = this.tree;
      this.tree = { ...this.tree, source: { ...source, copy: source?.copy || "whole", sha256: copy.sha256 } };
    }
    if (!this.id) this.setArticleId();
  }

  /** Makes the given text the copy of the record; returns how many quotations were not found in it. */
  recordCopy() {
    this.change(["source", "sha256"], this.copy?.sha256 ?? undefined);
    this.items("quotations").forEach((_, number) => this.locate(number));
    return this.items("quotations").filter((it) => !it.at).length;
  }
}
