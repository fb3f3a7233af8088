// Answers queries in the search dialog. ../search.js makes the dialog itself, immediately and without these modules: text typed
// before they are loaded stays in its field, and is answered then.
import { get, make, stepOf } from "../lib/dom.js";
import { _, ngettext } from "../lib/messages.js";
import { findEntries, loadEntries, similarNames } from "./answers.js";
import { preload, withRetries } from "./index.js";
import { hasWords, parseQuery } from "./query.js";
import {
  BROKEN,
  CLOSE,
  COUNTING,
  drawHit,
  answerLink,
  drawNearNames,
  notesOn,
  replaceItems,
  summary,
} from "./results.js";
import { offerToCheck } from "./sentence.js";

const SHOWN = 8;
const TYPING_PAUSE = 50; // milliseconds after the last letter

/** Answers text typed in the dialog, including text typed before. @param {HTMLDialogElement} box */
export const startDialog = (box) => {
  const field = get(box, "input", HTMLInputElement);
  const status = get(box, "[role=status]", HTMLElement);
  const list = get(box, ".ar-hits", HTMLElement);
  const whole = get(box, ".ar-ask__all", HTMLAnchorElement);

  let turn = 0;
  const look = async () => {
    const query = field.value.trim();
    const mine = ++turn;
    offerToCheck(get(box, ".ar-ask__foot", HTMLElement), query);
    if (!hasWords(query)) {
      list.replaceChildren();
      const notes = [...parseQuery(query).notes];
      status.textContent = notes.length ? notesOn({ results: [], notes }).join(" ") : "";
      whole.hidden = true;
      return;
    }
    try {
      /** @param {import("./answers.js").Shown[]} found */
      const items = (found) => found.map((data) => drawHit(data, { small: true }));
      /** @param {import("./answers.js").Result[]} results */
      const early = async (results) => {
        const first = await loadEntries(results.slice(0, SHOWN));
        if (mine !== turn || !first.length) return;
        replaceItems(list, items(first), field);
        status.textContent = _(COUNTING);
      };
      const { answer, shown, close } = await withRetries(async () => {
        const answer = await findEntries(query, [], early);
        const shown = await loadEntries(answer.results.slice(0, SHOWN));
        return { answer, shown, close: await loadEntries((answer.close ?? []).slice(0, SHOWN - shown.length)) };
      });
      if (mine !== turn) return;
      const found = answer.results.length;
      const apart = close.length ? [make("li", { class: "ar-label ar-hits__close" }, _(CLOSE))] : [];
      const lead = answerLink(answer);
      const head = lead.length ? [make("li", { class: "ar-hits__lead" }, lead)] : [];
      replaceItems(list, [...head, ...items(shown), ...apart, ...items(close)], field);
      const none = lead.length ? "" : _("Nothing found for {words}.", { words: query });
      const first = found ? summary(answer) : none;
      status.textContent = [first, ...notesOn(answer)].join(" ");
      whole.textContent = found ? ngettext("All {n} result, with filters", "All {n} results, with filters", found) : "";
      whole.hidden = !found;
      if (!found) {
        const like = await similarNames(query);
        if (mine === turn && like.length && !lead.length) {
          status.textContent = _("Nothing found for {words}. Did you mean one of these names?", { words: query });
          replaceItems(list, [make("li", {}, drawNearNames(like))], field);
        }
      }
    } catch (fault) {
      if (mine === turn) status.textContent = _(BROKEN);
      console.warn(fault);
    }
  };
  /** @type {number | undefined} */
  let waiting;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, TYPING_PAUSE);
  });
  box.addEventListener("keydown", (event) => {
    const step = stepOf(event);
    if (!step) return;
    event.preventDefault();
    const stops = [field, ...box.querySelectorAll(".ar-ask__found a, .ar-ask__foot a:not([hidden])")];
    const here = stops.findIndex((it) => it === document.activeElement);
    const next = stops[(here + step + stops.length) % stops.length];
    if (next instanceof HTMLElement) next.focus();
  });
  preload();
  look();
};
