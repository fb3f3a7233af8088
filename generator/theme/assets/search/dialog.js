// The search as a dialog, on every page: / or Ctrl-K.
import { elementOf, get, make } from "../lib/dom.js";
import { at } from "../lib/site.js";
import { counted } from "../lib/text.js";
import { ask, dataOf, namesLike } from "./answers.js";
import { begin, patiently } from "./index.js";
import { partsOf } from "./query.js";
import { BROKEN, COUNTING, hit, nearNames, onThatDay, summary } from "./results.js";

const SHOWN = 8;
const PAUSE = 50; // milliseconds without a further letter

/** @type {HTMLDialogElement | undefined} */
let dialog;

/** Opens the dialog; on the search page its own field serves. */
export const open = () => {
  const own = document.querySelector("[data-search] [name=q]");
  if (own instanceof HTMLInputElement) {
    own.focus();
    own.select();
    return;
  }
  dialog ??= dialogue();
  if (!dialog.isConnected) document.body.append(dialog);
  const field = get(dialog, "input", HTMLInputElement);
  if (!dialog.open) dialog.showModal();
  field.focus();
  field.select();
  if (field.value) field.dispatchEvent(new Event("input"));
};

const dialogue = () => {
  const field = make("input", {
    type: "search",
    name: "q",
    "aria-label": "Words to search for",
    placeholder: "Names, words, “an exact phrase”",
    autocomplete: "off",
    spellcheck: "false",
    enterkeyhint: "search",
  });
  const status = make("p", { class: "ar-count", role: "status" });
  const list = make("ol", { class: "ar-hits ar-hits--small" });
  const whole = make("a", { class: "ar-ask__all", hidden: true });
  const close = make("button", { type: "button", class: "ar-ask__close" }, "Close");
  const form = make("form", { role: "search", action: at("search/") }, field, close);
  const box = make(
    "dialog",
    { class: "ar-ask md-typeset", "aria-label": "Search" },
    form,
    status,
    make("div", { class: "ar-ask__found" }, list),
    make("p", { class: "ar-ask__foot" }, whole),
  );

  let turn = 0;
  const look = async () => {
    const query = field.value.trim();
    const mine = ++turn;
    if (!partsOf(query).length) {
      list.replaceChildren();
      status.textContent = "";
      whole.hidden = true;
      return;
    }
    try {
      /** @param {import("./index.js").Entry[]} found */
      const draw = (found) => list.replaceChildren(...found.map((data) => hit(data, query, { small: true })));
      /** @param {import("./index.js").Result[]} results */
      const early = async (results) => {
        const first = await dataOf(results.slice(0, SHOWN));
        if (mine !== turn || !first.length) return;
        draw(first);
        status.textContent = COUNTING;
      };
      const { answer, shown } = await patiently(async () => {
        const answer = await ask(query, [], early);
        return { answer, shown: await dataOf(answer.results.slice(0, SHOWN)) };
      });
      if (mine !== turn) return;
      const found = answer.results.length;
      draw(shown);
      status.textContent = found ? summary(answer) : `Nothing found for ${query}.`;
      whole.textContent = found ? `All ${counted(found, "result")}, with filters` : "";
      whole.hidden = !found;
      if (!found) {
        const like = await namesLike(query);
        if (mine === turn && like.length) {
          status.textContent += " Perhaps one of these names:";
          list.replaceChildren(make("li", {}, nearNames(like)));
        }
      }
    } catch (fault) {
      if (mine === turn) status.textContent = BROKEN;
      console.warn(fault);
    }
  };
  const pageOf = () => onThatDay(at(`search/?${new URLSearchParams({ q: field.value.trim() })}`));
  /** @type {number | undefined} */
  let waiting;
  field.addEventListener("input", () => {
    whole.href = pageOf();
    clearTimeout(waiting);
    waiting = setTimeout(look, PAUSE);
  });
  field.addEventListener("focus", begin, { once: true });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    location.assign(pageOf());
  });
  close.addEventListener("click", () => box.close());
  box.addEventListener("click", ({ target }) => {
    if (target === box || elementOf(target)?.closest("a")) box.close(); // beside it, or gone to a result
  });
  box.addEventListener("keydown", (event) => {
    event.stopPropagation(); // the page's own keys rest
    const step = stepOf(event);
    if (!step) return;
    event.preventDefault();
    const stops = [field, ...box.querySelectorAll(".ar-ask__found a, .ar-ask__all:not([hidden])")];
    const here = stops.findIndex((it) => it === document.activeElement);
    const next = stops[(here + step + stops.length) % stops.length];
    if (next instanceof HTMLElement) next.focus();
  });
  return box;
};

/** Where an arrow key leads in a list: 1 down, -1 up, 0 for other keys. @param {KeyboardEvent} event */
export const stepOf = ({ key }) => (key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0);
