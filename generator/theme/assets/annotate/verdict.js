// Shows what is wrong with the record, as a list and beside each field.
import { make } from "../lib/dom.js";
import { _, ngettext, woven } from "../lib/messages.js";
import { button } from "./dom.js";
import { placeOf } from "./labels.js";
import { kindOf } from "./parts.js";
import { joinWithCommas, faultAndRemedy } from "./rule.js";

/** @typedef {import("./record.js").Path} Path */
/** @typedef {import("./check.js").Problem} Problem */

/** By severity, its label and its count in words. @type {Record<string, { name: () => string, counted: (n: number) => string }>} */
const SEVERITIES = {
  error: { name: () => _("error"), counted: (n) => ngettext("{n} error", "{n} errors", n) },
  warning: { name: () => _("warning"), counted: (n) => ngettext("{n} warning", "{n} warnings", n) },
  notice: { name: () => _("notice"), counted: (n) => ngettext("{n} notice", "{n} notices", n) },
};
const WHILE_WRITING = 400; // milliseconds after leaving a field, before missing values are shown
const MISSING = ["missing-key", "no-body"]; // codes of problems that are only missing values

/** The fault and the remedy. A missing key is not named, since the field shows which one it is. @param {Pick<Problem, "code" | "fault" | "remedy">} problem */
const explain = ({ code, ...both }) => (code === "missing-key" ? _("not filled in yet") : faultAndRemedy(both));

export class Verdict {
  /** @param {import("./page.js").Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.tally = make("small", { class: "an-tally", role: "status" });
    this.list = make("ul", { class: "an-problems" });
    /** The fields that the author has visited. In other fields missing values are shown only in the list. @type {Set<string>} */
    this.seen = new Set();
  }

  draw() {
    const { problems } = this.desk;
    /** @param {string} severity */
    const count = (severity) => problems.filter((it) => it.severity === severity).length;
    const said = Object.entries(SEVERITIES).flatMap(([it, { counted }]) => (count(it) ? [counted(count(it))] : []));
    const words = said.length ? joinWithCommas(said) : _("No problems.");
    if (this.tally.textContent !== words) this.tally.textContent = words; // otherwise screen readers would announce it again
    this.tally.dataset.sound = String(!count("error"));
    const focused = [...this.list.querySelectorAll("button")].findIndex((it) => it === document.activeElement);
    this.list.replaceChildren(...problems.map((it) => this.drawProblem(it)));
    if (focused >= 0) this.list.querySelectorAll("button")[focused]?.focus();
    this.showBesideFields();
  }

  /** @param {Problem} problem */
  drawProblem({ path, code, field, fault, remedy, severity }) {
    const words = woven(_("{severity} {field}: {problem}"), {
      severity: make("span", { class: "an-severity" }, SEVERITIES[severity].name()),
      field: make("b", { "data-at": field }, placeOf(path, this.desk.known.form) ?? field),
      problem: explain({ code, fault, remedy }),
    });
    const attributes = { "data-severity": severity, "data-code": code };
    return make(
      "li",
      attributes,
      button(words, () => this.goTo(path)),
    );
  }

  /** Shows each problem beside its field, or the nearest field that is shown. */
  showBesideFields() {
    const { place, problems } = this.desk;
    for (const node of place.querySelectorAll(".an-fault:not([hidden])")) node.toggleAttribute("hidden", true);
    for (const node of place.querySelectorAll("[aria-invalid]")) node.removeAttribute("aria-invalid");
    for (const { path, code, fault, remedy, severity } of problems) {
      if (MISSING.includes(code) && !this.seen.has(path.join("."))) continue;
      const field = this.fieldAt(path);
      const words = field?.querySelector(":scope > .an-fault");
      if (!field || !words || !words.hasAttribute("hidden")) continue;
      words.textContent = explain({ code, fault, remedy });
      words.toggleAttribute("hidden", false);
      if (severity === "error") {
        field.querySelector("input:not([type=checkbox]), textarea, select")?.setAttribute("aria-invalid", "true");
      }
    }
  }

  /** Remembers that the author has been in a field. @param {EventTarget | null} target */
  noteVisited(target) {
    const field = target instanceof Element ? target.closest("[data-field]") : null;
    if (!field) return;
    this.seen.add(field.getAttribute("data-field") ?? "");
    setTimeout(() => this.showBesideFields(), WHILE_WRITING); // if done immediately, it would move the button that is being pressed
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
    this.seen.add(path.join("."));
    this.showBesideFields();
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
