// The fields of the article itself, and its summary.
import { make } from "../lib/dom.js";
import { _ } from "../lib/messages.js";
import { newId } from "./dom.js";
import { kindOf } from "./parts.js";

const FIRST = [
  "title",
  "supplied_title",
  "publisher",
  "published",
  "language",
  "authors",
  "topics",
  "headline",
  "deck",
];

export class ArticleForm {
  /** @param {import("./page.js").Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.inner = make("div", { class: "an-grid" });
    this.node = make(
      "section",
      { "aria-labelledby": "an-article" },
      make("h2", { id: "an-article" }, _("The article")),
      this.inner,
    );
    this.name = make("input", {});
    this.draw();
  }

  draw() {
    const { draft, known, fields } = this.desk;
    const id = newId("id");
    const hint = _("The name of the record’s file, and of its page.");
    this.name = make("input", {
      id,
      type: "text",
      spellcheck: "false",
      autocomplete: "off",
      readonly: !draft.isNew,
      "aria-describedby": `${id}-hint ${id}-fault`,
      oninput: () => {
        draft.id = this.name.value.trim();
        this.desk.refresh();
      },
    });
    this.name.value = draft.id;
    /** @param {string[]} keys */
    const only = (...keys) => fields.part("Article", [], { only: keys });
    const placed = [...FIRST, "source", "rights"];
    const rest = known.form.Article.fields.map(({ key }) => key).filter((key) => !placed.includes(key) && !kindOf(key));
    this.inner.replaceChildren(
      ...only(...FIRST),
      make(
        "fieldset",
        { class: "an-group an-grid", "data-field": "source" },
        make("legend", {}, _("Source")),
        fields.part("Provenance", ["source"]),
      ),
      ...only("rights"),
      make(
        "div",
        { class: "an-field", "data-field": "id", "data-hint": hint },
        make("label", { for: id }, _("Id of the record")),
        this.name,
        make("span", { class: "ar-sr", id: `${id}-hint` }, hint),
        make("p", { class: "an-fault", id: `${id}-fault`, hidden: true }),
      ),
      ...only(...rest),
    );
    const address = this.inner.querySelector("[data-field='source.url'] input");
    address?.addEventListener("change", () => this.desk.withTitles());
  }

  /** Shows the present id of the record. */
  showId() {
    if (document.activeElement !== this.name) this.name.value = this.desk.draft.id;
  }
}

export class Summary {
  /** @param {import("./page.js").Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.touched = false; // after that, links are inserted at the caret
    const id = newId("summary");
    this.area = make("textarea", {
      id,
      rows: 6,
      "aria-describedby": `${id}-hint ${id}-fault`,
      oninput: () => {
        desk.draft.body = this.area.value;
        this.touched = true;
        desk.refresh();
      },
      onfocus: () => {
        this.touched = true;
      },
    });
    this.area.value = desk.draft.body;
    this.node = make(
      "section",
      { "aria-labelledby": "an-summary" },
      make("h2", { id: "an-summary" }, _("The summary")),
      make(
        "div",
        { class: "an-field", "data-field": "body" },
        make("label", { for: id }, _("Two or three sentences in our own words")),
        this.area,
        make(
          "p",
          { class: "ar-small ar-soft", id: `${id}-hint` },
          _("[[id]] names a record, [[id|shown words]] in other words, [[q:id]] sets a quotation."),
        ),
        make("p", { class: "an-fault", id: `${id}-fault`, hidden: true }),
      ),
    );
  }

  /** Shows the present summary. */
  show() {
    const { body } = this.desk.draft;
    if (this.area.value !== body) this.area.value = body;
  }

  /** Inserts a link at the caret, or at the end. @param {string} link */
  insert(link) {
    const { selectionStart: start, value } = this.area;
    const at = this.touched ? start : value.length;
    const space = at > 0 && !/\s$/.test(value.slice(0, at)) ? " " : "";
    const end = at + space.length + link.length;
    this.desk.draft.body = value.slice(0, at) + space + link + value.slice(at);
    this.show();
    this.touched = true;
    this.area.focus();
    this.area.setSelectionRange(end, end);
  }
}
