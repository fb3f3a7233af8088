// The record as text, with buttons to copy it, download it, or open it on the code host. Nothing is sent anywhere else.
import { make } from "../lib/dom.js";
import { _, pgettext, woven } from "../lib/messages.js";
import { button } from "./dom.js";
import { hostOf, newFileAddress } from "./host.js";

/** @typedef {{ path: string, text: string }} File */

export class Result {
  /** @param {import("./page.js").Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.code = make("code", {});
    this.where = make("p", { class: "an-path" });
    this.open = make(
      "details",
      { class: "ar-fold an-open-points" },
      make("summary", {}, make("b", {}, _("What is still open")), " ", desk.verdict.tally),
      make("div", {}, desk.verdict.list),
    );
    this.shown = make(
      "details",
      { class: "ar-fold an-yaml" },
      make(
        "summary",
        {},
        make("b", {}, _("Look at the file")),
        " ",
        make("small", {}, _("for those who know the format")),
      ),
      make("div", {}, make("pre", { tabindex: "0", dir: "ltr", "aria-label": _("The record as text") }, this.code)),
    );
    const { repository = "", edit = "" } = desk.place.dataset;
    const host = hostOf(repository, edit, desk.root);
    this.host = host;
    this.others = make("div", {});
    this.tools = make(
      "div",
      { class: "an-tools" },
      button(_("Download"), () => this.download(), { class: "an-main" }),
      button(pgettext("to the clipboard", "Copy"), () => this.copy()),
      host ? button(_("Open on {host}", { host: host.name }), () => this.openOn(host)) : null,
      button(_("Start again"), () => desk.startAgain(), { class: "an-quiet" }),
    );
    this.node = make(
      "section",
      { "aria-labelledby": "an-record" },
      make("h2", { id: "an-record" }, _("Save the record")),
      ...(desk.isExample
        ? [make("p", {}, _("The file would be saved here. An example is not saved."))]
        : [this.where, this.tools, this.others]),
      this.open,
      this.shown,
      desk.isExample
        ? ""
        : make(
            "p",
            { class: "ar-small ar-soft" },
            woven(
              _(
                "Checked as far as a browser can; {command} has the last word. The draft is kept in this browser only.",
              ),
              { command: make("code", {}, "archive check") },
            ),
          ),
    );
  }

  draw() {
    const { text, path, others } = this.desk.draft;
    this.code.textContent = text;
    this.where.textContent = path;
    this.others.replaceChildren(...(this.desk.isExample ? [] : others.map((file) => this.drawNewRecord(file))));
  }

  /** The file of a new record beside the article's. @param {File} file */
  drawNewRecord(file) {
    const { host } = this;
    return make(
      "div",
      { class: "an-other" },
      make("p", { class: "an-path" }, file.path),
      make(
        "div",
        { class: "an-tools" },
        button(_("Download"), () => this.download(file)),
        button(pgettext("to the clipboard", "Copy"), () => this.copy(file)),
        host ? button(_("Open on {host}", { host: host.name }), () => this.openOn(host, file)) : null,
      ),
      make(
        "details",
        { class: "ar-fold" },
        make("summary", {}, make("b", {}, _("Look at the file"))),
        make("div", {}, make("pre", { tabindex: "0", dir: "ltr" }, make("code", {}, file.text))),
      ),
    );
  }

  /** The article's own file. @returns {File} */
  get drawArticle() {
    const { path, text } = this.desk.draft;
    return { path, text };
  }

  /** @param {File} [file] */
  async copy(file) {
    if (!(await this.desk.isSound())) return;
    this.desk.showMessage(
      (await this.toClipboard((file ?? this.drawArticle).text))
        ? _("The record is copied.")
        : _("The browser did not allow copying: select the record’s text and copy it yourself."),
    );
  }

  /** @param {string} text */
  async toClipboard(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const range = document.createRange(); // select the text instead, so that one key copies it
      const selection = getSelection();
      this.shown.open = true;
      range.selectNodeContents(this.code);
      selection?.removeAllRanges();
      selection?.addRange(range);
      return false;
    }
  }

  /** @param {File} [file] */
  async download(file) {
    if (!(await this.desk.isSound())) return;
    const { path, text } = file ?? this.drawArticle;
    const parts = path.split("/");
    const name = parts.pop() ?? "";
    this.desk.save(text, name);
    this.desk.showMessage(
      _("The record is downloaded as {file}; it belongs in {folder}.", { file: name, folder: parts.join("/") }),
    );
  }

  /** @param {import("./host.js").Host} host @param {File} [file] */
  async openOn(host, file) {
    if (!(await this.desk.isSound())) return;
    const { draft } = this.desk;
    const { path, text } = file ?? this.drawArticle;
    if (!file && !draft.isNew) {
      const copying = this.toClipboard(text); // copying has to start while this page has the focus
      window.open(host.edit + path, "_blank", "noopener");
      this.desk.showMessage(
        (await copying)
          ? _("The record is copied and its file is open: replace its text with the copied one.")
          : _("The file is open: replace its text with the record’s."),
      );
      return;
    }
    const { href, filled } = newFileAddress(host, path, text);
    if (filled) {
      window.open(href, "_blank", "noopener");
      this.desk.showMessage(_("A new file is opened with the record in it."));
      return;
    }
    const copying = this.toClipboard(text);
    window.open(href, "_blank", "noopener");
    this.desk.showMessage(
      (await copying)
        ? _(
            "The record is too long for an address: it is copied, and an empty new file is open. Paste the copied text into it.",
          )
        : _("An empty new file is open: paste the record’s text into it."),
    );
  }
}
