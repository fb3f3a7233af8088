// The record as text, with buttons to copy it, download it, or open it on the code host. Nothing is sent anywhere else.
import { make } from "../lib/dom.js";
import { _, pgettext, woven } from "../lib/messages.js";
import { button } from "./dom.js";
import { hostOf, newFile } from "./host.js";

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
    this.tools = make(
      "div",
      { class: "an-tools" },
      button(_("Download"), () => this.download(), { class: "an-main" }),
      button(pgettext("button", "Copy"), () => this.copy()),
      host ? button(_("Open on {host}", { host: host.name }), () => this.openOn(host)) : null,
      button(_("Begin anew"), () => desk.anew(), { class: "an-quiet" }),
    );
    this.node = make(
      "section",
      { "aria-labelledby": "an-record" },
      make("h2", { id: "an-record" }, _("Save the record")),
      ...(desk.isExample
        ? [make("p", {}, _("Here the file would be saved. An example is not."))]
        : [this.where, this.tools]),
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
    this.desk.say(
      _("The record is downloaded as {file}; it belongs in {folder}.", { file: `${id || "unnamed"}.md`, folder }),
    );
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
          ? _("The record is copied and its file is open: replace its text with the copied one.")
          : _("The file is open: replace its text with the record’s."),
      );
      return;
    }
    const { href, filled } = newFile(host, path, text);
    if (filled) {
      window.open(href, "_blank", "noopener");
      this.desk.say(_("A new file is opened with the record in it."));
      return;
    }
    const copying = this.toClipboard(text);
    window.open(href, "_blank", "noopener");
    this.desk.say(
      (await copying)
        ? _(
            "The record is too long for an address: it is copied, and an empty new file is open. Paste the copied text into it.",
          )
        : _("An empty new file is open: paste the record’s text into it."),
    );
  }
}
