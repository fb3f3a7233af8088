// The search page. Its whole state is in its address, and what is shown follows from the state.
import { elementOf, get, make, stepOf } from "../lib/dom.js";
import { _, ngettext, number as inDigits } from "../lib/messages.js";
import { asKnownOn, asksAnything, choicesOf, dayIn, hasWords, orderOf, fromAddress, toQuery } from "./address.js";
import { findForPage, countsOf, loadEntries, knownDay, similarNames, sortResults } from "./answers.js";
import { valueOf } from "../lib/terms.js";
import { recallShown, rememberShown } from "./extent.js";
import { drawChosen, filtersIn } from "./filters.js";
import { preload, withRetries } from "./index.js";
import { hasWords as isAsked, parseQuery, withoutQuotes } from "./query.js";
import {
  BROKEN,
  COUNTING,
  archiveDay,
  drawHit,
  answerLink,
  drawNearNames,
  notesOn,
  replaceItems,
  summary,
} from "./results.js";
import { offerToCheck } from "./sentence.js";
import { showNew } from "./since.js";

/** @typedef {import("./address.js").Asked} Asked */

const MAX_SAVED = 500; // results at most in a file
const MAX_TITLE = 40; // letters of a query at most in the title
const PAGE_SIZE = 12; // results at first, and with each "more"
const TYPING_PAUSE = 50; // milliseconds after the last letter
const DATE_PAUSE = 400; // milliseconds after the last digit of a date

