// The page on which a reader queries the archive in SQL. Queries run in a worker, which is started with the first one.
import { get, make } from "../lib/dom.js";
import { _, ngettext } from "../lib/messages.js";
import { urlOf } from "../lib/site.js";
import { loadStyle } from "../lib/style.js";
import { csv, downloadText } from "../take/csv.js";

/** @typedef {import("./worker.js").Answer} Answer */

/** The maximum number of rows that are fetched, and of those that are shown. */
const MAX_ROWS = 10_000;
const SHOWN = 500;

/** The parameters of a query, as in `match :words`. @param {string} sql */
export const openParameters = (sql) => [
  ...new Set([...sql.replace(/'(?:[^']|'')*'|--.*/g, "").matchAll(/:([a-z_]+)\b/gi)].map(([, name]) => name ?? "")),
];

/** @param {string[]} columns @param {import("../take/csv.js").Cell[][]} rows */
const table = (columns, rows) =>
  make(
    "table",
    { class: "ar-table ar-sql__table" },
    make("thead", {}, make("tr", {}, ...columns.map((name) => make("th", { scope: "col" }, name)))),
    make(
      "tbody",
      {},
      ...rows.map((cells) =>
        make("tr", {}, ...cells.map((it) => make("td", { dir: "auto" }, it === null ? "" : String(it)))),
      ),
    ),
  );

/** @param {HTMLElement} place */
export const page = (place) => {
  const form = get(place, "form", HTMLFormElement);
  const field = get(form, "textarea", HTMLTextAreaElement);
  const words = get(form, "[data-words]", HTMLElement);
  const stop = get(form, "[data-stop]", HTMLButtonElement);
  const said = get(place, "[role=status]", HTMLElement);
  const shown = get(place, "[data-answer]", HTMLElement);
  const taken = get(place, "[data-csv]", HTMLButtonElement);
  /** @type {Worker | undefined} */
  let worker;
  /** @type {(string | number | null)[][]} */
  let whole = [];

  /** Shows a field for each parameter of the query. */
  const leaveOpen = () => {
    const names = openParameters(field.value);
    const there = new Map([...words.querySelectorAll("input")].map((it) => [it.name, it]));
    if (names.length === there.size && names.every((name) => there.has(name))) return;
    words.replaceChildren(
      ...names.map((name) =>
        make("label", {}, `:${name} `, there.get(name) ?? make("input", { name, autocomplete: "off", required: true })),
      ),
    );
  };

  /** @param {string} [message] */
  const rest = (message = "") => {
    stop.hidden = true;
    said.textContent = message;
  };

  /** @param {Answer} answer */
  const show = (answer) => {
    if ("fault" in answer) {
      rest(_("This query cannot be answered: {fault}", { fault: answer.fault }));
      return;
    }
    const { columns, rows, more } = answer;
    whole = [columns, ...rows];
    shown.replaceChildren(table(columns, rows.slice(0, SHOWN)));
    taken.hidden = !rows.length;
    if (more) rest(_("More than {n} rows; the first {shown} are shown.", { n: MAX_ROWS, shown: SHOWN }));
    else if (rows.length > SHOWN) rest(_("{n} rows; the first {shown} are shown.", { n: rows.length, shown: SHOWN }));
    else rest(ngettext("{n} row", "{n} rows", rows.length));
  };

  /** End the query that runs, and remove the last answer. */
  const clear = () => {
    worker?.terminate();
    shown.replaceChildren();
    taken.hidden = true;
  };

  const ask = () => {
    clear(); // one query at a time
    if (location.protocol === "file:") {
      rest(
        _(
          "Browsers do not let a page opened from disk query the file. Open the file with a program for SQLite, or the page on a server.",
        ),
      );
      return;
    }
    worker = new Worker(import.meta.resolve("./worker.js"), { type: "module" });
    worker.addEventListener("message", ({ data }) => show(data));
    worker.addEventListener("error", () => rest(_("The program that answers could not be loaded.")));
    said.textContent = _("Asking …");
    stop.hidden = false;
    const values = Object.fromEntries([...words.querySelectorAll("input")].map((it) => [it.name, it.value]));
    worker.postMessage({
      sql: field.value,
      words: values,
      most: MAX_ROWS,
      program: urlOf("data/sql/sqlite3.mjs"),
      file: urlOf("data/sqlite/archive.sqlite"),
    });
  };

  const keep = () => {
    const values = [...words.querySelectorAll("input")].map((it) => [it.name, it.value]);
    const state = `?${new URLSearchParams([["sql", field.value], ...values])}`;
    if (state !== location.search) history.pushState(history.state, "", location.pathname + state);
  };

  /** Show the query in the address, and its answer unless a value is missing. */
  const answerAddress = () => {
    const asked = new URLSearchParams(location.search);
    field.value = asked.get("sql") ?? field.defaultValue;
    leaveOpen();
    const inputs = [...words.querySelectorAll("input")];
    for (const it of inputs) it.value = asked.get(it.name) ?? "";
    if (field.value && inputs.every((it) => it.value)) {
      ask();
      return;
    }
    clear();
    rest();
  };

  const back = () => {
    if (place.isConnected) answerAddress();
    else removeEventListener("popstate", back);
  };

  addEventListener("popstate", back);
  field.addEventListener("input", leaveOpen);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    event.stopPropagation(); // keyboard shortcuts of the page are ignored meanwhile
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    keep();
    ask();
  });
  stop.addEventListener("click", () => {
    worker?.terminate();
    rest(_("Stopped."));
  });
  taken.addEventListener("click", () => downloadText("answer.csv", "text/csv", csv(whole)));
  for (const example of place.querySelectorAll("[data-query]")) {
    example.addEventListener("click", (event) => {
      event.preventDefault();
      field.value = example.getAttribute("data-query") ?? "";
      leaveOpen();
      const first = words.querySelector("input");
      if (first) first.focus();
      else form.requestSubmit();
    });
  }

  // The box for a query is that for a sentence.
  Promise.all(["check", "sql"].map((name) => loadStyle(name, import.meta.url))).then(() => {
    place.hidden = false; // so that nothing is shown without its style
    answerAddress();
  });
};
