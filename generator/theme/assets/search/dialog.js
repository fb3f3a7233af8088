// What the search's dialog answers. The dialog itself is made by ../search.js, at once and without these modules: what is typed
// before they have come stands in its field, and is answered then.
import { get, make, stepOf } from "../lib/dom.js";
import { counted } from "../lib/text.js";
import { ask, dataOf, namesLike } from "./answers.js";
import { begin, patiently } from "./index.js";
import { partsOf } from "./query.js";
import { BROKEN, COUNTING, hit, nearNames, summary } from "./results.js";

const SHOWN = 8;
const PAUSE = 50; // milliseconds without a further letter

/** Answers what is typed in the dialog, and what has been. @param {HTMLDialogElement} box */
export const answerIn = (box) => {
  const field = get(box, "input", HTMLInputElement);
  const status = get(box, "[role=status]", HTMLElement);
  const list = get(box, ".ar-hits", HTMLElement);
  const whole = get(box, ".ar-ask__all", HTMLAnchorElement);

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
  /** @type {number | undefined} */
  let waiting;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, PAUSE);
  });
  box.addEventListener("keydown", (event) => {
    const step = stepOf(event);
    if (!step) return;
    event.preventDefault();
    const stops = [field, ...box.querySelectorAll(".ar-ask__found a, .ar-ask__all:not([hidden])")];
    const here = stops.findIndex((it) => it === document.activeElement);
    const next = stops[(here + step + stops.length) % stops.length];
    if (next instanceof HTMLElement) next.focus();
  });
  begin();
  look();
};
