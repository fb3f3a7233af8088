// Shows a page as the archive was on a day, ?archive=2026-11-25: later additions are hidden, later changes are marked, and the
// former values of the page's own record are listed. Counts and drawings of many records stay those of today, and the page says so.
import { all, make } from "../lib/dom.js";
import { _, ngettext } from "../lib/messages.js";
import { root } from "../lib/site.js";
import { loadStyle } from "../lib/style.js";
import { dayInWords, isDay } from "../since/rows.js";
import { days, whyMissing, rowOf } from "./files.js";
import { reasonMissing, changedValues } from "./fold.js";
import { fieldsChangedSince, stateOf } from "./then.js";

const QUOTED = ".ar-since, .ar-history, blockquote, q, .ar-q, .ar-words"; // no mark is put inside quoted words
const ROW = "details.ar-said, li, tr";
const SINCE = "data-added-since"; // the style sheet hides it

/** @param {{ pathname: string, hash: string }} address @returns {[id: string, anchor: string]} */
const withDay = ({ pathname, hash }) => {
  const [, id = ""] = /^[a-z-]+\/([a-z0-9-]+)\/(?:index\.html)?$/.exec(pathname.slice(root.pathname.length)) ?? [];
  return [id, hash.slice(1)];
};

/** @param {string} day  as the address has it */
export const page = async (day) => {
  const content = document.querySelector(".md-content__inner");
  if (!content || document.querySelector(".ar-then")) return;
  loadStyle("since", import.meta.url);
  const box = make("section", {
    class: "ar-since ar-then",
    "aria-label": _("The archive on an earlier day"),
    "data-published": "always",
  });
  const head = content.querySelector(".ar-head, h1");
  if (head) head.after(box);
  else content.prepend(box);
  const said = make("div", { role: "status" });
  box.append(said, dayForm(day));
  try {
    said.append(
      ...(isDay(day)
        ? await showAsOf(content, day)
        : [make("p", {}, _("This is not a day: {text}", { text: day.slice(0, 40) }))]),
    );
  } catch (fault) {
    console.warn(fault);
    said.replaceChildren(make("p", {}, _("The history could not be loaded.")));
  }
};

/** @param {string} day */
const dayForm = (day) => {
  const field = make("input", { type: "date", id: "archive-then", value: isDay(day) ? day : "", min: "1990-01-01" });
  /** @param {string} chosen */
  const leave = (chosen) => {
    const query = new URLSearchParams(location.search);
    if (chosen) query.set("archive", chosen);
    else query.delete("archive");
    location.assign(`${location.pathname}${query.size ? `?${query}` : ""}`);
  };
  field.addEventListener("change", () => isDay(field.value) && leave(field.value));
  const today = make("button", { type: "button", onclick: () => leave("") }, _("Show the archive of today"));
  return make(
    "p",
    { class: "ar-since__ask" },
    make("label", { for: "archive-then" }, _("What the archive said on")),
    field,
    today,
  );
};

