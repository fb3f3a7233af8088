// The controls for values, one for each type of field. Each reads its value when it is made, and passes on every change.
import { get, make } from "../lib/dom.js";
import { _, ngettext } from "../lib/messages.js";
import { choiceOf } from "./labels.js";
import { button, combobox, newId } from "./dom.js";
import { describedBy, labelledField, group } from "./frame.js";
import { OFFERS } from "./newcomer.js";
import { spansOf } from "./record.js";
import { joinWithCommas } from "./rule.js";

/** @typedef {import("./fields.js").Fields} Fields */
/** @typedef {import("./known.js").Field} Field */
/** @typedef {import("./known.js").Row} Row */
/** @typedef {import("./record.js").Path} Path */
/** @typedef {{ read: () => unknown, write: (value: unknown) => void }} Value  `write` takes the key out where it gets undefined */
/** @typedef {{ fields: Fields, field: Field, label: string, path: Path, value: Value }} Control */

/** A value as text. @param {unknown} value */
export const textOf = (value) => (value === undefined || value === null ? "" : String(value));

/** The texts of a value that may be one text or a list. @param {unknown} value @returns {string[]} */
export const textsOf = (value) => (value === undefined || value === null ? [] : [value].flat().map(String));

/** The list, or undefined if it is empty. @template Item @param {Item[]} list */
export const undefinedIfEmpty = (list) => (list.length ? list : undefined);

/** Text with single spaces. @param {string} text */
const folded = (text) => text.split(/\s+/).filter(Boolean).join(" ");

/** @param {Control} control */
export const line = ({ field, label, path, value }) => {
  const id = newId(field.key);
  const long = field.type === "prose" || (field.type === "words" && field.key !== "prefix" && field.key !== "suffix");
  const typed = () => {
    const text = field.type === "prose" ? input.value.trim() : folded(input.value);
    value.write(text || (field.key === "title" ? null : undefined));
  };
  /** @type {import("../lib/dom.js").Attributes} */
  const all = { id, autocomplete: "off", "aria-describedby": describedBy(id), oninput: typed };
  const input = long
    ? make("textarea", { ...all, rows: 2 })
    : make("input", {
        ...all,
        type: field.type === "url" ? "url" : "text",
        inputmode: field.type === "number" ? "decimal" : null,
        spellcheck: "false",
        placeholder: field.type === "edtf" ? "2025-04-28" : null,
      });
  input.value = textOf(value.read());
  return labelledField(field, label, path, input, id);
};

/** @param {Control} control @param {[value: string, words: string][]} choices */
export const select = ({ field, label, path, value }, choices) => {
  const id = newId(field.key);
  const chosen = () => {
    value.write(input.value || undefined);
  };
  const input = make(
    "select",
    { id, "aria-describedby": describedBy(id), onchange: chosen },
    make(
      "option",
      { value: "" },
      field.default ? _("not said ({value})", { value: choiceOf(field.key, field.default) }) : _("not said"),
    ),
    choices.map(([it, words]) => make("option", { value: it }, words)),
  );
  input.value = textOf(value.read());
  return labelledField(field, label, path, input, id);
};

/** A speaker's name, and how many quotations the archive has of them. @param {import("./known.js").Known} known @param {string} id */
export const speakerOf = (known, id) => {
  const name = known.get(id)?.name;
  const n = known.quoted[id] ?? 0;
  if (!name || !n) return name;
  return ngettext(
    "{name} · in this archive already: {n} quotation",
    "{name} · in this archive already: {n} quotations",
    n,
    { name },
  );
};

/** Kinds of records that can be created from a field. */
const CREATABLE_KINDS = Object.keys(OFFERS);

/** An input for looking up a record. @param {Fields} fields @param {{ id: string, kinds: string[], value: string, choose: (id: string) => void, preferred?: (row: Row) => boolean, many?: boolean }} how */
export const picker = ({ known, create }, { id, kinds, value, choose, preferred, many = false }) =>
  combobox({
    id,
    describedby: describedBy(id),
    value,
    many,
    search: (typed) => known.search(kinds, typed, preferred),
    offers: (typed) =>
      create && !known.findByName(kinds, typed)
        ? CREATABLE_KINDS.filter((kind) => kinds.includes(kind)).map((kind) => ({
            name: _(OFFERS[kind], { name: typed }),
            begin: () => create(kind, typed),
          }))
        : [],
    nameOf: (it) => {
      if (kinds.includes("passage")) return known.passageRows.get(it)?.name;
      return kinds.includes("person") ? speakerOf(known, it) : known.get(it)?.name;
    },
    prepare: kinds.includes("article") ? () => known.articles().catch(() => {}) : undefined,
    choose,
  });

/** A control for one record. @param {Control} control */
export const choice = ({ fields, field, label, path, value }) => {
  const id = newId(field.key);
  const kinds = field.type === "passage" ? ["passage"] : (field.kinds ?? []);
  const blank = field.key === "publisher" || field.nullable ? null : undefined; // null says that nobody is named or known
  // Passages by the quotation's speaker come first.
  /** @param {Row} row */
  const own = (row) => row.kind === "passage" && row.speaker === fields.get([...path.slice(0, -1), "speaker"]);
  const choose = (/** @type {string} */ it) => value.write(it || blank);
  const input = picker(fields, { id, kinds, value: textOf(value.read()), preferred: own, choose });
  return labelledField(field, label, path, input, id);
};

