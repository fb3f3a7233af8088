// The record as text, with buttons to copy it, download it, or open it on the code host. Nothing is sent anywhere else.
import { make } from "../lib/dom.js";
import { button } from "./dom.js";
import { hostOf, newFile } from "./host.js";

export class Result {
  /** @param {import("./page.js").Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.code = make("code", {});
    this.where = make("p", { class: "an-path" });
    this.shown = make(
      "details",
      { class: "an-yaml", open: matchMedia("(min-width: 60em)").matches },
      make("summary", {}, "The record’s text"),
      make("pre", { tabindex: "0", "aria-label": "The record as text" }, this.code),
    );
    const { repository = "", edit = "" } = desk.place.dataset;
    const host = hostOf(repository, edit, desk.root);
    this.tools = make(
      "div",
      { class: "an-tools" },
      button("Copy", () => this.copy()),
      button("Download", () => this.download()),
      host ? button(`Open on ${host.name}`, () => this.openOn(host)) : null,
      button("Begin anew", () => desk.anew(), { class: "an-quiet" }),
    );
    this.node = make(
      "section",
      { "aria-labelledby": "an-record" },
      make("h2", { id: "an-record" }, "The record"),
      this.where,
      this.tools,
      desk.verdict.tally,
      desk.verdict.list,
      this.shown,
      make(
        "p",
        { class: "ar-small ar-soft" },
        "Checked here as far as a browser can; ",
        make("code", {}, "archive check"),
        " has the last word. The draft is kept in this browser only.",
      ),
    );
  }

  draw() {
    this.code.textContent = this.desk.draft.text;
    this.where.textContent = this.desk.draft.path;
  }

  /** Looks up which ids and addresses the archive has, before a new record is handed out. */
  lookUp() {
    if (this.desk.draft.isNew) this.desk.withTitles();
  }

  async copy() {
    this.lookUp();
    this.desk.say(
      (await this.toClipboard(this.desk.draft.text))
        ? "The record is copied."
        : "The browser let nothing be copied: choose the record’s text and copy it by hand.",
    );
  }

  /** @param {string} text */
  async toClipboard(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const range = document.createRange(); // at least select the text, so that one key copies it
      const selection = getSelection();
      this.shown.open = true;
      range.selectNodeContents(this.code);
      selection?.removeAllRanges();
      selection?.addRange(range);
      return false;
    }
  }

  download() {
    const { id, text, path } = this.desk.draft;
    this.lookUp();
    this.desk.save(text, `${id || "unnamed"}.md`);
    const folder = path.split("/").slice(0, -1).join("/");
    this.desk.say(`The record is downloaded as ${id || "unnamed"}.md; it belongs in ${folder}.`);
  }

  /** @param {import("./host.js").Host} host */
  async openOn(host) {
    const { draft } = this.desk;
    const { path, text } = draft;
    this.lookUp();
    if (!draft.isNew) {
      const copying = this.toClipboard(text); // begun while this page has the focus, since copying needs it
      window.open(host.edit + path, "_blank", "noopener");
      this.desk.say(
        (await copying)
          ? "The record is copied, and its file opened: put the copied text in place of what stands there."
          : "The file is opened: put the record’s text in place of what stands there.",
      );
      return;
    }
    const { href, filled } = newFile(host, path, text);
    if (filled) {
      window.open(href, "_blank", "noopener");
      this.desk.say("A new file is opened with the record in it.");
      return;
    }
    const copying = this.toClipboard(text);
    window.open(href, "_blank", "noopener");
    this.desk.say(
      (await copying)
        ? "The record is too long for an address: it is copied, and an empty new file opened. Put the copied text in."
        : "An empty new file is opened: put the record’s text in.",
    );
  }
}
