// What every page has: filters of an index, forms that lead to the search, and "copy link". Without this script pages can still be read.
(() => {
  const { _, locale, ngettext, number } = globalThis.archive;

  // The maximum number of filtered rows for which folds open by themselves.
  const MOST_TO_UNFOLD = 40;

  // Makes "capek" find "Čapek", and the ' of a keyboard find ’.
  /** @param {string} text */
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'").toLocaleLowerCase();

  // By the noun of a form, the messages that count filtered rows.
  /** @typedef {(n: number, values?: Record<string, string>) => string} Counts */
  /** @type {Record<string, { all: Counts, some: Counts, none: Counts }>} */
  const COUNT_MESSAGES = {
    article: {
      all: (n) => ngettext("{n} article", "{n} articles", n),
      some: (n, values) => ngettext("{shown} of {n} article", "{shown} of {n} articles", n, values),
      none: (n) => ngettext("None of {n} article matches", "None of {n} articles matches", n),
    },
    claim: {
      all: (n) => ngettext("{n} claim", "{n} claims", n),
      some: (n, values) => ngettext("{shown} of {n} claim", "{shown} of {n} claims", n, values),
      none: (n) => ngettext("None of {n} claim matches", "None of {n} claims matches", n),
    },
    description: {
      all: (n) => ngettext("{n} description", "{n} descriptions", n),
      some: (n, values) => ngettext("{shown} of {n} description", "{shown} of {n} descriptions", n, values),
      none: (n) => ngettext("None of {n} description matches", "None of {n} descriptions matches", n),
    },
    entry: {
      all: (n) => ngettext("{n} entry", "{n} entries", n),
      some: (n, values) => ngettext("{shown} of {n} entry", "{shown} of {n} entries", n, values),
      none: (n) => ngettext("None of {n} entry matches", "None of {n} entries matches", n),
    },
    event: {
      all: (n) => ngettext("{n} event", "{n} events", n),
      some: (n, values) => ngettext("{shown} of {n} event", "{shown} of {n} events", n, values),
      none: (n) => ngettext("None of {n} event matches", "None of {n} events matches", n),
    },
    name: {
      all: (n) => ngettext("{n} name", "{n} names", n),
      some: (n, values) => ngettext("{shown} of {n} name", "{shown} of {n} names", n, values),
      none: (n) => ngettext("None of {n} name matches", "None of {n} names matches", n),
    },
    quotation: {
      all: (n) => ngettext("{n} quotation", "{n} quotations", n),
      some: (n, values) => ngettext("{shown} of {n} quotation", "{shown} of {n} quotations", n, values),
      none: (n) => ngettext("None of {n} quotation matches", "None of {n} quotations matches", n),
    },
    "source note": {
      all: (n) => ngettext("{n} source note", "{n} source notes", n),
      some: (n, values) => ngettext("{shown} of {n} source note", "{shown} of {n} source notes", n, values),
      none: (n) => ngettext("None of {n} source note matches", "None of {n} source notes matches", n),
    },
    statement: {
      all: (n) => ngettext("{n} statement", "{n} statements", n),
      some: (n, values) => ngettext("{shown} of {n} statement", "{shown} of {n} statements", n, values),
      none: (n) => ngettext("None of {n} statement matches", "None of {n} statements matches", n),
    },
  };

  // The count of filtered names, if the page lists only some of all.
  /** @param {number} shown @param {number} total @param {number} whole */
  const countOfWhole = (shown, total, whole) => {
    if (shown === total) {
      return ngettext(
        "{n} name, of which this page lists the {listed} with most to read",
        "{n} names, of which this page lists the {listed} with most to read",
        whole,
        { listed: number(total) },
      );
    }
    if (!shown) {
      return ngettext("None of the {n} name on this page matches", "None of the {n} names on this page matches", total);
    }
    return ngettext("{shown} of the {n} name on this page", "{shown} of the {n} names on this page", total, {
      shown: number(shown),
    });
  };

  // The elements to hide together with a list: the heading above it, or above the group of folds that it is in; what is between the two,
  // except other lists; and the count in the title of a fold. Only that count if there is no heading.
  /** @param {Element} list */
  const headOf = (list) => {
    const fold = list instanceof HTMLDetailsElement;
    const own = fold
      ? [...list.querySelectorAll(".ar-howmany")].flatMap((it) => (it instanceof HTMLElement ? [it] : []))
      : [];
    /** @type {HTMLElement[]} */
    const head = [];
    for (
      let node = (fold ? list.parentElement : list)?.previousElementSibling;
      node && !node.matches(fold ? "form, header" : "form, header, ol, ul");
      node = node.previousElementSibling
    ) {
      if (node instanceof HTMLElement && !node.matches("ol, ul")) head.push(node);
      if (node.matches("h2, h3")) return [...own, ...head];
    }
    return own;
  };

  // The folds of a list, or the list itself if it is one, with the rows in each.
  /** @param {HTMLElement} list @param {HTMLElement[]} rows */
  const foldsOf = (list, rows) => {
    /** @type {Map<HTMLDetailsElement, HTMLElement[]>} */
    const folds = new Map();
    for (const row of rows) {
      const fold = row.parentElement?.closest("details");
      if (!fold || !list.contains(fold)) continue;
      const within = folds.get(fold) ?? [];
      within.push(row);
      folds.set(fold, within);
    }
    return folds;
  };

  // All elements of a kind.
  /**
   * @template {Element} Kind
   * @param {string} selector
   * @param {abstract new () => Kind} kind
   */
  const all = (selector, kind) =>
    [...document.querySelectorAll(selector)].flatMap((it) => (it instanceof kind ? [it] : []));

  // A form.ar-filter filters rows. Its attributes: `data-rows` selects the rows, `data-lists` the lists if these are not the rows'
  // parents, and `data-noun` is what a row is called, as `COUNTED` has it. The name of a field is the
  // data attribute that it compares, whose values are separated by |. The field "words" searches the text of a row; "sort" sorts by
  // an attribute, and its value "latest" reverses the order. Without this script the form is hidden. The choices stand in the
  // address, so that a view can be linked to.
  /** @param {HTMLFormElement} form */
  const startFilter = (form) => {
    const rows = all(form.dataset.rows ?? "", HTMLElement);
    /** @type {Map<HTMLElement, HTMLElement[]>} */
    const rowsByList = new Map(); // the rows of each list
    for (const row of rows) {
      const list = form.dataset.lists ? row.closest(form.dataset.lists) : row.parentElement;
      if (!(list instanceof HTMLElement)) continue;
      const own = rowsByList.get(list) ?? [];
      own.push(row);
      rowsByList.set(list, own);
    }
    const lists = [...rowsByList.keys()];
    const sections = [...rowsByList].map(([list, own]) => ({
      list,
      own,
      head: headOf(list),
      folds: foldsOf(list, own),
    }));
    const count = document.querySelector(".ar-count[role=status]");
    const [clear] = [...form.elements].filter((it) => it instanceof HTMLButtonElement && it.type === "reset");
    const [searchLink] = all("[data-beyond] a", HTMLAnchorElement);
    const countMessages = COUNT_MESSAGES[form.dataset.noun ?? ""] ?? COUNT_MESSAGES.entry;
    /** @type {Map<HTMLElement, string>} */
    const texts = new Map(); // folded once, when first asked for
    // `data-whole` is how many there are in all, where a page lists only some of them.
    const { whole } = form.dataset;
    /** @param {number} shown @param {number} total */
    const countText = (shown, total) =>
      whole ? countOfWhole(shown, total, Number(whole)) : shownOfTotal(shown, total);
    /** @param {number} shown @param {number} total */
    const shownOfTotal = (shown, total) => {
      if (shown === total) return countMessages.all(total);
      return shown ? countMessages.some(total, { shown: number(shown) }) : countMessages.none(total);
    };
    // The label of the button that saves a row does not count as its text.
    /** @param {HTMLElement} row */
    const ownTextOf = (row) => {
      if (!row.querySelector(".ar-save")) return row.textContent;
      const copy = /** @type {Element} */ (row.cloneNode(true));
      copy.querySelector(".ar-save")?.remove();
      return copy.textContent;
    };
    /** @param {HTMLElement} row */
    const foldedTextOf = (row) => {
      const text = texts.get(row) ?? folded(ownTextOf(row));
      texts.set(row, text);
      return text;
    };

    // Unless rows are sorted by day, all of them go into the first list: they no longer belong to the headings.
    let order = "";
    /** @param {string} by */
    const sort = (by) => {
      if (by === order) return;
      order = by;
      for (const { list, own } of sections) list.append(...own);
      if (!by) return;
      const collator = new Intl.Collator(locale, { sensitivity: "base", numeric: true });
      const sorted =
        by === "latest"
          ? [...rows].reverse()
          : [...rows].sort((a, b) => collator.compare(a.dataset[by] ?? "", b.dataset[by] ?? "")); // stable: rows that compare equal stay in order of day
      lists[0].append(...sorted);
    };

    // Folds with matches open if the matches are few. All open at once, without their name: folds of one name would close each other.
    /** @type {Map<HTMLDetailsElement, string>} */
    const names = new Map();
    /** @param {HTMLDetailsElement} fold @param {boolean} found */
    const unfold = (fold, found) => {
      if (found === names.has(fold)) return;
      if (found) names.set(fold, fold.name);
      fold.name = found ? "" : (names.get(fold) ?? "");
      fold.open = found;
      if (!found) names.delete(fold);
    };

    // The values of a row are separated by line breaks; the value of an option is its text with single spaces.
    /** @param {string} list */
    const values = (list) => list.split("\n").map((value) => value.replace(/[ \t\f]+/g, " ").trim());

    const apply = () => {
      const { words = "", sort: by = "", ...chosen } = Object.fromEntries(chosenValues());
      const sought = folded(words).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        row.hidden = !(
          Object.entries(chosen).every(([name, value]) => values(row.dataset[name] || "").includes(value)) &&
          sought.every((word) => foldedTextOf(row).includes(word))
        );
        shown += Number(!row.hidden);
      }
      sort(by);
      /** @type {Map<HTMLElement, { left: number, total: number }>} */
      const heads = new Map(); // several lists may stand below one heading
      for (const { list, own, head, folds } of sections) {
        const left = own.filter((row) => !row.hidden).length;
        list.hidden = by ? list !== lists[0] || !shown : !left;
        const isNarrowed = sought.length + Object.keys(chosen).length > 0 && shown <= MOST_TO_UNFOLD;
        for (const [fold, within] of folds) {
          fold.hidden = within.every((row) => row.hidden);
          unfold(fold, isNarrowed && !fold.hidden);
        }
        for (const node of head) {
          const before = heads.get(node) ?? { left: 0, total: 0 };
          heads.set(node, { left: before.left + left, total: before.total + own.length });
        }
      }
      for (const [node, { left, total }] of heads) {
        node.hidden = Boolean(by) || !left;
        if (node.matches("p.ar-tally, .ar-howmany")) {
          node.dataset.whole ??= node.textContent; // the original text, when all rows are shown
          node.textContent = left === total ? node.dataset.whole : shownOfTotal(left, total);
        }
        // The page has its table of contents twice: beside it, and in the drawer on phones.
        const entries = node.id
          ? document.querySelectorAll(`.md-nav--secondary a[href$="#${CSS.escape(node.id)}"]`)
          : [];
        for (const entry of entries) entry.parentElement?.toggleAttribute("hidden", node.hidden);
      }
      if (count) count.textContent = countText(shown, rows.length);
      clear?.toggleAttribute("hidden", !chosenValues().length);
      if (searchLink) updateSearchLink(searchLink);
    };

    // If a list has several pages, a link leads to the search for the same. Some choices have other names there.
    /** @param {HTMLAnchorElement} link */
    const updateSearchLink = (link) => {
      const address = new URL(link.href);
      const sharedFields = link.closest("[data-beyond]")?.getAttribute("data-beyond");
      for (const { name, value, choice } of fields()) {
        if (!name || name === "sort" || (sharedFields && !sharedFields.split(" ").includes(name))) continue;
        const asked = name === "words" ? "q" : name;
        if (value) address.searchParams.set(asked, choice?.dataset.found ?? value);
        else address.searchParams.delete(asked);
      }
      link.href = address.href;
    };

    const fields = () =>
      [...form.elements]
        .filter((it) => it instanceof HTMLSelectElement || it instanceof HTMLInputElement)
        .map((it) => ({
          name: it.name,
          value: it.value,
          choice: it instanceof HTMLSelectElement ? it.selectedOptions[0] : undefined,
        }));
    /** @returns {[name: string, value: string][]} */
    const chosenValues = () =>
      [...new FormData(form)].flatMap(([name, value]) => (typeof value === "string" && value ? [[name, value]] : []));

    // Not at each letter, since browsers limit how often an address may change.
    /** @type {number | undefined} */
    let rememberTimer;
    const remember = () => {
      clearTimeout(rememberTimer);
      rememberTimer = setTimeout(() => {
        if (!form.isConnected) return;
        const parameters = new URLSearchParams(location.search); // other parameters, such as the day, stay
        for (const { name } of fields()) parameters.delete(name);
        for (const [name, value] of chosenValues()) parameters.append(name, value);
        const query = parameters.toString();
        history.replaceState(history.state, "", location.pathname + (query && `?${query}`) + location.hash);
      }, 300);
    };

    for (const [name, value] of new URLSearchParams(location.search)) {
      const field = form.elements.namedItem(name === "q" ? "words" : name);
      if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = value;
      if (field instanceof HTMLSelectElement && field.selectedIndex < 0) field.value = ""; // no such choice
    }
    const surroundingFold = form.closest("details");
    if (surroundingFold && chosenValues().length) surroundingFold.open = true;
    const onChange = () => {
      apply();
      remember();
    };
    form.addEventListener("input", onChange);
    clear?.addEventListener("click", (event) => {
      event.preventDefault();
      form.reset();
      const [first] = form.elements;
      if (first instanceof HTMLElement) first.focus();
      onChange();
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
    apply();
  };

  // A form.ar-search leads to the search page. Both need scripts. With `data-from-address`, on the page for missing addresses, the words
  // of the address are filled in.
  /** @param {HTMLFormElement} form */
  const startSearchForm = (form) => {
    const field = form.elements.namedItem("q");
    if ("fromAddress" in form.dataset && field instanceof HTMLInputElement) {
      const last = location.pathname.split("/").filter(Boolean).at(-1) || "";
      try {
        field.value = decodeURIComponent(last)
          .replace(/\.html?$/, "")
          .replace(/[-_+\s]+/g, " ")
          .slice(0, 80);
      } catch {
        /* the address cannot be decoded, so there is nothing to look for */
      }
    }
    form.hidden = false;
  };

  // An address from before a section was renamed leads to the page's new address. The page for missing addresses names both.
  // A page that only leads to another does so too, with the day and all else that the address asks for.
  const redirectRenamed = () => {
    const [way] = all(".ar-signpost a[href]", HTMLAnchorElement);
    if (way) {
      way.search = location.search;
      location.replace(way.href);
      return true;
    }
    const { moved: renamedFolders = "[]" } = all(".ar-nowhere", HTMLElement)[0]?.dataset ?? {};
    /** @type {[string, string][]} */
    const pairs = JSON.parse(renamedFolders);
    const renamed = pairs.find(([was]) => location.pathname.startsWith(was));
    if (!renamed) return false;
    location.replace(renamed[1] + location.pathname.slice(renamed[0].length) + location.search + location.hash);
    return true;
  };

  // A form.ar-seek sends what is chosen in it to the search, without empty fields. An old address with choices, from when this page still
  // listed all rows, leads to the search too.
  /** @param {HTMLFormElement} form */
  const startSeekForm = (form) => {
    form.addEventListener("formdata", ({ formData }) => {
      for (const [name, value] of [...formData]) if (!value) formData.delete(name);
    });
    let chosen = false;
    for (const [name, value] of new URLSearchParams(location.search)) {
      const field = form.elements.namedItem(name === "words" ? "q" : name);
      if (field instanceof HTMLInputElement && field.type === "search") field.value = value;
      else if (field instanceof HTMLSelectElement) {
        const option = [...field.options].find((it) => it.value === value || it.dataset.key === value);
        if (!option?.value) continue;
        option.selected = true;
      } else continue;
      chosen = true;
    }
    if (!chosen) return;
    const address = new URL(form.action);
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string") address.searchParams.set(name, value);
    }
    const { known } = window.archiveKnown ? { known: window.archiveKnown.day() } : { known: "" };
    if (known) address.searchParams.set("known", known);
    location.replace(address);
  };

  // If a page that continued a list no longer exists, because the list became shorter or its first page longer, the first
  // page is shown, at the list.
  const redirectLostContinuation = async () => {
    const [, folder = "", list = ""] = location.pathname.match(/^(.+\/)([a-z]+(?:-[a-z]+)*)(?:-\d+)?\/$/) ?? [];
    const first = folder.replace(/\/index\/$/, "/");
    if (!list || !document.querySelector(".ar-nowhere")) return;
    const answer = await fetch(first);
    const page = new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html");
    if (page.querySelector(`:is(h2, details.ar-fold > div)[id="${list}"]`)) {
      location.replace(`${first}${location.search}#${list}`);
    }
  };

  // A fold opens where an address leads into it, also in browsers that do not open it themselves.
  const openFoldsAroundTarget = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !target.closest("details:not([open])")) return;
    for (let fold = target.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) {
      fold.open = true;
    }
    target.scrollIntoView();
  };

  // On paper all folds are open, also in browsers whose style sheets cannot open them. Of folds that share a name one is open at a time,
  // so for the time of printing they have none.
  if (!CSS.supports("selector(::details-content)")) {
    /** @type {[HTMLDetailsElement, string][]} */
    let opened = [];
    addEventListener("beforeprint", () => {
      opened = all("details.ar-fold:not([open])", HTMLDetailsElement).map((fold) => [
        fold,
        fold.getAttribute("name") ?? "",
      ]);
      for (const [fold] of opened) {
        fold.removeAttribute("name");
        fold.open = true;
      }
    });
    addEventListener("afterprint", () => {
      for (const [fold, name] of opened) {
        fold.open = false;
        if (name) fold.setAttribute("name", name);
      }
    });
  }
  addEventListener("hashchange", openFoldsAroundTarget);

  const start = () => {
    for (const form of all("form.ar-filter[hidden]", HTMLFormElement)) startFilter(form);
    // Filters are open where there is room for them, or where the address asks for something.
    for (const fold of all("details.ar-filters", HTMLDetailsElement)) {
      const asks = [...fold.querySelectorAll("form.ar-filter :is(input:not([type=hidden]), select)")].some(
        (it) => (it instanceof HTMLInputElement || it instanceof HTMLSelectElement) && it.value,
      );
      fold.open = asks || matchMedia("(min-width: 60em)").matches;
      fold.toggleAttribute("data-settled", true); // until then the style sheet shows its content if there is room
    }
    for (const form of all("form.ar-seek", HTMLFormElement)) startSeekForm(form);
    for (const form of all("form.ar-search[hidden]", HTMLFormElement)) startSearchForm(form);
    openFoldsAroundTarget();
  };

  /** @param {Element} button what was pressed, and says for a moment that it did what it is for */
  const showCopied = (button) => {
    const label = button.textContent;
    button.textContent = _("Copied");
    setTimeout(() => {
      button.textContent = label;
    }, 1500);
  };

  document.addEventListener("click", async ({ target }) => {
    const button = target instanceof Element && target.closest(":is(a, button)[data-copy]");
    if (!button) return;
    const { href } = new URL(button.getAttribute("data-copy") || button.getAttribute("href") || "", location.href);
    try {
      await navigator.clipboard.writeText(href);
    } catch {
      // copying is not allowed, or the connection is not secure: the address bar still has the link
      history.replaceState(history.state, "", href);
      return;
    }
    showCopied(button);
  });

  // Copies the code for embedding a quotation, a claim or a figure. If that fails, the link leads to the page that shows the code.
  document.addEventListener("click", async (event) => {
    const link = event.target instanceof Element && event.target.closest("a[data-embed]");
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    try {
      const { html } = await (await fetch(`${link.href}oembed.json`)).json();
      await navigator.clipboard.writeText(html.replace('src="./"', `src="${link.href}"`)); // if the site has no address
    } catch {
      location.assign(link.href);
      return;
    }
    showCopied(link);
  });

  // The menu button on a phone. It operates Material's own checkbox.
  const [menu] = all("[data-menu]", HTMLElement);
  const [drawer] = all("#__drawer", HTMLInputElement);
  if (menu && drawer) {
    menu.addEventListener("click", () => {
      for (const inner of all(".md-sidebar--primary .md-nav__toggle", HTMLInputElement)) inner.checked = false; // it opens with all sections
      drawer.click();
      if (drawer.checked) all(".md-sidebar--primary a", HTMLElement)[0]?.focus();
    });
    drawer.addEventListener("change", () => menu.setAttribute("aria-expanded", String(drawer.checked)));
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !drawer.checked) return;
      drawer.click();
      menu.focus();
    });
  }

  // The security policy of the page that was loaded first also applies to pages shown by instant navigation. A script that only the
  // new page's policy allows runs once that page is loaded by itself.
  const policyOf = () => document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute("content");
  const firstPolicy = policyOf();
  addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
    if (effectiveDirective === "script-src-elem" && blockedURI === "inline" && policyOf() !== firstPolicy) {
      location.reload();
    }
  });

  // Opened from disk, a browser runs no module and shows a folder where a link leads to one: links then name their file, and what needs a
  // module says so. The folder that `archive offline` writes has no modules.
  if (location.protocol === "file:" && document.querySelector("script[type=module]")) {
    document.addEventListener("click", (event) => {
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      if (link?.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
    });
    const tools =
      "[data-search], [data-crossed], [data-check], [data-listed], [data-compare], [data-saved], [data-annotate], [data-sql]";
    for (const place of all(`:is(${tools})[hidden]`, HTMLElement)) {
      const why = document.createElement("p");
      why.textContent = _(
        "This works only on a server: browsers keep pages that are opened from disk from reading other files.",
      );
      place.replaceWith(why, ...place.querySelectorAll("[data-without-search]"));
    }
  }

  // Material reports each page that is shown, also after instant navigation.
  if (window.document$) window.document$.subscribe(start);
  else start();
  if (!redirectRenamed()) redirectLostContinuation().catch(() => {}); // then the page says that nothing is at this address
})();