/** Hides and marks elements, and says so on the page. @param {Element} content @param {string} day */
const showAsOf = async (content, day) => {
  const why = await whyMissing();
  if (why) return [make("p", {}, reasonMissing(why))];
  const known = await days();
  const date = dayInWords(day);
  const [own] = withDay({ pathname: location.pathname, hash: location.hash });
  const begun = known.days[0];
  if (day < begun) {
    for (const it of content.children) if (!it.matches(".ar-then, .ar-head, h1")) it.setAttribute(SINCE, "");
    return [make("p", {}, _("The archive began on {day}. Before that it said nothing.", { day: dayInWords(begun) }))];
  }
  carryDay(day);
  if (stateOf(known, own, "", day) === "later") {
    for (const it of content.children) {
      if (!it.matches(".ar-then, .ar-head, h1, .ar-history")) it.setAttribute(SINCE, "");
    }
    const added = dayInWords(known.days[known.of[own][0]]);
    return [
      make("p", {}, _("This record was not in the archive on {date}. It was added on {day}.", { date, day: added })),
    ];
  }
  const { hidden, marked } = markChanges(content, known, own, day);
  const row = own in known.of ? await rowOf(own) : undefined;
  const altered = row ? fieldsChangedSince(row, day) : [];
  return [
    make("p", {}, make("b", {}, _("What the archive said on {day}, as far as its history tells.", { day: date }))),
    hidden > 0 &&
      make(
        "p",
        {},
        ngettext("{n} entry was added since, and is hidden.", "{n} entries were added since, and are hidden.", hidden),
      ),
    marked > 0 &&
      make(
        "p",
        {},
        ngettext(
          "{n} place is marked that was added or altered since.",
          "{n} places are marked that were added or altered since.",
          marked,
        ),
      ),
    !hidden && !marked && !altered.length && make("p", {}, _("Nothing here was added or altered since.")),
    altered.length > 0 &&
      make(
        "details",
        { class: "ar-fold", "data-published": "" },
        make(
          "summary",
          {},
          make(
            "b",
            {},
            ngettext(
              "{n} field of this record had another value",
              "{n} fields of this record had other values",
              altered.length,
            ),
          ),
        ),
        make("div", {}, changedValues(altered, [_("Then"), _("Now")])),
      ),
    make(
      "p",
      {},
      _(
        "Numbers, drawings and what follows from several records are those of today. What was removed since is not shown.",
      ),
    ),
  ].filter((it) => it instanceof Element);
};

/** @param {Element} content @param {import("./files.js").Days} known @param {string} own  the page's record @param {string} day */
const markChanges = (content, known, own, day) => {
  /** @type {Set<Element>} */
  const hidden = new Set();
  const marked = new Set();
  /** @param {Element} it */
  const hide = (it) => {
    it.setAttribute(SINCE, "");
    hidden.add(it);
  };
  /** @param {Element} row @param {Element} beside @param {string} state */
  const mark = (row, beside, state) => {
    if (marked.has(row)) return;
    marked.add(row);
    const sign = make(
      "small",
      { class: "ar-new", "data-published": "always" },
      state === "later" ? _("added since") : _("altered since"),
    );
    const by = row.matches("details.ar-said") ? row.querySelector(".ar-said__by") : null;
    if (by) by.append(" · ", sign);
    else beside.after(" ", sign);
  };
  for (const part of content.querySelectorAll("[id^='q-'], [id^='s-'], [id^='f-'], [id^='row-']")) {
    const [id, anchor] = part.id.startsWith("row-") ? [part.id.slice("row-".length), ""] : [own, part.id];
    const state = stateOf(known, id, anchor, day);
    const whole = part.closest(ROW) ?? part;
    if (state === "later") hide(whole);
    else if (state && whole.matches("details.ar-said")) mark(whole, whole, state);
  }
  for (const link of all(content, "a[href]", HTMLAnchorElement)) {
    const [id, anchor] = withDay(link);
    const state = id && id !== own && link.origin === location.origin ? stateOf(known, id, anchor, day) : "";
    const ofArticle = link.pathname.includes("/articles/");
    if (!state || (state === "altered" && !ofArticle) || link.closest(`${QUOTED}, [${SINCE}], nav`)) continue;
    const row = link.closest(ROW);
    const leads = row && (row.querySelector("a[href]") === link || ofArticle);
    if (state === "later" && row && leads) hide(row);
    else mark(row ?? link, link, state);
  }
  return { hidden: hidden.size, marked: [...marked].filter((it) => !it.closest(`[${SINCE}]`)).length };
};

/** Makes every link of the page lead to the same day. @param {string} day */
const carryDay = (day) => {
  for (const way of all(document, "a[href]", HTMLAnchorElement)) {
    if (way.origin !== location.origin || way.hasAttribute("download") || /\.\w+$/.test(way.pathname)) continue;
    if (way.getAttribute("href")?.startsWith("#")) continue;
    const url = new URL(way.href);
    url.searchParams.set("archive", day);
    way.href = url.href;
  }
};
