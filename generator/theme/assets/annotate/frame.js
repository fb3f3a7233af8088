// The frame of a field: its label, its explanation, and the place for a problem.
import { make } from "../lib/dom.js";
import { _ } from "../lib/messages.js";
import { sizeOf } from "./labels.js";

/** @typedef {import("../lib/dom.js").Inside} Inside */
/** @typedef {import("./known.js").Field} Field */
/** @typedef {import("./record.js").Path} Path */

const WANTED = /^(title|(quotations|statements|figures|events|newcomers)\.\d+\.\w+)$/; // required keys of a part; nested parts may be left out as a whole

/** The ids of the elements that describe the input with this id. @param {string} id */
export const describedBy = (id) => `${id}-hint ${id}-fault`;

/** A field with its label. @param {Field} field @param {string} label @param {Path} path @param {Inside} inner @param {string} id  of the input */
export const labelledField = (field, label, path, inner, id) => {
  const { what = "" } = field;
  const required = field.required && WANTED.test(path.join("."));
  return make(
    "div",
    { class: "an-field", "data-field": path.join("."), "data-hint": what, "data-size": sizeOf(field) },
    make("label", { for: id }, label, required ? make("span", { class: "an-required" }, ` ${_("required")}`) : ""),
    inner,
    make("span", { class: "ar-sr", id: `${id}-hint` }, what),
    make("p", { class: "an-fault", id: `${id}-fault`, hidden: true }),
  );
};

/** Several fields for one value. @param {string} label @param {Path} path @param {Inside[]} inner */
export const group = (label, path, inner) =>
  make(
    "fieldset",
    { class: "an-group an-grid", "data-field": path.join(".") },
    make("legend", {}, label),
    inner,
    make("p", { class: "an-fault", hidden: true }),
  );