/** Fills the page in. @param {HTMLElement} place */
export const page = (place) => {
  const form = get(place, "form", HTMLFormElement);
  const field = get(form, "[name=q]", HTMLInputElement);
  const days = {
    from: get(place, "[name=from]", HTMLInputElement),
    to: get(place, "[name=to]", HTMLInputElement),
  };
  const order = get(place, "[name=sort]", HTMLSelectElement);
  const status = get(place, "[role=status]", HTMLElement);
  const list = get(place, ".ar-hits", HTMLElement);
  const chosenList = get(place, ".ar-chosen", HTMLElement);
  const empty = get(place, ".ar-nothing", HTMLElement);
  const more = get(place, "[data-more]", HTMLButtonElement);
  const close = get(place, "[data-close]", HTMLElement);
  const notes = get(place, "[data-notes]", HTMLElement);
  const lead = get(place, "[data-lead]", HTMLElement);
  const kinds = get(place, ".ar-kinds", HTMLElement);
  const save = get(place, ".ar-find__found > .ar-handed", HTMLElement);
  const number = get(place, "[data-found]", HTMLElement);
  const news = make("p", { class: "ar-small ar-find__new", hidden: true });
  get(place, ".ar-find__bar", HTMLElement).after(news);
  const filters = filtersIn(place);
  const { labels } = filters;
  const indexes = get(place, "[data-without-search]", HTMLElement);
  /** @param {boolean} hidden */
  const hideIndexes = (hidden) => {
    indexes.hidden = hidden;
  };
  const readAddress = () => fromAddress(location.search, Object.keys(labels));

  let state = readAddress();
  let typing = false;
  const typed = field.value; // before this script was loaded

  // A choice adds an entry to the history, and so does the first letter of a new query. Further letters replace that entry.
  /** @param {Partial<Asked>} change */
  const go = (change, { push = true, letters = false } = {}) => {
    state = { ...state, ...change };
    typing = letters;
    const address = location.pathname + toQuery(state, knownDay(), archiveDay());
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
  // It does so when they have been drawn, since a browser works out the layout of a page before it moves the focus in it.
  let toResults = asksAnything(state);
  /** @param {number} mine  the round that it belongs to */
  const goToResults = (mine) => {
    requestAnimationFrame(() => {
      setTimeout(() => {
        if (mine !== round || !toResults) return;
        toResults = false;
        const here = document.activeElement;
        if (!here || here === document.body || here.closest(".ar-find__ask") === form.firstElementChild) {
          status.focus({ preventScroll: true });
        }
      });
    });
  };

  // The query becomes the page's title, if it fits. Then the status line repeats it only for screen readers.
  const heading = place.parentElement?.querySelector(".ar-head h1")?.firstChild;
  const unasked = heading?.textContent ?? "";
  /** @param {string} words @param {number} found */
  const nameIt = (words, found) => {
    if (!(heading instanceof Text)) return;
    const asked = words && words.length <= MAX_TITLE;
    heading.data = asked ? ngettext("“{words}”: {n} result", "“{words}”: {n} results", found, { words }) : unasked;
    status.classList.toggle(
      "ar-sr",
      Boolean(asked) && status.textContent === ngettext("{n} result", "{n} results", found),
    );
  };

  // At the head of mixed results, how many there are of each kind; no buttons, since a filter does the same, and the next Tab leads to
  // the first result. They are counted before results are drawn, which would move when they came.
  /** @param {import("./answers.js").Result[]} results */
  const kindsOf = async (results) => {
    const mixed = results.length > PAGE_SIZE && !state.chosen.kind?.length;
    return mixed ? (await countsOf(results, "kind")).filter(([, count]) => count) : [];
  };
  /** @param {[string, number][]} counts */
  const drawKinds = (counts) => {
    kinds.hidden = counts.length < 2;
    kinds.replaceChildren(
      ...counts
        .sort(([, one], [, other]) => other - one)
        .map(([kind, count]) => {
          const number = make("span", { class: "ar-facet__count" }, inDigits(count));
          return make("li", {}, `${valueOf("kind", kind)} `, number);
        }),
    );
  };

  // The results can be downloaded, unless there are too many.
  /** @type {import("./answers.js").Result[]} */
  let offered = [];
  /** @param {import("./answers.js").Result[]} results */
  const offer = (results) => {
    offered = results;
    save.hidden = !results.length || results.length > MAX_SAVED;
  };
  save.addEventListener("click", async ({ target }) => {
    const { formOf, downloadRows: hand, tryAction: tried } = await import("../take/files.js");
    const form = formOf(target);
    if (!form) return;
    await tried(save, async () => {
      const data = await withRetries(async () => loadEntries(await sortResults(offered, orderOf(state))));
      const rows = data.map(({ filters: { kind, when = [], date = [] }, meta, url }) => ({
        address: url,
        kind: kind[0].toLowerCase(),
        title: meta.title,
        date: date[0] ?? when[0] ?? "",
      }));
      const filters = Object.entries(state.chosen).flatMap(([facet, values]) => {
        const label = labels[facet] ?? facet;
        const said = values.map((it) => valueOf(facet, it)).join("; ");
        return said
          ? [[label, state.not.includes(facet) ? _("{filter} is not {value}", { filter: label, value: said }) : said]]
          : [];
      });
      const asked = { q: state.q, from: state.from, to: state.to, sort: orderOf(state) };
      const given = Object.entries(asked).filter(([, value]) => value);
      await hand(form, rows, { page: heading?.textContent ?? "", ...Object.fromEntries([...given, ...filters]) });
    });
  });

  let round = 0;
  let shown = PAGE_SIZE;
  let nothing = false;
  const show = async ({ further = false, again = false } = {}) => {
    const mine = ++round;
    const before = again ? recallShown() : {};
    shown = further ? shown + PAGE_SIZE : before.shown || PAGE_SIZE;
    place.setAttribute("aria-busy", "true");
    const asked = state;
    const anything = asksAnything(asked);
    offerToCheck(get(place, ".ar-find__bar", HTMLElement), asked.q);
    /** @param {import("./answers.js").Shown[]} data */
    const draw = (data) =>
      replaceItems(
        list,
        data.map((it) => drawHit(it)),
        field,
      );
    /** @param {import("./answers.js").Result[]} results */
    const early = async (results) => {
      const first = await loadEntries(results.slice(0, shown));
      if (mine !== round || !first.length || orderOf(asked)) return;
      draw(first);
      status.textContent = _(COUNTING);
      status.classList.remove("ar-sr");
      more.hidden = true;
      hideIndexes(true);
    };
    try {
      const { answer, order, data, other, counts } = await withRetries(async () => {
        /** @type {import("./answers.js").Answer} */
        const answer = anything
          ? await findForPage(asked, early)
          : { results: [], notes: [...parseQuery(asked.q).notes] };
        const order = await sortResults(answer.results, orderOf(asked));
        const [data, other, counts] = await Promise.all([
          loadEntries(order.slice(0, shown)),
          loadEntries(answer.close ?? []),
          kindsOf(answer.results),
        ]);
        return { answer, order, data, other, counts };
      });
      if (mine !== round) return;
      const found = answer.results.length;
      const first = further ? list.children.length : 0;
      drawKinds(counts);
      draw(data);
      get(close, "ol", HTMLElement).replaceChildren(...other.map((it) => drawHit(it)));
      close.hidden = !other.length;
      notes.textContent = notesOn(answer).join(" ");
      notes.hidden = !notes.textContent;
      lead.replaceChildren(...answerLink(answer));
      lead.hidden = !lead.textContent;
      more.hidden = shown >= found;
      status.textContent = !anything ? "" : found || answer.page ? summary(answer) : _("Nothing found");
      number.textContent = anything ? ngettext("{n} result", "{n} results", found) : "";
      hideIndexes(found > 0);
      nameIt(anything ? asked.q.trim() : "", found);
      offer(anything ? answer.results : []);
      if (further) list.children[first]?.querySelector("a")?.focus();
      if (before.down) scrollTo(0, before.down);
      if (anything) goToResults(mine);
      drawOrder();
      const current = () => mine === round && place.isConnected;
      const only = (/** @type {string} */ since) => go({ since });
      await showNew(news, list, asked, { results: order, shown: order.slice(0, shown), current, only });
      drawChosen(chosenList, state, labels, drop);
      nothing = anything && !found && !answer.page;
      await withRetries(drawFilters);
      if (mine === round) await suggest(mine);
    } catch (fault) {
      if (mine === round) broken(fault);
    }
    if (mine === round) place.removeAttribute("aria-busy");
  };

  /** @param {unknown} fault */
  const broken = (fault) => {
    status.textContent = _(BROKEN);
    status.classList.remove("ar-sr");
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

  // If nothing was found, offers changes that would find something. `mine` is the number of the query that it belongs to.
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
      ways.push(
        make("li", {}, button, make("span", { class: "ar-soft" }, ` ${ngettext("{n} result", "{n} results", count)}`)),
      );
    };
    for (const { words, without } of choicesOf(state, labels)) {
      const { results } = await findForPage({ ...state, ...without });
      if (results.length) way(_("Without {filter}", { filter: words }), () => drop(without), results.length);
    }
    const bare = withoutQuotes(state.q);
    if (bare !== state.q.trim() && isAsked(bare)) {
      const { results } = await findForPage({ ...state, q: bare });
      if (results.length) way(_("The words in any order"), () => go({ q: bare }), results.length);
    }
    const like = hasWords(state) && !ways.length ? await similarNames(state.q) : [];
    if (mine !== round) return;
    if (ways.length) {
      empty.append(make("p", {}, _("These would find something:")), make("ul", { class: "ar-hit__near" }, ways));
    }
    if (like.length) empty.append(make("p", {}, _("Names with a similar spelling:")), drawNearNames(like));
    if (!ways.length && !like.length) {
      const advice = isAsked(state.q)
        ? _(
            "Try fewer or shorter words: the beginnings of words are enough. Names can be written in Latin or Cyrillic letters, and in other scripts that a record has.",
          )
        : _("Nothing matches these filters. The buttons above remove them.");
      empty.append(make("p", {}, advice));
    }
  };

  const fill = () => {
    field.value = state.q;
    days.from.value = state.from;
    days.to.value = state.to;
    filters.open(state);
  };

  field.addEventListener("focus", preload, { once: true });
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
    }, TYPING_PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    toResults = true;
    go({ q: field.value.trim() }, { push: !typing });
  });
  place.addEventListener("change", ({ target }) => {
    if (target === order) go({ sort: order.value });
    else if (target instanceof HTMLSelectElement) {
      const others = state.not.filter((facet) => facet !== target.name);
      go({ not: target.value ? [...others, target.name] : others });
    }
    if (!(target instanceof HTMLInputElement)) return;
    if (target.type === "checkbox") choose(target.name, target.value, target.checked);
    if (target.type === "date") {
      // while its year is typed, a date is valid at each digit
      clearTimeout(dating);
      dating = setTimeout(() => {
        if (place.isConnected) go({ from: dayIn(days.from.value), to: dayIn(days.to.value) });
      }, DATE_PAUSE);
    }
  });
  filters.onOpen(() => {
    withRetries(drawFilters).catch(broken);
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
    if (elementOf(target)?.closest("a")) rememberShown(shown);
  });
  list.addEventListener("keydown", (event) => {
    const step = stepOf(event);
    const stops = [...list.querySelectorAll("a")];
    const here = stops.findIndex((it) => it === document.activeElement);
    if (!step || here < 0) return;
    event.preventDefault();
    (stops[here + step] || field).focus();
  });
  for (const above of [field, status]) {
    above.addEventListener("keydown", (event) => {
      const first = list.querySelector("a");
      if (event.key !== "ArrowDown" || !first) return;
      event.preventDefault();
      first.focus();
    });
  }

  // On a phone the filters stand below the results, closed, and a link above leads to them. Buttons show what is chosen.
  const narrow = get(place, "[data-filters]", HTMLDetailsElement);
  if (matchMedia("(max-width: 59.9em)").matches) narrow.open = false;
  get(place, ".ar-find__way", HTMLAnchorElement).addEventListener("click", (event) => {
    event.preventDefault();
    narrow.open = true;
    narrow.scrollIntoView();
    get(narrow, "summary", HTMLElement).focus({ preventScroll: true });
  });
  place.hidden = false;
  document.addEventListener("ar-known", () => {
    if (!place.isConnected) return;
    // The old results may be of a later day, so they are removed at once, before the answer comes.
    for (const box of [list, get(close, "ol", HTMLElement), ...place.querySelectorAll("[data-values]")]) {
      box.replaceChildren();
    }
    if (knownDay()) state = asKnownOn(state); // the day of addition to the archive is that of today
    show();
  });
  fill();
  if (asksAnything(state)) hideIndexes(true);
  if (typed) {
    field.value = typed;
    go({ q: typed }, { letters: true });
  } else show({ again: true }); // if nothing is asked, this draws the counts of open filters
};
