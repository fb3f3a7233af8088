// The search page. Its whole state is in its address, and what is shown follows from the state.
import { elementOf, get, make, stepOf } from "../lib/dom.js";
import { counted } from "../lib/text.js";
import { asksAnything, choicesOf, dayIn, hasWords, orderOf, read, written } from "./address.js";
import { answerTo, dataOf, known, namesLike, sorted } from "./answers.js";
import { recalled, remember } from "./extent.js";
import { drawChosen, filtersIn } from "./filters.js";
import { begin, patiently } from "./index.js";
import { partsOf, unquoted } from "./query.js";
import { BROKEN, COUNTING, hit, nearNames, summary } from "./results.js";

/** @typedef {import("./address.js").Asked} Asked */

const AT_ONCE = 12; // so many results at first, and with each "more"
const PAUSE = 50; // milliseconds without a further letter
const TYPED = 400; // or without a further digit of a date

/** Fills the page in. @param {HTMLElement} place */
export const page = (place) => {
  const form = get(place, "form", HTMLFormElement);
  const field = get(form, "[name=q]", HTMLInputElement);
  const days = {
    from: get(form, "[name=from]", HTMLInputElement),
    to: get(form, "[name=to]", HTMLInputElement),
  };
  const order = get(form, "[name=sort]", HTMLSelectElement);
  const status = get(place, "[role=status]", HTMLElement);
  const list = get(place, ".ar-hits", HTMLElement);
  const chosenList = get(place, ".ar-chosen", HTMLElement);
  const empty = get(place, ".ar-nothing", HTMLElement);
  const more = get(place, "[data-more]", HTMLButtonElement);
  const number = get(place, "[data-found]", HTMLElement);
  const filters = filtersIn(place);
  const { labels } = filters;
  const indexes = place.parentElement?.querySelector("[data-without-search]");
  if (indexes) get(place, ".ar-find__found", HTMLElement).append(indexes);
  /** @param {boolean} hidden */
  const hideIndexes = (hidden) => {
    if (indexes instanceof HTMLElement) indexes.hidden = hidden;
  };
  const readAddress = () => read(location.search, Object.keys(labels));

  let state = readAddress();
  let typing = false;

  // A choice adds an entry to the history, and so does the first letter of a new query. Further letters replace that entry.
  /** @param {Partial<Asked>} change */
  const go = (change, { push = true, letters = false } = {}) => {
    state = { ...state, ...change };
    typing = letters;
    const address = location.pathname + written(state, known());
    if (address !== location.pathname + location.search) {
      history[push ? "pushState" : "replaceState"](history.state, "", address);
    }
    show();
  };
  /** @param {string} facet @param {string} value @param {boolean} on */
  const choose = (facet, value, on) => {
    const others = state.chosen[facet].filter((it) => it !== value);
    go({ chosen: { ...state.chosen, [facet]: on ? [...others, value] : others } });
  };
  /** @param {Partial<Asked>} change */
  const drop = (change) => {
    go(change);
    field.focus();
  };

  // After a question the focus moves to the results, so that the keyboard goes on from there; unless the reader has moved it meanwhile.
  let toResults = asksAnything(state);
  const goToResults = () => {
    const here = document.activeElement;
    if (toResults && (!here || here === document.body || here.closest(".ar-find__ask") === form.firstElementChild)) {
      status.focus({ preventScroll: true });
    }
    toResults = false;
  };

  let round = 0;
  let shown = AT_ONCE;
  let nothing = false;
  const show = async ({ further = false, again = false } = {}) => {
    const mine = ++round;
    const before = again ? recalled() : {};
    shown = further ? shown + AT_ONCE : before.shown || AT_ONCE;
    place.setAttribute("aria-busy", "true");
    const asked = state;
    const anything = asksAnything(asked);
    /** @param {import("./index.js").Entry[]} data */
    const draw = (data) => list.replaceChildren(...data.map((it) => hit(it, asked.q)));
    /** @param {import("./index.js").Result[]} results */
    const early = async (results) => {
      const first = await dataOf(results.slice(0, shown));
      if (mine !== round || !first.length || orderOf(asked)) return;
      draw(first);
      status.textContent = COUNTING;
      more.hidden = true;
      hideIndexes(true);
    };
    try {
      const { answer, data } = await patiently(async () => {
        const answer = anything ? await answerTo(asked, early) : { results: [] };
        const order = await sorted(answer.results, orderOf(asked));
        return { answer, data: await dataOf(order.slice(0, shown)) };
      });
      if (mine !== round) return;
      const found = answer.results.length;
      const first = further ? list.children.length : 0;
      draw(data);
      more.hidden = shown >= found;
      status.textContent = !anything ? "" : found ? summary(answer) : "Nothing found";
      number.textContent = anything ? counted(found, "result") : "";
      hideIndexes(found > 0);
      if (further) list.children[first]?.querySelector("a")?.focus();
      if (before.down) scrollTo(0, before.down);
      if (anything) goToResults();
      drawOrder();
      drawChosen(chosenList, state, labels, drop);
      nothing = anything && !found;
      await patiently(drawFilters);
      if (mine === round) await suggest(mine);
    } catch (fault) {
      if (mine === round) broken(fault);
    }
    if (mine === round) place.removeAttribute("aria-busy");
  };

  /** @param {unknown} fault */
  const broken = (fault) => {
    status.textContent = BROKEN;
    hideIndexes(false);
    console.warn(fault);
  };

  const drawFilters = () => {
    const mine = round;
    return filters.draw(state, nothing, () => mine === round);
  };
  const drawOrder = () => {
    order.options[0].disabled = orderOf(state) !== state.sort; // best first
    order.value = orderOf(state);
  };

  // If nothing was found, offers what would find something. `mine` is the round that it belongs to.
  /** @param {number} mine */
  const suggest = async (mine) => {
    empty.replaceChildren();
    empty.hidden = !nothing;
    if (!nothing) return;
    /** @type {HTMLElement[]} */
    const ways = [];
    /** @param {string} words @param {() => void} act @param {number} count */
    const way = (words, act, count) => {
      const button = make("button", { type: "button", onclick: act }, words);
      ways.push(make("li", {}, button, make("span", { class: "ar-soft" }, ` ${counted(count, "result")}`)));
    };
    for (const { words, without } of choicesOf(state, labels)) {
      const { results } = await answerTo({ ...state, ...without });
      if (results.length) way(`Without ${words}`, () => drop(without), results.length);
    }
    const bare = unquoted(state.q);
    if (bare !== state.q.trim() && partsOf(bare).length) {
      const { results } = await answerTo({ ...state, q: bare });
      if (results.length) way("The words in any order", () => go({ q: bare }), results.length);
    }
    const like = hasWords(state) && !ways.length ? await namesLike(state.q) : [];
    if (mine !== round) return;
    if (ways.length) empty.append(make("p", {}, "There is something:"), make("ul", { class: "ar-hit__near" }, ways));
    if (like.length) empty.append(make("p", {}, "Names that are spelt like it:"), nearNames(like));
    if (!ways.length && !like.length) {
      const advice = partsOf(state.q).length
        ? "Look for fewer or shorter words: their beginnings are enough. Names are found in Latin, Cyrillic and, where a record has it, Korean script."
        : "Nothing fits these filters. The buttons above take them back.";
      empty.append(make("p", {}, advice));
    }
  };

  const fill = () => {
    field.value = state.q;
    days.from.value = state.from;
    days.to.value = state.to;
    filters.open(state);
  };

  field.addEventListener("focus", begin, { once: true });
  /** @type {number | undefined} */
  let waiting;
  /** @type {number | undefined} */
  let dating;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    toResults = false;
    waiting = setTimeout(() => {
      if (!place.isConnected) return;
      go({ q: field.value }, { push: !typing && asksAnything(state), letters: true });
    }, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    toResults = true;
    go({ q: field.value.trim() }, { push: !typing });
  });
  form.addEventListener("change", ({ target }) => {
    if (target === order) go({ sort: order.value });
    if (!(target instanceof HTMLInputElement)) return;
    if (target.type === "checkbox") choose(target.name, target.value, target.checked);
    if (target.type === "date") {
      // while its year is typed, a date is valid at each digit
      clearTimeout(dating);
      dating = setTimeout(() => {
        if (place.isConnected) go({ from: dayIn(days.from.value), to: dayIn(days.to.value) });
      }, TYPED);
    }
  });
  filters.onOpen(() => {
    patiently(drawFilters).catch(broken);
  });
  more.addEventListener("click", () => show({ further: true }));
  const back = () => {
    if (!place.isConnected) {
      removeEventListener("popstate", back);
      return;
    }
    state = readAddress();
    typing = false;
    fill();
    show({ again: true });
  };
  addEventListener("popstate", back);
  list.addEventListener("click", ({ target }) => {
    if (elementOf(target)?.closest("a")) remember(shown);
  });
  list.addEventListener("keydown", (event) => {
    const step = stepOf(event);
    const stops = [...list.querySelectorAll("a")];
    const here = stops.findIndex((it) => it === document.activeElement);
    if (!step || here < 0) return;
    event.preventDefault();
    (stops[here + step] || field).focus();
  });
  field.addEventListener("keydown", (event) => {
    const first = list.querySelector("a");
    if (event.key !== "ArrowDown" || !first) return;
    event.preventDefault();
    first.focus();
  });

  // On a phone the filters are closed, since they stand above the results. Buttons show what is chosen.
  if (matchMedia("(max-width: 59.9em)").matches) get(place, "[data-filters]", HTMLDetailsElement).open = false;
  place.hidden = false;
  document.addEventListener("ar-known", () => {
    if (!place.isConnected) return;
    // The old results may be of a later day, so they are removed at once, before the answer comes.
    for (const box of [list, ...place.querySelectorAll("[data-values]")]) box.replaceChildren();
    show();
  });
  fill();
  if (asksAnything(state)) hideIndexes(true);
  show({ again: true }); // if nothing is asked, this draws the counts of open filters
};