/** The chosen values as buttons that remove them. @param {HTMLElement} list @param {string[]} names @param {(number: number) => void} drop */
export const drawChips = (list, names, drop) => {
  list.replaceChildren(
    ...names.map((name, number) =>
      make(
        "li",
        {},
        button(
          name,
          () => {
            drop(number);
            const next = list.nextElementSibling;
            if (next) get(next, "input", HTMLInputElement).focus();
          },
          { "aria-label": _("Remove {name}", { name }) },
        ),
      ),
    ),
  );
};

/** A control for several records. @param {Control} control */
export const chips = ({ fields, field, label, path, value }) => {
  const id = newId(field.key);
  const list = make("ul", { class: "an-chips", "aria-label": label });
  const draw = () => {
    const now = textsOf(value.read());
    drawChips(
      list,
      now.map((it) => fields.known.get(it)?.name || it),
      (number) => {
        value.write(undefinedIfEmpty(now.filter((_, at) => at !== number)));
        draw();
      },
    );
  };
  const add = (/** @type {string} */ it) => {
    const now = textsOf(value.read());
    if (it && !now.includes(it)) value.write([...now, it]);
    draw();
  };
  const input = picker(fields, { id, kinds: field.kinds ?? [], value: "", choose: add, many: true });
  draw();
  return labelledField(field, label, path, make("div", {}, list, input), id);
};

/** A control for several texts, one on each line. @param {Control} control */
export const lines = ({ field, label, path, value }) => {
  const id = newId(field.key);
  const typed = () => {
    const all = input.value.split("\n").map((text) => text.trim());
    value.write(undefinedIfEmpty(all.filter(Boolean)));
  };
  const input = make("textarea", { id, rows: 1, "aria-describedby": describedBy(id), oninput: typed });
  input.value = textsOf(value.read()).join("\n");
  return labelledField(field, label, path, input, id);
};

/** A control for the words of a quotation: one text, or its parts in order. @param {Control} control */
export const words = ({ field, label, path, value }) => {
  const place = make("div", { class: "an-words", "data-redraw": path.join(".") });
  const now = () => {
    const parts = textsOf(value.read());
    return parts.length ? parts : [""];
  };
  /** @param {string[]} parts */
  const write = (parts) => value.write(parts.length > 1 ? parts : parts[0] || undefined);
  /** @param {string} text @param {number} number @param {boolean} alone */
  const one = (text, number, alone) => {
    const id = newId("text");
    const typed = () => {
      const all = now();
      all[number] = folded(input.value);
      write(all);
    };
    const input = make("textarea", { id, rows: 2, "aria-describedby": describedBy(id), oninput: typed });
    input.value = text;
    const steps = alone ? path : [...path, number];
    const frame = labelledField(field, alone ? label : _("Words, part {n}", { n: number + 1 }), steps, input, id);
    if (!alone) {
      const drop = () => {
        write(now().filter((_, at) => at !== number));
        draw();
        get(place, "textarea", HTMLTextAreaElement).focus();
      };
      frame.append(button(_("Remove part {n}", { n: number + 1 }), drop, { class: "an-quiet" }));
    }
    return frame;
  };
  const draw = () => {
    const parts = now();
    place.replaceChildren(...parts.map((text, number) => one(text, number, parts.length === 1)));
  };
  place.addEventListener(REDRAW, draw);
  draw();
  return place;
};

/** The event at which a control with `data-redraw` shows its value again. */
export const REDRAW = "an-redraw";

/** Check boxes for the quotations of the article. @param {Control} control */
export const ticks = ({ fields, label, path, value }) => {
  const own = fields.quotations();
  if (!own.length) return make("div", { hidden: true, "data-field": path.join(".") });
  const ids = own.map(({ id }) => id);
  const now = () => textsOf(value.read());
  const rows = own.map(({ id, words: said }) => {
    const tick = () => {
      value.write(undefinedIfEmpty(ids.filter((it) => (it === id ? box.checked : now().includes(it)))));
    };
    const box = make("input", { type: "checkbox", value: id, onchange: tick });
    box.checked = now().includes(id);
    return make("label", { class: "an-tick" }, box, make("span", {}, said));
  });
  return group(label, path, rows);
};

/** The place of words in the text. It is shown, and cannot be typed. @param {Control} control */
export const spans = ({ label, path, value }) => {
  const place = make("p", { class: "an-at", "data-field": path.join("."), "data-redraw": path.join(".") });
  const draw = () => {
    const found = spansOf(value.read());
    place.textContent = found.length
      ? _("{label}: characters {places}", {
          label,
          places: joinWithCommas(found.map(([start, end]) => `${start}–${end}`)),
        })
      : _("{label}: not stated", { label });
  };
  place.addEventListener(REDRAW, draw);
  draw();
  return place;
};
