// Shows what is wrong with the record, as a list and beside each field.
import { make } from "../lib/dom.js";
import { counted } from "../lib/text.js";
import { button } from "./dom.js";
import { kindOf } from "./parts.js";

/** @typedef {import("./record.js").Path} Path */
/** @typedef {import("./check.js").Problem} Problem */

const SEVERITIES = ["error", "warning", "notice"];

export class Verdict {
  /** @param {import("./page.js").Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.tally = make("p", { class: "an-tally", role: "status" });
    this.list = make("ul", { class: "an-problems" });
  }

  draw() {
    const { problems } = this.desk;
    /** @param {string} severity */
    const count = (severity) => problems.filter((it) => it.severity === severity).length;
    const said = SEVERITIES.filter(count).map((it) => counted(count(it), it));
    const words = said.length ? `${said.join(", ")}.` : "No problems.";
    if (this.tally.textContent !== words) this.tally.textContent = words; // otherwise it would be read out again
    this.tally.dataset.sound = String(!count("error"));
    const focused = [...this.list.querySelectorAll("button")].findIndex((it) => it === document.activeElement);
    this.list.replaceChildren(...problems.map((it) => this.row(it)));
    if (focused >= 0) this.list.querySelectorAll("button")[focused]?.focus();
    this.faults();
  }

  /** @param {Problem} problem */
  row({ path, code, field, fault, remedy, severity }) {
    const words = [
      make("span", { class: "an-severity" }, severity),
      " ",
      make("b", {}, field),
      `: ${fault}${remedy ? `; ${remedy}` : ""}`,
    ];
    const attributes = { "data-severity": severity, "data-code": code };
    return make(
      "li",
      attributes,
      button(words, () => this.goTo(path)),
    );
  }

  /** Shows each problem beside its field, or the nearest field that is shown. */
  faults() {
    const { place, problems } = this.desk;
    for (const node of place.querySelectorAll(".an-fault:not([hidden])")) node.toggleAttribute("hidden", true);
    for (const node of place.querySelectorAll("[aria-invalid]")) node.removeAttribute("aria-invalid");
    for (const { path, fault, remedy, severity } of problems) {
      const field = this.fieldAt(path);
      const words = field?.querySelector(":scope > .an-fault");
      if (!field || !words || !words.hasAttribute("hidden")) continue;
      words.textContent = `${fault}${remedy ? `; ${remedy}` : ""}`;
      words.toggleAttribute("hidden", false);
      if (severity === "error") {
        field.querySelector("input:not([type=checkbox]), textarea, select")?.setAttribute("aria-invalid", "true");
      }
    }
  }

  /** The field of a value, or of the nearest one around it that is shown. @param {Path} path @returns {Element | null} */
  fieldAt(path) {
    const { place } = this.desk;
    for (let length = path.length; length > 0; length -= 1) {
      const steps = path.slice(0, length).join(".");
      const found = place.querySelector(`[data-field="${CSS.escape(steps)}"]:not([hidden])`);
      if (found) return found;
      // For a figure without a number, the field for the number; for a short form, the field of its one key.
      const within = ["edtf", "value"].map((key) => `[data-field="${CSS.escape(`${steps}.${key}`)}"]`);
      const inner = place.querySelector(within.join());
      if (inner && length === path.length) return inner;
    }
    return null;
  }

  /** Goes to the field of a value, and opens its part. @param {Path} path */
  goTo(path) {
    const { desk } = this;
    const [key, number] = path;
    const kind = kindOf(key);
    if (kind && typeof number === "number" && !(desk.open?.kind === kind && desk.open.number === number)) {
      desk.edit(kind, number, { focus: false });
    }
    const input = this.fieldAt(path)?.querySelector("input, textarea, select");
    if (input instanceof HTMLElement) {
      for (let node = input.closest("details"); node; node = node.parentElement?.closest("details") ?? null) {
        node.open = true;
      }
      input.focus();
    } else if (desk.form.node.querySelector("input")) desk.form.focusOn("input");
    else desk.cards.focusOn(`[data-add="${kind}"]`);
  }
}
