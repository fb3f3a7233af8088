// The page on which a reader counts records by two fields. All choices are in the address.
import { statusMark } from "../lib/became.js";
import { csv, downloadText } from "../take/csv.js";
import { elementOf, all as every, get, make } from "../lib/dom.js";
import { _, locale, ngettext, number, pgettext } from "../lib/messages.js";
import { urlOf, withKnownDay } from "../lib/site.js";
import { loadStyle } from "../lib/style.js";
import { choiceOf } from "../lib/terms.js";
import { ALL, EARLIER, NONE, OTHERS, axisGroups, countCells, haveOverlap, rowsIn } from "./count.js";
import { articlesOf, loadColumn, fieldOf, loadHead, loadRows } from "./data.js";

/** @typedef {import("./data.js").Kind} Kind */
/** @typedef {import("./data.js").Head} Head */
/** @typedef {import("./count.js").Axis} Axis */
/** @typedef {{ of: Kind, by: string, and: string, as: string, all: string, cell: string }} State */
/** @typedef {{ rows: number[], by: Axis, and: Axis, counts: Map<string, number>, labels: [string, string] }} Counted */

const MAX_VALUES = 20; // values that an axis has room for
const MAX_ALL_VALUES = 200; // the same, if the reader asks for all
const AT_FIRST = 2_000; // articles up to which a table is shown before anything is chosen
const LISTED_AT_ONCE = 20; // items of a cell that are listed at first
const MAX_FILE_ROWS = 500; // rows up to which a list or a bibliography can be downloaded
const MAX_EXCERPT = 280; // of what is listed
/** @type {Record<Kind, [string, string]>} */
const DEFAULT_AXES = {
  quotations: ["speaker", "said-month"],
  stances: ["country", "stance"],
  estimates: ["by", "figure"],
  articles: ["outlet", "published-month"],
};

/** @type {Record<Kind, (n: number) => string>} */
const COUNT_WORDS = {
  quotations: (n) => ngettext("{n} quotation", "{n} quotations", n),
  stances: (n) => ngettext("{n} stance", "{n} stances", n),
  estimates: (n) => ngettext("{n} estimate", "{n} estimates", n),
  articles: (n) => ngettext("{n} article", "{n} articles", n),
};

const knownDay = () => window.archiveKnown?.day() || "";

/** @returns {State} */
const readAddress = () => {
  const asked = new URLSearchParams(location.search);
  const given = asked.get("of") ?? "";
  const of = /** @type {Kind} */ (Object.hasOwn(DEFAULT_AXES, given) ? given : "quotations");
  const [by, and] = DEFAULT_AXES[of];
  const other = (/** @type {string} */ name) => asked.get(name) ?? "";
  return {
    of,
    by: other("by") || by,
    and: other("and") || and,
    as: other("as"),
    all: other("all"),
    cell: other("cell"),
  };
};

/** @param {State} state */
const toQuery = (state) => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...state, known: knownDay() })) if (value) query.set(name, value);
  return `?${query}`;
};

/** An axis by its name in the address: a field, and for dates the month or year. @param {Head} all @param {Kind} kind @param {string} name */
const axisFrom = (all, kind, name) => {
  const [, key, grain] = name.match(/^(.+)-(month|year)$/) ?? [];
  const dated = key ? fieldOf(all, kind, key) : undefined;
  if (dated?.field.dated) return { ...dated, grain };
  const plain = fieldOf(all, kind, name);
  return plain && !plain.field.dated ? { ...plain, grain: "" } : undefined;
};

/** @param {import("./data.js").Field} field @param {string} grain */
const axisLabel = (field, grain) =>
  grain === "month"
    ? _("{date}, by month", { date: field.label })
    : grain === "year"
      ? _("{date}, by year", { date: field.label })
      : field.label;

const months = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
  year: "numeric",
  month: "short",
  timeZone: "UTC",
});
/** @param {string} key @param {string} name @param {string} grain */
const valueInWords = (key, name, grain) => {
  if (key === NONE) return _("not given");
  if (key === OTHERS) return _("others");
  if (key === EARLIER) return _("earlier");
  if (key === ALL) return _("all");
  return grain === "month" ? months.format(new Date(`${key}-01T00:00Z`)) : name;
};

