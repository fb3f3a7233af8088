// "As known on a day": shows of every page only what had certainly been published by that day. The day is in the address
// (?known=2024-12-31), and links pass it on. Without it everything is shown.
//
// Everything is hidden by default: words appear only if an element around them says since when they were known.
//
// data-published="2024-10-31"   its words were known from that day; empty if no day is known. The nearest element with it counts
// data-published="always"       the site's own words, which are about no record; they appear if something beside them is shown
// data-named="always"           the label of this element is in the site's own words
// data-carriers="2024-10-10:2"  how many articles carried it from which day, for a cell that shows the count in its .ar-times
// data-until="Passage 2"         on a heading or a name with data-published: what it says before that day
// data-marked="2024-10-31"      on words compared with others: the marks of differences show from that day
// data-page-known="2024-10-10"  on the whole page: its record was known from that day
//
// An element without data-published shows those parts within it that have it. If it also has words of its own, it is hidden whole.
(() => {
  const { _, locale, ngettext, number } = globalThis.archive;
  const LATER = "data-later"; // hidden by the style sheet, which overrides everything else
  // What editors found and wrote, which may rest on later articles; and controls that choose among all records.
  const EDITORIAL =
    ".ar-fidword, .ar-fid, .ar-version__finding, .ar-said__glyph, .ar-said__finding, .ar-said__about, .ar-tally:not(p), .ar-review, .ar-footing, .ar-context, .ar-grounds, .ar-filter, .ar-filter ~ .ar-count, .ar-tools, .ar-sourcing, .ar-origins, .ar-unnamed, .ar-gaps, .ar-names:not(.ar-doors), .ar-netgroups, .ar-trees, .ar-aside:not(.ar-words *, .ar-large *), figure, details:not([data-published], .ar-fold)";
  const FRAME =
    ".ar-paper, .ar-siblings, .ar-lanehead, .headerlink, [data-search], [data-crossed], [data-check], [data-listed], [data-compare], [data-without-search], form.ar-search, form.ar-known, .ar-knownfold, script, style";
  const PROSE = ".ar-deck, .ar-prose";
  const SEPARATOR = /^\s*(?:[,،、;؛·›]|and)\s*$/;
  // The separator before the last item of a list, in the language of the site.
  /** @type {string[] | undefined} */
  let lastSeparators;
  const separatorsBeforeLast = () =>
    (lastSeparators ??= new Intl.ListFormat(locale)
      .formatToParts(["1", "2", "3"])
      .flatMap(({ type, value }) => (type === "literal" ? [value.trim()] : [])));
  /** @param {Text} text */
  const separates = ({ data: between }) => SEPARATOR.test(between) || separatorsBeforeLast().includes(between.trim());
  const WORDS = /[\p{L}\p{N}]/u;

  /** @typedef {boolean | null} Remains  whether something of an element is left; null where it never had words */
  /** @typedef {Map<Element, Remains>} RemainsByChild */
  /** @typedef {() => void} Step */

  const root = () => document.querySelector(".md-content__inner");

  /** @param {Element} node @param {string} name */
  const data = (node, name) => node.getAttribute(`data-${name}`) ?? undefined;
  /** @param {string} day */
  const dayInWords = (day) =>
    new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, { dateStyle: "long", timeZone: "UTC" }).format(
      new Date(`${day}T00:00Z`),
    );
  /** @param {string | null | undefined} text */
  const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text || "") && !Number.isNaN(Date.parse(text || ""));
  const askedFor = () => new URLSearchParams(location.search).get("known") ?? "";
  const dayInAddress = () => (isDay(askedFor()) ? askedFor() : "");
  /** @param {string | undefined} published @param {string} day */
  const isPublished = (published, day) => published === "always" || Boolean(published && published <= day);
  /** @param {Element} node */
  const hasWords = (node) => [...node.childNodes].some((it) => it instanceof Text && WORDS.test(it.data));
  /** @param {Element} node */
  const hideLater = (node) => {
    node.setAttribute(LATER, "");
    return false;
  };

  // --- what is left of a page ---

  // Hides what came later in `top`, and adds to `undo` the steps that bring it back. False if the page's record was not yet known.
  /** @param {Element} top @param {string} day @param {Step[]} undo */
  const hideLaterThan = (top, day, undo) => {
    undo.push(() => {
      for (const node of top.querySelectorAll(`[${LATER}]`)) node.removeAttribute(LATER);
    });
    const since = data(top, "page-known");
    if (since !== undefined && !isPublished(since, day)) {
      for (const node of top.children) if (!node.matches(FRAME)) hideLater(node);
      return false;
    }
    /** @param {Text} text @param {string} to */
    const changeText = (text, to) => {
      const before = text.data;
      text.data = to;
      undo.push(() => {
        text.data = before;
      });
    };
    /** @param {Element} node @param {string} name */
    const dropAttribute = (node, name) => {
      const before = node.getAttribute(name);
      if (before === null || !WORDS.test(before)) return;
      node.removeAttribute(name);
      undo.push(() => node.setAttribute(name, before));
    };

    // Whether something of an element is left: true, false, or null if it never had words. `known`: whether its own words are known.
    /** @param {Element} node @param {boolean} known @returns {Remains} */
    const filterElement = (node, known) => {
      if (node.matches(FRAME)) return null;
      if (node.matches(EDITORIAL)) return hideLater(node);
      const [published, carriers, until] = ["published", "carriers", "until"].map((name) => data(node, name));
      if (until !== undefined) {
        if (!isPublished(published, day)) showInstead(node, until);
        return /^H\d$/.test(node.tagName) ? null : true;
      }
      if (!isPublished(data(node, "marked") ?? "always", day)) removeMarks(node);
      const fixed = published === "always";
      if (carriers !== undefined) {
        const count = carriers
          .split(" ")
          .map((word) => word.split(":"))
          .reduce((sum, [on, many]) => sum + (isPublished(on, day) ? Number(many) : 0), 0);
        if (!count) return hideLater(node);
        const times = node.querySelector(".ar-times")?.firstChild;
        if (times instanceof Text) changeText(times, count > 1 ? ` · ${number(count)}×` : "");
        known = true;
      } else if (published !== undefined) {
        if (!isPublished(published, day)) return hideLater(node) || (node.matches(PROSE) && addHiddenNote(node));
        known = true;
      }
      const own = hasWords(node);
      const title = node.tagName === "H1"; // the page's own name
      if (own && !known && !title && !isHead(node)) return hideLater(node);
      if (!known && !title && data(node, "named") !== "always") {
        for (const name of ["title", "aria-label", "alt"]) dropAttribute(node, name);
      }
      if (node instanceof HTMLTableElement) return filterTable(node, known);
      const kept = filterChildren(node, known || level(node) === 9); // a term or a date is known if what it heads is
      if (isHead(node)) return own || kept ? null : hideLater(node);
      if (node.tagName === "NAV") return kept ? null : hideLater(node); // links to other pages do not count as content of a heading
      if (own && fixed) return kept === false ? hideLater(node) : null; // nothing is left that the "in" in it could refer to
      if (own) return true;
      if (kept || (known && kept === null)) return fixed ? null : kept;
      return node.tagName === "BR" ? null : hideLater(node);
    };
    /** @param {Element} heading @param {string} words */
    const showInstead = (heading, words) => {
      const before = [...heading.childNodes].filter((it) => !(it instanceof Element && it.matches(".headerlink")));
      const instead = document.createTextNode(words);
      heading.prepend(instead);
      for (const it of before) it.remove();
      undo.push(() => instead.replaceWith(...before));
    };
    // The words, without the alternatives from another version.
    /** @param {Element} words */
    const removeMarks = (words) => {
      const before = [...words.childNodes];
      const plain = /** @type {Element} */ (words.cloneNode(true));
      for (const lacking of plain.querySelectorAll("del, .ar-aside")) {
        const { previousSibling: ahead, nextSibling: behind } = lacking; // each with a space beside it
        if (ahead instanceof Text) ahead.data = ahead.data.replace(/ $/, "");
        if (behind instanceof Text) behind.data = behind.data.replace(/^ /, "");
        lacking.remove();
      }
      for (const mark of plain.querySelectorAll("ins, mark, span")) mark.replaceWith(...mark.childNodes);
      plain.normalize();
      words.replaceChildren(...plain.childNodes);
      undo.push(() => words.replaceChildren(...before));
    };
    // The level of a heading, 2 to 6; 9 for a term, a date or the title of a fold, which also introduce what follows; 0 for anything else.
    /** @param {Element} node */
    const level = (node) => {
      const [, rank] = node.tagName.match(/^H([2-6])$/) || [];
      return rank ? Number(rank) : node.matches("dt, summary, .ar-when") ? 9 : 0;
    };
    /** @param {Element} node */
    const isHead = (node) => level(node) > 0;
    /** @param {Element} prose */
    const addHiddenNote = (prose) => {
      const note = document.createElement("p");
      note.className = "ar-small ar-unknown";
      note.textContent = _("Written later than this day; hidden.");
      prose.after(note);
      undo.push(() => note.remove());
      return true;
    };

    // The same for the children of an element: true if something is left, null if there was nothing to hide.
    /** @param {Element} node @param {boolean} known @returns {Remains} */
    const filterChildren = (node, known) => {
      /** @type {RemainsByChild} */
      const kept = new Map();
      for (const child of [...node.children]) kept.set(child, filterElement(child, known)); // a note may be added among them
      filterHeadings(node, kept);
      if ([...kept.values()].includes(false)) fixSeparators(node, kept);
      const found = [...kept.values()];
      return found.includes(true) ? true : found.includes(false) || (!known && found.length) ? false : null;
    };

    // A heading or a term stays if something below it does, and with it the site's own words there.
    /** @param {Element} node @param {RemainsByChild} kept */
    const filterHeadings = (node, kept) => {
      const headed = Array(10).fill(false); // by level, from the end
      /** @type {Element[]} */
      let asides = [];
      for (let child = node.lastElementChild; child; child = child.previousElementSibling) {
        const own = level(child);
        if (!own) {
          if (kept.get(child)) headed.fill(true);
          else if (data(child, "published") === "always") asides.push(child);
        } else {
          if (!headed[own]) for (const it of [child, ...asides]) kept.set(it, hideLater(it));
          headed.fill(false, own);
          asides = [];
        }
      }
    };

    // Puts commas between what is left.
    /** @param {Element} node @param {RemainsByChild} kept */
    const fixSeparators = (node, kept) => {
      let some = false;
      /** @type {Text[]} */
      let between = [];
      /** @param {Text[]} texts */
      const drop = (texts) => {
        for (const text of texts) changeText(text, "");
      };
      for (const child of node.childNodes) {
        if (child instanceof Text && separates(child)) between.push(child);
        else if (child instanceof Element ? kept.get(child) : child instanceof Text && WORDS.test(child.data)) {
          drop(some ? between.slice(1) : between);
          some = true;
          between = [];
        }
      }
      drop(between);
    };

    // A row stays if one of its cells does, a row that heads others if one of those does, a column if one of its cells does, and a
    // table if any cell does.
    /** @param {HTMLTableElement} node @param {boolean} known */
    const filterTable = (node, known) => {
      const grid = node.matches(".ar-grid");
      /** @type {[HTMLTableCellElement, Remains][][]} */
      const rows = []; // the rows that stay: their cells, each with whether something of it is left
      for (const body of node.tBodies) {
        const before = rows.length;
        const above = [];
        for (const row of body.rows) {
          if (row.dataset.published !== undefined && !isPublished(row.dataset.published, day)) {
            hideLater(row);
            continue;
          }
          const isKnown = known || row.dataset.published !== undefined;
          /** @type {[HTMLTableCellElement, Remains][]} */
          const cells = [];
          for (const cell of row.cells) cells.push([cell, filterCell(cell, isKnown, grid)]);
          if (row.cells[0]?.scope === "rowgroup") {
            above.push(row);
            if (cells[0][1] !== true) markNameless(row);
          } else if (cells.some(([cell, kept]) => kept && (cell.tagName === "TD" || !grid))) {
            rows.push(cells);
          } else {
            hideLater(row);
          }
        }
        if (rows.length === before) for (const row of [...above, body]) hideLater(row);
      }
      if (!rows.length) return hideLater(node);
      removeEmptyColumns(node, rows, grid);
      return true;
    };
    // Empties a cell, which keeps its place in the row. Null if it never had anything.
    /** @param {HTMLTableCellElement} cell @param {boolean} known @param {boolean} grid @returns {Remains} */
    const filterCell = (cell, known, grid) => {
      const { published } = cell.dataset;
      if (published !== undefined && !isPublished(published, day)) return hideLater(cell);
      const isKnown = known || published !== undefined;
      if (!isKnown) for (const name of ["title", "aria-label"]) dropAttribute(cell, name);
      if (hasWords(cell)) return isKnown || hideLater(cell);
      const kept = filterChildren(cell, isKnown);
      const draws = !grid || cell.matches(".ar-grid__span"); // the arrow of a reversal is drawn behind its words
      return kept === false && cell.tagName === "TD" && draws ? hideLater(cell) : kept;
    };
    // Separates the rows below one without a name from those above it.
    /** @param {Element} row */
    const markNameless = (row) => {
      row.setAttribute("data-nameless", "");
      undo.push(() => row.removeAttribute("data-nameless"));
    };
    // Removes the columns in which nothing is left.
    /** @param {HTMLTableElement} node @param {[HTMLTableCellElement, Remains][][]} rows @param {boolean} grid */
    const removeEmptyColumns = (node, rows, grid) => {
      const used = new Set();
      const lacking = new Set();
      for (const cells of rows) {
        let at = 0;
        for (const [cell, kept] of cells) {
          const holds = grid ? at === 0 || cell.querySelector(`[data-carriers]:not([${LATER}])`) : kept;
          for (let n = 0; n < cell.colSpan; n += 1, at += 1) {
            if (holds) used.add(at);
            else if (grid || kept === false) lacking.add(at);
          }
        }
      }
      for (const row of node.rows) {
        let at = 0;
        for (const cell of row.cells) {
          const span = cell.colSpan;
          const seen = Array.from({ length: span }, (_, n) => at + n).filter(
            (n) => used.has(n) || !lacking.has(n),
          ).length;
          at += span;
          if (seen === span) continue;
          if (!seen) {
            cell.setAttribute("data-later-column", "");
            undo.push(() => cell.removeAttribute("data-later-column"));
            continue;
          }
          cell.colSpan = seen;
          undo.push(() => {
            cell.colSpan = span;
          });
        }
      }
    };

    filterChildren(top, false);
    return true;
  };

  // A copy of the content of this page or of a fetched one, without what came later. Null if its record was not yet known.
  /** @param {Element} content @param {string} day */
  const copyWithoutLater = (content, day) => {
    const one = /** @type {Element} */ (content.cloneNode(true));
    if (!day) return one;
    const known = hideLaterThan(one, day, []);
    for (const node of one.querySelectorAll(`[${LATER}], [data-later-column]`)) {
      // the other cells of its row keep their columns
      if (node.matches("td:not([data-later-column])")) {
        node.replaceChildren();
      } else {
        node.remove();
      }
    }
    return known ? one : null;
  };

  // --- the page that is open ---

  /** @type {Step[]} */
  let undo = [];
  /** The day that the control shows. It is written to the address with a delay. @type {string | undefined} */
  let shownDay;
  const currentDay = () => shownDay ?? dayInAddress();
  /** @param {string | URL} href @param {string} [day] */
  const link = (href, day = currentDay()) => {
    if (!day) return String(href);
    const url = new URL(href, location.href);
    url.searchParams.set("known", day);
    return url.href;
  };
  /** @param {string} day */
  const show = (day) => {
    for (const step of undo.reverse()) step();
    undo = [];
    const content = root();
    document.documentElement.classList.toggle("ar-asknown", Boolean(day));
    for (const way of document.querySelectorAll('a[href*="known="]')) {
      const url = new URL(way.getAttribute("href") ?? "", location.href);
      url.searchParams.delete("known");
      way.setAttribute("href", url.href);
    }
    if (!content) return;
    if (day) {
      const known = hideLaterThan(content, day, undo);
      updatePageTitle(content, known ? "" : _("Not published yet on {day}", { day: dayInWords(day) }));
      addDayToLinks(day);
    }
    content.toggleAttribute("data-known-shown", Boolean(day));
    undo.push(() => content.removeAttribute("data-known-shown"));
  };

  /** @param {Element} heading */
  const headingText = (heading) => heading.textContent.replace("¶", "").trim();

  // Updates the page's title and table of contents to what is left of its headings.
  /** @param {Element} content @param {string} notKnown  what to say in its place */
  const updatePageTitle = (content, notKnown) => {
    const { title } = document;
    const heading = content.querySelector("h1");
    const plain = heading ? headingText(heading) : "";
    const site = document.querySelector(".md-header__topic")?.textContent.replace(/\s+/g, " ").trim() || "";
    document.title = [notKnown || plain, site].filter(Boolean).join(" - ");
    undo.push(() => {
      document.title = title;
    });
    for (const entry of document.querySelectorAll('.md-nav--secondary a[href*="#"]')) {
      const { parentElement: item } = entry;
      if (!(entry instanceof HTMLAnchorElement) || !item) continue;
      const target = content.querySelector(`#${CSS.escape(decodeURIComponent(entry.hash.slice(1)))}`);
      if (target && data(target, "until") !== undefined) {
        const words = entry.querySelector(".md-ellipsis") || entry;
        const before = words.textContent;
        const { title } = entry;
        words.textContent = headingText(target);
        entry.removeAttribute("title");
        const below = item.querySelector(":scope > nav"); // the list of the headings under it, which has its name
        below?.setAttribute("aria-label", words.textContent);
        undo.push(() => {
          words.textContent = before;
          below?.setAttribute("aria-label", before.trim());
          if (title) entry.title = title;
        });
      }
      if (target && !target.closest(`[${LATER}]`) && !notKnown) continue;
      hideLater(item);
      undo.push(() => item.removeAttribute(LATER));
    }
    const near = [
      ...document.querySelectorAll(".md-sidebar--primary .md-nav__link--active, .md-path a, .md-path span"),
    ];
    for (const it of notKnown ? near : []) {
      if (it.textContent.trim() !== plain) continue;
      hideLater(it);
      undo.push(() => it.removeAttribute(LATER));
    }
  };

  // Makes every link of the page lead to the same day.
  /** @param {string} day */
  const addDayToLinks = (day) => {
    for (const way of document.querySelectorAll("a[href]")) {
      const href = way.getAttribute("href") ?? "";
      if (href.startsWith("#") || way.hasAttribute("download")) continue;
      const url = new URL(href, location.href);
      if (url.origin !== location.origin || /\.\w+$/.test(url.pathname)) continue;
      way.setAttribute("href", link(url, day));
    }
    for (const form of document.querySelectorAll("form:is(.ar-search, .ar-seek)")) {
      const field = Object.assign(document.createElement("input"), { type: "hidden", name: "known", value: day });
      form.append(field);
      undo.push(() => field.remove());
    }
  };

  // --- the control ---

  // By the noun of a row, the messages that count the rows: in all, and those published by a day.
  /** @typedef {(n: number, values: Record<string, string>) => string} Said */
  /** @type {Record<string, { all: Said, by: Said }>} */
  const COUNT_MESSAGES = {
    article: {
      all: (n, days) =>
        ngettext(
          "Everything is shown: {n} article, published between {first} and {last}.",
          "Everything is shown: {n} articles, published between {first} and {last}.",
          n,
          days,
        ),
      by: (n, days) =>
        ngettext("{n} article had been published by {day}.", "{n} articles had been published by {day}.", n, days),
    },
    entry: {
      all: (n, days) =>
        ngettext(
          "Everything is shown: {n} entry, published between {first} and {last}.",
          "Everything is shown: {n} entries, published between {first} and {last}.",
          n,
          days,
        ),
      by: (n, days) =>
        ngettext("{n} entry had been published by {day}.", "{n} entries had been published by {day}.", n, days),
    },
    estimate: {
      all: (n, days) =>
        ngettext(
          "Everything is shown: {n} estimate, published between {first} and {last}.",
          "Everything is shown: {n} estimates, published between {first} and {last}.",
          n,
          days,
        ),
      by: (n, days) =>
        ngettext("{n} estimate had been published by {day}.", "{n} estimates had been published by {day}.", n, days),
    },
    stance: {
      all: (n, days) =>
        ngettext(
          "Everything is shown: {n} stance, published between {first} and {last}.",
          "Everything is shown: {n} stances, published between {first} and {last}.",
          n,
          days,
        ),
      by: (n, days) =>
        ngettext("{n} stance had been published by {day}.", "{n} stances had been published by {day}.", n, days),
    },
    version: {
      all: (n, days) =>
        ngettext(
          "Everything is shown: {n} version, published between {first} and {last}.",
          "Everything is shown: {n} versions, published between {first} and {last}.",
          n,
          days,
        ),
      by: (n, days) =>
        ngettext("{n} version had been published by {day}.", "{n} versions had been published by {day}.", n, days),
    },
  };

  /** @param {Element} node */
  const publicationDays = (node) =>
    (data(node, "carriers") ?? data(node, "published") ?? "").split(" ").map((word) => word.split(":")[0]);
  /** @param {Element[]} nodes */
  const daysOf = (nodes) => [...new Set(nodes.flatMap(publicationDays).filter(isDay))].sort();

  // A bar for pages without a control of their own, shown while a day is chosen.
  const makeBar = () => {
    const form = document.createElement("form");
    form.className = "ar-known ar-known--bar ar-wide";
    form.hidden = true;
    form.innerHTML =
      '<label class="ar-known__day"><span></span><input type="date" name="known" autocomplete="off"></label><p class="ar-known__said" role="status"></p><button type="reset"></button>';
    const [label, button] = ["label > span", "button"].map((it) => form.querySelector(it));
    if (label) label.textContent = _("As known on");
    if (button) button.textContent = _("Show everything");
    const head = document.querySelector(".md-content__inner > .ar-head, .md-content__inner > h1");
    if (head) head.after(form);
    else root()?.prepend(form);
    return form;
  };

  /** @param {HTMLFormElement} form @param {Element} content */
  const startControl = (form, content) => {
    const field = form.elements.namedItem("known");
    const range = form.querySelector("[type=range]");
    const slider = range instanceof HTMLInputElement ? range : null;
    const status = form.querySelector("[role=status]");
    if (!(field instanceof HTMLInputElement) || !status) return;
    const days = daysOf([...content.querySelectorAll("[data-published], [data-carriers]")]);
    if (days.length < 2 && !askedFor()) {
      form.remove();
      return;
    } // and the space reserved for it
    const rows = form.dataset.rows ? [...content.querySelectorAll(form.dataset.rows)] : [];
    const own = daysOf(rows.filter((row) => row.matches("[data-published], [data-carriers]")));
    const counted = COUNT_MESSAGES[form.dataset.noun ?? ""];

    /** @param {string} day */
    const apply = (day) => {
      shownDay = day;
      show(day);
      const seen = rows.filter((row) => !row.closest(`[${LATER}]`)).length;
      const [first, last] = [own[0] || days[0], own.at(-1) || days.at(-1)];
      if (!day) {
        status.textContent =
          counted && rows.length && first && last
            ? counted.all(rows.length, { first: dayInWords(first), last: dayInWords(last) })
            : _("Everything is shown.");
      } else if (!isPublished(data(content, "page-known") ?? "always", day)) {
        status.textContent = _("Not published yet on {day}, as far as we know.", { day: dayInWords(day) });
      } else {
        status.textContent = [
          counted && rows.length
            ? counted.by(seen, { day: dayInWords(day) })
            : _("What was known by {day}.", { day: dayInWords(day) }),
          _(
            "Anything published later or without a known date is hidden, and so is what we have written or counted since.",
          ),
        ].join(" ");
      }
      if (slider) {
        slider.value = String(day ? Math.max(0, days.filter((one) => one <= day).length - 1) : days.length);
        slider.setAttribute("aria-valuetext", day ? dayInWords(day) : _("everything"));
      }
      form.toggleAttribute("data-chosen", Boolean(day));
      document.dispatchEvent(new Event("ar-known")); // the search asks again, and filters count again
    };

    /** @type {number | undefined} */
    let addressTimer;
    /** @param {string} day */
    const choose = (day) => {
      if (field.value !== day) field.value = day;
      clearTimeout(addressTimer);
      const remember = () => {
        const query = new URLSearchParams(location.search);
        if (day) query.set("known", day);
        else query.delete("known");
        const words = query.toString();
        history.replaceState(history.state, "", location.pathname + (words && `?${words}`) + location.hash);
      };
      apply(day);
      addressTimer = setTimeout(() => {
        if (form.isConnected) remember();
      }, 300); // browsers limit how often an address may change
    };

    if (slider) slider.max = String(days.length);
    if (days.length) field.min = days[0];
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", (event) => {
      event.preventDefault();
      choose("");
    });
    field.addEventListener("input", () => {
      if (!field.value || isDay(field.value)) choose(field.value);
    });
    slider?.addEventListener("input", () => choose(days[Number(slider.value)] || ""));
    field.value = dayInAddress();
    apply(field.value);
    if (askedFor() && !field.value) {
      const values = { words: askedFor().slice(0, 40), example: "2024-12-31" };
      status.textContent = _("Everything is shown, since “{words}” is not a day written like {example}.", values);
    }
  };

  const start = () => {
    undo = []; // the steps of the previous page, which is gone
    shownDay = undefined;
    document.documentElement.classList.toggle("ar-asknown", Boolean(dayInAddress()));
    const content = root();
    if (!content) return;
    const form = document.querySelector("form.ar-known[hidden]") || (askedFor() ? makeBar() : null);
    if (!(form instanceof HTMLFormElement)) return;
    const fold = form.closest("details.ar-knownfold");
    if (fold instanceof HTMLDetailsElement && askedFor()) {
      fold.open = true; // and where a reader sees it, since it says what is hidden
      document.querySelector(".md-content__inner > .ar-head")?.after(fold);
    }
    startControl(form, content);
  };

  window.archiveKnown = { day: currentDay, copy: copyWithoutLater, link };

  // Material reports each page that is shown, also after instant navigation.
  if (window.document$) window.document$.subscribe(start);
  else start();
})();
