// Controls for who said or gave something: a record, or an unnamed source in the article's words.
import { get, make } from "../lib/dom.js";
import { _ } from "../lib/messages.js";
import { drawChips, picker } from "./controls.js";
import { newId } from "./dom.js";
import { labelledField } from "./frame.js";
import { partyOf } from "./parts.js";
import { longForm } from "./short.js";

/** @typedef {import("./controls.js").Control} Control */
/** @typedef {import("./record.js").Agent} Agent */

const KINDS = ["person", "organisation"];

/** A control for one party. @param {Control} control */
export const partyControl = ({ fields, field, label, path, value }) => {
  const now = longForm(value.read(), fields.known.form.AgentRef);
  const [id, other] = [newId(field.key), newId("unnamed")];
  const unnamed = "unnamed" in now;
  const choose = (/** @type {string} */ it) => {
    if (!box.checked) value.write(it || undefined);
  };
  /** @param {import("./known.js").Row} row */
  const preferred = (row) => fields.near(path).includes(row.id);
  const named = make(
    "div",
    { hidden: unnamed },
    picker(fields, { id, kinds: KINDS, value: String(now.id ?? ""), choose, preferred }),
  );
  const input = get(named, "input", HTMLInputElement);
  const words = make("input", {
    id: other,
    type: "text",
    "aria-label": _("{label}: the article’s words for the source", { label }),
    placeholder: _("a senior official"),
    oninput: () => {
      value.write({ unnamed: words.value.trim() });
    },
  });
  words.value = String(now.unnamed ?? "");
  words.hidden = !unnamed;
  const turn = () => {
    named.hidden = box.checked;
    words.hidden = !box.checked;
    value.write(box.checked ? { unnamed: words.value.trim() } : input.value || undefined);
    (box.checked ? words : input).focus();
  };
  const box = make("input", { type: "checkbox", onchange: turn });
  box.checked = unnamed;
  const tick = make("label", { class: "an-tick" }, box, make("span", {}, _("The article does not name the source")));
  return labelledField(field, label, path, make("div", {}, named, words, tick), id);
};

/** A control for several parties. @param {Control} control */
export const partiesControl = ({ fields, field, label, path, value }) => {
  const id = newId(field.key);
  const list = make("ul", { class: "an-chips", "aria-label": label });
  /** @returns {Agent[]} */
  const now = () => /** @type {Agent[] | undefined} */ (value.read()) || [];
  /** @param {Agent} party */
  const add = (party) => {
    value.write([...now(), party]);
    draw();
  };
  const words = make("input", {
    type: "text",
    "aria-label": _("An unnamed source, in the article’s words: Enter adds it"),
    placeholder: _("or an unnamed source, in the article’s words"),
    onkeydown: (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      const unnamed = words.value.trim();
      if (!unnamed) return;
      words.value = "";
      add({ unnamed });
    },
  });
  const draw = () => {
    const names = now().map((it) => partyOf(typeof it === "object" && it.id ? it.id : it, fields.known));
    drawChips(list, names, (number) => {
      value.write(now().filter((_, at) => at !== number));
      draw();
    });
  };
  const choose = (/** @type {string} */ it) => {
    if (it && !now().includes(it)) add(it);
    else draw();
  };
  draw();
  const input = picker(fields, { id, kinds: KINDS, value: "", choose, many: true });
  return labelledField(field, label, path, make("div", {}, list, input, words), id);
};