/** Fills the page in. @param {HTMLElement} place */
export const page = async (place) => {
  const form = get(place, "form", HTMLFormElement);
  const [of, by, and] = ["of", "by", "and"].map((name) => get(form, `[name=${name}]`, HTMLSelectElement));
  const status = get(place, "[role=status]", HTMLElement);
  const box = get(place, "[data-table]", HTMLElement);
  const notes = get(place, "[data-notes]", HTMLElement);
  const section = get(place, "[data-rows]", HTMLElement);
  const title = get(section, "h2", HTMLElement);
  const list = get(section, "[data-list]", HTMLElement);
  const more = get(section, "[data-more]", HTMLButtonElement);
  const broken = (/** @type {unknown} */ fault) => {
    status.textContent = _("The archive’s data could not be loaded. Reload the page to try again.");
    console.warn(fault);
  };
  /** @type {Head} */
  let all;
  try {
    [all] = await Promise.all([loadHead(), loadStyle("table", import.meta.url)]);
  } catch (fault) {
    broken(fault);
    place.hidden = false;
    return;
  }

  let state = readAddress();
  // In a large archive nothing is counted until something is chosen, since its files are large.
  let asked = location.search !== "" || all.known.length <= AT_FIRST;
  let round = 0;
  let shown = LISTED_AT_ONCE;
  /** @type {number[]} */
  let listed = [];

  /** @param {Partial<State>} change */
  const go = (change, { push = true } = {}) => {
    state = { ...state, ...change };
    asked = true;
    history[push ? "pushState" : "replaceState"](history.state, "", location.pathname + toQuery(state));
    return show();
  };

  const choices = () => {
    const day = knownDay();
    for (const [select, chosen] of /** @type {[HTMLSelectElement, string][]} */ ([
      [by, state.by],
      [and, state.and],
    ])) {
      const fields = [...all.fields[state.of], ...(state.of === "articles" ? [] : all.fields.articles)];
      select.replaceChildren(
        ...fields.flatMap((field) =>
          (field.dated ? ["month", "year"] : [""]).map((grain) => {
            const value = grain ? `${field.key}-${grain}` : field.key;
            const option = make("option", {}, axisLabel(field, grain));
            option.value = value;
            option.disabled = Boolean(day && field.ours);
            return option;
          }),
        ),
      );
      select.value = chosen;
    }
    of.value = state.of;
    for (const it of form.querySelectorAll("[name=as]")) {
      if (it instanceof HTMLInputElement) it.checked = it.value === state.as;
    }
  };

  /** @param {string} name */
  const axisOf = async (name, /** @type {number[]} */ rows) => {
    const found = axisFrom(all, state.of, name);
    if (!found) return undefined;
    const { of: kind, field, grain } = found;
    const most = state.all ? MAX_ALL_VALUES : grain === "month" ? MAX_VALUES + 4 : MAX_VALUES;
    return {
      ...found,
      most,
      label: axisLabel(field, grain),
      axis: axisGroups({
        column: await loadColumn(kind, field.key),
        field,
        grain,
        rows,
        rowOf: kind !== state.of ? articlesOf(all, state.of) : undefined,
        most,
        say: (key, own) => valueInWords(key, own, grain),
      }),
    };
  };

  const show = async () => {
    const mine = ++round;
    place.setAttribute("aria-busy", "true");
    try {
      await draw(() => mine === round);
    } catch (fault) {
      if (mine === round) broken(fault);
    }
    if (mine === round) place.removeAttribute("aria-busy");
  };

  /** Show no table, and say why. @param {string} reason */
  const leaveEmpty = (reason) => {
    present = undefined;
    for (const it of [box, notes, list]) it.replaceChildren();
    section.hidden = true;
    status.textContent = reason;
  };

  /** @param {() => boolean} wanted */
  const draw = async (wanted) => {
    choices();
    if (!asked) {
      leaveEmpty(_("Choose a row and a column, or begin with one of the tables below."));
      return;
    }
    const day = knownDay();
    const articles = articlesOf(all, state.of);
    const rows = articles.flatMap((article, row) => {
      const since = all.days[all.known[article]];
      return !day || (since && since <= day) ? [row] : [];
    });
    const [one, other] = await Promise.all([axisOf(state.by, rows), axisOf(state.and, rows)]);
    if (!wanted()) return;
    const [first] = [one, other].filter((it) => day && it?.field.ours);
    if (!one || !other || first) {
      leaveEmpty(
        first
          ? _(
              "{field}: editors may have found this after the chosen day, so it is not counted. Choose another field.",
              {
                field: first.label,
              },
            )
          : _("The address asks for a field that does not exist. Choose one above."),
      );
      return;
    }
    const counts = countCells(rows, one.axis, other.axis);
    /** @type {Counted} */
    const counted = { rows, by: one.axis, and: other.axis, counts, labels: [one.label, other.label] };
    status.textContent = COUNT_WORDS[state.of](rows.length);
    box.replaceChildren(...(rows.length ? [drawTable(counted, state)] : []));
    const folded = [one, other].filter((it) => it.axis.groups.some(({ key }) => key === OTHERS || key === EARLIER));
    notes.replaceChildren(
      ...[
        ...folded.map((it) => {
          const rest = it.axis.groups.find(({ key }) => key === OTHERS || key === EARLIER)?.many ?? 0;
          const said = { field: it.label, most: it.most };
          return it.field.dated
            ? ngettext(
                "{field}: the latest {most} are shown, and {n} earlier one is under “earlier”.",
                "{field}: the latest {most} are shown, and {n} earlier ones are under “earlier”.",
                rest,
                said,
              )
            : ngettext(
                "{field}: the {most} with the most are shown, and {n} other is under “others”.",
                "{field}: the {most} with the most are shown, and {n} others are under “others”.",
                rest,
                said,
              );
        }),
        ...[one, other]
          .filter((it) => haveOverlap(it.axis, rows.length))
          .map((it) =>
            _("{field}: an entry with several is counted under each, so these add up to more than the total.", {
              field: it.label,
            }),
          ),
      ].flatMap((it) => [it, " "]),
      ...(folded.length || state.all
        ? [
            make(
              "button",
              {
                type: "button",
                onclick: async () => {
                  await go({ all: state.all ? "" : "1", cell: "" });
                  notes.querySelector("button")?.focus(); // the new one has replaced it
                },
              },
              state.all ? _("Show the first {n}", { n: MAX_VALUES }) : _("Show up to {n}", { n: MAX_ALL_VALUES }),
            ),
          ]
        : []),
    );
    present = counted;
    // A bibliography loads every article, so the number of rows is limited.
    bibliography.disabled = rows.length > MAX_FILE_ROWS;
    if (bibliography.disabled) {
      notes.append(
        " ",
        _("BibTeX takes at most {n} rows: choose a number, and download what it counts.", { n: MAX_FILE_ROWS }),
      );
    }
    await open(counted, wanted);
  };

  /** The content of the table, for its buttons. @type {Counted | undefined} */
  let present;

  /** What is counted by which fields, for the header of a file. @param {Counted} counted @returns {Record<string, string>} */
  const askedOf = ({ rows, labels }) => ({
    [_("Count")]: COUNT_WORDS[state.of](rows.length),
    [_("A row for each")]: labels[0],
    [_("A column for each")]: labels[1],
  });

  /** @param {number[]} rows */
  const addresses = async (rows) =>
    (await loadRows(state.of, rows)).map(({ article, part }) => ({
      address: part ? `${article.at}#${part.at}` : article.at,
    }));

  const [takeTable, takeRows] = every(place, ".ar-handed", HTMLElement);
  const bibliography = get(takeTable, "[data-form=bib]", HTMLButtonElement);
  takeTable.addEventListener("click", async ({ target }) => {
    const {
      FORMS,
      formOf,
      fileNameOf: nameOf,
      collectRows: taken,
      tryAction: tried,
    } = await import("../take/files.js");
    const form = formOf(target);
    const counted = present;
    if (!form || !counted) return;
    await tried(takeTable, async () => {
      const it = await taken(form === "bib" ? await addresses(counted.rows) : [], askedOf(counted));
      const rows = counted.by.groups.flatMap((row) =>
        counted.and.groups.map((column) => ({
          row: row.name,
          column: column.name,
          count: counted.counts.get(`${row.key},${column.key}`) ?? 0,
        })),
      );
      const text = form === "csv" ? csv(asRows(counted)) : FORMS[form].text({ ...it, rows });
      downloadText(nameOf(it, form), FORMS[form].type, text);
    });
  });
  takeRows.addEventListener("click", async ({ target }) => {
    const { formOf, downloadRows: hand, tryAction: tried } = await import("../take/files.js");
    const form = formOf(target);
    if (!form || !present) return;
    const asked = { ...askedOf(present), [_("Chosen")]: title.textContent };
    await tried(takeRows, async () => hand(form, await addresses(listed), asked));
  });
  const copy = get(place, "[data-copied]", HTMLButtonElement);
  copy.addEventListener("click", async () => {
    if (!present) return;
    const before = copy.textContent;
    try {
      await navigator.clipboard.writeText(csv(asRows(present)));
      copy.textContent = _("Copied");
    } catch {
      copy.textContent = _("The browser does not allow this; download the file.");
    }
    setTimeout(() => {
      copy.textContent = before;
    }, 2500);
  });

  /** The table as rows; the first says what is counted, and as of which day. @param {Counted} counted */
  const asRows = ({ rows, by, and, counts, labels }) => [
    [
      [
        `${labels[0]} / ${labels[1]}`,
        COUNT_WORDS[state.of](rows.length),
        knownDay() ? _("as known on {day}", { day: knownDay() }) : _("state of {day}", { day: all.state }),
      ].join("; "),
      ...and.groups.map(({ name }) => name),
      _("all"),
    ],
    ...by.groups.map((row) => [
      row.name,
      ...and.groups.map(({ key }) => counts.get(`${row.key},${key}`) ?? 0),
      row.rows,
    ]),
    [_("all"), ...and.groups.map((it) => it.rows), rows.length],
  ];

  /** Lists the items of the chosen cell. @param {Counted} counted @param {() => boolean} wanted */
  const open = async (counted, wanted) => {
    const [one, other] = state.cell.split(",");
    const nameIn = (/** @type {Axis} */ axis, /** @type {string} */ key) =>
      key === ALL ? _("all") : axis.groups.find((it) => it.key === key)?.name;
    const names = [nameIn(counted.by, one), nameIn(counted.and, other)];
    section.hidden = !names.every(Boolean);
    list.replaceChildren();
    if (section.hidden) return;
    takeRows.hidden = true;
    listed = await inOrder(rowsIn(counted.rows, counted.by, counted.and, state.cell));
    if (!wanted()) return;
    title.replaceChildren(make("bdi", {}, names[0]), " · ", make("bdi", {}, names[1]));
    get(section, "[data-many]", HTMLElement).textContent = COUNT_WORDS[state.of](listed.length);
    takeRows.hidden = listed.length > MAX_FILE_ROWS;
    shown = 0;
    await further(wanted);
  };

  /** @param {number[]} rows */
  const inOrder = async (rows) => {
    const field = all.fields[state.of].find((it) => it.dated);
    if (!field) return rows;
    const { values, of: dates } = await loadColumn(state.of, field.key);
    const date = (/** @type {number} */ row) => String(values[Number(dates[row])] ?? "_");
    return rows.sort((a, b) => (date(a) < date(b) ? -1 : date(a) > date(b) ? 1 : a - b));
  };

  const further = async (wanted = () => true) => {
    const before = shown;
    shown += LISTED_AT_ONCE;
    const found = await loadRows(state.of, listed.slice(before, shown));
    if (!wanted()) return;
    list.append(...found.map(({ article, part }) => drawItem(state.of, article, part)));
    more.hidden = shown >= listed.length;
    if (before) list.children[before]?.querySelector("a")?.focus();
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", ({ target }) => {
    if (target === of) {
      const kind = /** @type {Kind} */ (of.value);
      const [first, second] = DEFAULT_AXES[kind];
      go({ of: kind, by: first, and: second, cell: "", all: "" });
    } else if (target === by || target === and) go({ by: by.value, and: and.value, cell: "" });
    else if (target instanceof HTMLInputElement) go({ as: target.value }, { push: false });
  });
  get(form, "[data-turn]", HTMLButtonElement).addEventListener("click", () => {
    const cell = state.cell.split(",").reverse().join(",");
    go({ by: state.and, and: state.by, cell });
  });
  box.addEventListener("click", async (event) => {
    const link = elementOf(event.target)?.closest("a[data-cell]");
    if (!(link instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation(); // Material would load the page again
    const cell = link.dataset.cell ?? "";
    await go({ cell });
    title.focus();
    section.scrollIntoView({ block: "nearest" });
  });
  // Arrow keys move between numbers.
  box.addEventListener("keydown", (event) => {
    const here = elementOf(event.target)?.closest("td, th");
    const way = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
    if (!way || !(here instanceof HTMLTableCellElement)) return;
    const side = document.documentElement.dir === "rtl" || document.body.dir === "rtl" ? -1 : 1;
    const rows = [...box.querySelectorAll("tbody tr")].map((row) => [...row.children]);
    let [row, cell] = [
      rows.findIndex((it) => it.includes(here)),
      [...(here.parentElement?.children ?? [])].indexOf(here),
    ];
    event.preventDefault();
    for (;;) {
      row += way[0];
      cell += way[1] * side;
      const next = rows[row]?.[cell];
      if (!next) return;
      const link = next.querySelector("a");
      if (link) {
        link.focus();
        return;
      }
    }
  });
  more.addEventListener("click", () => further());
  const back = () => {
    if (!place.isConnected) {
      removeEventListener("popstate", back);
      return;
    }
    state = readAddress();
    asked ||= location.search !== "";
    show();
  };
  addEventListener("popstate", back);
  document.addEventListener("ar-known", () => {
    if (!place.isConnected) return;
    for (const it of [box, list]) it.replaceChildren(); // what came later is gone at once
    show();
  });
  await show();
  place.hidden = false; // all at once, so that nothing moves
};

/** The table. @param {Counted} counted @param {State} state */
const drawTable = ({ rows, by, and, counts, labels }, state) => {
  const highest = Math.max(...counts.values());
  /** @param {string} key @param {number} many @param {string} what */
  const cell = (key, many, what, whole = false) => {
    const td = make("td", { class: "ar-n", "data-whole": whole });
    if (!many) return td;
    const chosen = state.cell === key;
    const link = make(
      "a",
      {
        href: toQuery({ ...state, cell: key }),
        "data-cell": key,
        "aria-label": what,
        "aria-current": chosen && "true",
      },
      number(many),
    );
    if (!whole) {
      td.append(make("i", { "aria-hidden": "true" }));
      td.style.setProperty("--share", String(Math.round((100 * many) / highest)));
    }
    td.append(link);
    return td;
  };
  /** @param {string} one @param {string} other @param {number} many */
  const what = (one, other, many) =>
    pgettext("a cell of a table", "{row}, {column}: {count}", {
      row: one,
      column: other,
      count: COUNT_WORDS[state.of](many),
    });
  const th = (/** @type {string} */ name, /** @type {string} */ scope) => make("th", { scope }, make("bdi", {}, name));
  return make(
    "table",
    { class: "ar-crossed__table", "data-as": state.as || "numbers" },
    make(
      "thead",
      {},
      make(
        "tr",
        {},
        make("th", { scope: "col", "data-corner": "" }, labels[0]),
        ...and.groups.map(({ name }) => th(name, "col")),
        th(_("all"), "col"),
      ),
    ),
    make(
      "tbody",
      {},
      ...by.groups.map((row) =>
        make(
          "tr",
          {},
          th(row.name, "row"),
          ...and.groups.map((it) => {
            const many = counts.get(`${row.key},${it.key}`) ?? 0;
            return cell(`${row.key},${it.key}`, many, what(row.name, it.name, many));
          }),
          cell(`${row.key},${ALL}`, row.rows, what(row.name, _("all"), row.rows), true),
        ),
      ),
      make(
        "tr",
        {},
        th(_("all"), "row"),
        ...and.groups.map((it) => cell(`${ALL},${it.key}`, it.rows, what(_("all"), it.name, it.rows), true)),
        cell(`${ALL},${ALL}`, rows.length, what(_("all"), _("all"), rows.length), true),
      ),
    ),
  );
};

/** @param {string} text */
const shorten = (text) => (text.length > MAX_EXCERPT ? `${text.slice(0, MAX_EXCERPT - 2)} …` : text);

/**
 * An item of a cell, as a line with a link.
 * @param {Kind} kind @param {import("./data.js").Article} article @param {import("./data.js").Part | undefined} part
 */
const drawItem = (kind, article, part) => {
  const text = (/** @type {string | number | undefined} */ it) => String(it ?? "");
  const href = withKnownDay(urlOf(part ? `${article.at}#${part.at}` : article.at));
  const lang = text(part?.language) || article.language;
  const words =
    kind === "quotations"
      ? make("q", { lang }, shorten(text(part?.words)))
      : kind === "articles"
        ? make("span", { lang: article.supplied ? undefined : lang }, article.title)
        : make(
            "span",
            {},
            kind === "estimates" && make("b", {}, text(part?.number)),
            kind === "estimates" && " · ",
            text(part?.words),
          );
  const facts = [
    part && (text(part.who) || _("an unknown speaker")),
    kind === "stances" && choiceOf("stance", text(part?.stance)),
    article.outlet || _("an article without outlet"),
    text(part ? part.day : article.day) || _("no date given"),
  ].flatMap((it) => (it ? [it] : []));
  return make(
    "li",
    {},
    make("a", { href }, words),
    ...statusMark(article.became),
    make("p", { class: "ar-meta" }, ...facts.map((it) => make("span", {}, make("bdi", {}, it)))),
  );
};
