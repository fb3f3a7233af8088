// At the top of a record's page: what is new since the reader's last visit, or since a day in the address. New items are marked.
import { all, make } from "../lib/dom.js";
import { jsonFilesOf, findRow } from "../lib/files.js";
import { _, listed, ngettext } from "../lib/messages.js";
import { urlOf, withKnownDay, root } from "../lib/site.js";
import { loadStyle } from "../lib/style.js";
import { currentRecord } from "../saved/records.js";
import { dayInWords, forgetVisits, isDay, newIn, linkState } from "./rows.js";

const NAMED = 20; // articles listed by name
const file = jsonFilesOf("changes");

/** The row of a record; undefined if the archive has no history. @param {string} id @returns {Promise<import("./rows.js").Rows | undefined>} */
const rowsOf = (id) => findRow(file, "since", id);

/** The counts in words. @param {number[]} counts */
const countsInWords = ([quotations, stances, estimates, articles]) =>
  listed(
    [
      quotations && ngettext("{n} quotation", "{n} quotations", quotations),
      stances && ngettext("{n} stance", "{n} stances", stances),
      estimates && ngettext("{n} estimate", "{n} estimates", estimates),
      articles && ngettext("{n} article", "{n} articles", articles),
    ].filter((it) => typeof it === "string"),
  );

/** @param {string} what @param {string} day @param {boolean} visited */
const addedInWords = (what, day, visited) =>
  visited
    ? _("Added since your visit on {day}: {what}.", { day, what })
    : _("Added since {day}: {what}.", { day, what });
/** @param {string} what @param {string} day @param {boolean} visited */
const correctedInWords = (what, day, visited) =>
  visited
    ? _("Corrected since your visit on {day}: {what}.", { day, what })
    : _("Corrected since {day}: {what}.", { day, what });
/** @param {string} day @param {boolean} visited */
const nothingNew = (day, visited) =>
  visited
    ? _("Nothing was added or corrected since your visit on {day}.", { day })
    : _("Nothing was added or corrected since {day}.", { day });

/**
 * @param {string} path  of the record, such as people/ada
 * @param {string} since  a day; empty where the reader is to choose one
 * @param {string | false} visits  how the entries of visits begin in the storage; false where the day is not that of a visit
 */
export const page = async (path, since, visits) => {
  let visited = visits !== false;
  const head = document.querySelector(".ar-head");
  if (!isDay(since)) since = "";
  const id = path.split("/")[1];
  const rows = await rowsOf(id).catch(() => undefined);
  if (!rows || !head?.isConnected || window.archiveKnown?.day() || document.querySelector(".ar-since")) return;
  loadStyle("since", import.meta.url);
  const box = make("section", { class: "ar-since", "aria-label": _("What is new") });
  const field = make("input", { type: "date", id: "since", value: since, min: "1990-01-01" });
  field.addEventListener("change", () => {
    if (!isDay(field.value)) return;
    const query = new URLSearchParams(location.search);
    query.set("since", field.value);
    history.replaceState(history.state, "", `${location.pathname}?${query}${location.hash}`);
    visited = false;
    draw(field.value);
  });
  const gone = make("button", { type: "button" }, _("Forget my visits"));
  gone.addEventListener("click", () => {
    if (visits) forgetVisits(localStorage, visits);
    said.replaceChildren(make("p", {}, _("This browser no longer knows when you were on which page.")));
    gone.remove();
  });
  const said = make("div", { role: "status" });
  box.append(
    said,
    make(
      "p",
      { class: "ar-since__ask" },
      make("label", { for: "since" }, _("What is new since")),
      field,
      visited ? gone : null,
    ),
  );

  /** @param {string} day */
  const draw = (day) => {
    for (const markNewLinks of document.querySelectorAll(".ar-new")) markNewLinks.remove();
    const { own, found, ...counts } = newIn(rows, day);
    const date = dayInWords(day);
    const [fresh, other] = [countsInWords(counts.added), countsInWords(counts.corrected)];
    const lines = [
      fresh && addedInWords(fresh, date, visited),
      other && correctedInWords(other, date, visited),
      own === "added" && _("The record itself was added on {day}.", { day: dayInWords(rows.own[0]) }),
      own === "corrected" && _("The record itself was corrected on {day}.", { day: dayInWords(rows.own[1]) }),
    ].filter(Boolean);
    said.replaceChildren(...(lines.length ? lines : [nothingNew(date, visited)]).map((it) => make("p", {}, it || "")));
    if (found.length && !(id in rows.of)) said.append(listArticles(found)); // for an article, the article itself
    mark(new Map(found.map((it) => [it.id, it])));
  };
  if (since) draw(since);
  head.after(box);
};

/** The list of articles, loaded when the reader unfolds it. @param {ReturnType<typeof newIn>["found"]} found */
const listArticles = (found) => {
  const list = make("ul", {});
  const fold = make("details", { class: "ar-fold" }, make("summary", {}, _("Which these are")), make("div", {}, list));
  fold.addEventListener("toggle", async () => {
    if (list.firstChild) return;
    const some = found.slice(0, NAMED);
    const titles = await Promise.all(some.map(({ id }) => currentRecord(`articles/${id}`).catch(() => undefined)));
    list.replaceChildren(
      ...some.map(({ id, whole, added, corrected, addedOn, correctedOn }, index) =>
        make(
          "li",
          {},
          make(
            "a",
            { href: withKnownDay(urlOf(`articles/${id}/`)) },
            make("bdi", { lang: titles[index]?.language }, titles[index]?.title || id),
          ),
          " ",
          make(
            "small",
            {},
            whole === "added"
              ? _("added on {day}", { day: dayInWords(addedOn) })
              : [
                  addedOn && changeInWords(added, _("added on {day}", { day: dayInWords(addedOn) })),
                  correctedOn && changeInWords(corrected, _("corrected on {day}", { day: dayInWords(correctedOn) })),
                ]
                  .filter(Boolean)
                  .join("; "),
          ),
        ),
      ),
      ...(found.length > NAMED
        ? [make("li", {}, ngettext("and {n} more article", "and {n} more articles", found.length - NAMED))]
        : []),
    );
  });
  return fold;
};

const QUOTED = ".ar-since, blockquote, q, .ar-q, .ar-words"; // no mark is put inside quoted words

/** The counts with the kind of change and the day. @param {number[]} counts @param {string} done */
const changeInWords = (counts, done) => _("{what}: {done}", { what: countsInWords(counts), done });

/** Marks links to new items, one per row. @param {Map<string, Parameters<typeof linkState>[0]>} news  by the article's id */
const mark = (news) => {
  const marked = new Set();
  for (const link of all(document, ".md-content__inner a[href*='articles/']", HTMLAnchorElement)) {
    const [, id = ""] = /^articles\/([a-z0-9-]+)\//.exec(link.pathname.slice(root.pathname.length)) ?? [];
    const of = news.get(id);
    const card = link.closest("details.ar-said");
    const row = card ?? link.closest("li, tr, p") ?? link;
    const what = of && linkState(of, link.hash.slice(1));
    if (!what || marked.has(row) || link.closest(QUOTED)) continue;
    marked.add(row);
    const sign = make("small", { class: "ar-new" }, what === "added" ? _("new") : _("corrected"));
    const by = card?.querySelector(".ar-said__by");
    if (by) by.append(" · ", sign);
    else link.after(" ", sign);
  }
};
