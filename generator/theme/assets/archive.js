// The archive's whole script: filters of an index, the way to the search, and "copy link". Pages read and link without it.
(() => {
  // So that "Čapek" is found by "capek", and ’ by the ' of a keyboard.
  /** @param {string} text */
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'").toLocaleLowerCase();

  // The heading above a list, and what stands between the two; nothing where the list has none.
  /** @param {Element} list */
  const headOf = (list) => {
    /** @type {HTMLElement[]} */
    const head = [];
    for (
      let node = list.previousElementSibling;
      node && !node.matches("form, header, ol, ul");
      node = node.previousElementSibling
    ) {
      if (node instanceof HTMLElement) head.push(node);
      if (node.matches("h2, h3")) return head;
    }
    return [];
  };

  // The elements of a kind that there are.
  /**
   * @template {Element} Kind
   * @param {string} selector
   * @param {abstract new () => Kind} kind
   */
  const all = (selector, kind) =>
    [...document.querySelectorAll(selector)].flatMap((it) => (it instanceof kind ? [it] : []));

  // A form.ar-filter with `data-rows` (which elements are its rows), `data-lists` (where these are not the rows' parents) and
  // `data-noun` (what a row is called; `data-nouns`, where many are not called so with an s). A field's name is
  // the data attribute that it asks for, which may hold several values with | between; "words" looks in the text, "sort"
  // orders by an attribute, or by "latest" turns the order round. The form stays hidden without this script, and what it
  // asks for stands in the address, so that a view can be linked to.
  /** @param {HTMLFormElement} form */
  const filter = (form) => {
    const rows = all(form.dataset.rows ?? "", HTMLElement);
    /** @type {Map<HTMLElement, HTMLElement[]>} */
    const of = new Map(); // what each list holds
    for (const row of rows) {
      const list = form.dataset.lists ? row.closest(form.dataset.lists) : row.parentElement;
      if (!(list instanceof HTMLElement)) continue;
      const own = of.get(list) ?? [];
      own.push(row);
      of.set(list, own);
    }
    const lists = [...of.keys()];
    const sections = [...of].map(([list, own]) => ({ list, own, head: headOf(list) }));
    const count = document.querySelector(".ar-count");
    const [clear] = [...form.elements].filter((it) => it instanceof HTMLButtonElement && it.type === "reset");
    const [beyond] = all("[data-beyond] a", HTMLAnchorElement);
    const { noun, nouns = `${noun}s` } = form.dataset;
    /** @type {Map<HTMLElement, string>} */
    const texts = new Map(); // folded once, when first asked for
    /** @param {number} number */
    const said = (number) => `${number.toLocaleString("en")} ${number === 1 ? noun : nouns}`;
    // A page that lists some of many says so: `data-whole` is how many there are.
    const { whole } = form.dataset;
    /** @param {number} shown @param {number} total */
    const countedOf = (shown, total) => {
      if (!whole) return outOf(shown, total);
      const some = `the ${total.toLocaleString("en")} ${nouns} on this page`;
      if (shown === total) {
        return `${said(Number(whole))}, of which this page lists the ${total.toLocaleString("en")} with most to read`;
      }
      return shown ? `${shown.toLocaleString("en")} of ${some}` : `None of ${some} fits`;
    };
    /** @param {number} shown @param {number} total */
    const outOf = (shown, total) => {
      if (shown === total) return said(total);
      return shown ? `${shown.toLocaleString("en")} of ${said(total)}` : `None of ${said(total)} fits`;
    };
    /** @param {HTMLElement} row */
    const textOf = (row) => {
      const text = texts.get(row) ?? folded(row.textContent);
      texts.set(row, text);
      return text;
    };

    // Sorted by anything but the day, all rows stand in the first list, and headings mean nothing.
    let order = "";
    /** @param {string} by */
    const sort = (by) => {
      if (by === order) return;
      order = by;
      for (const { list, own } of sections) list.append(...own);
      if (!by) return;
      const collator = new Intl.Collator("en", { sensitivity: "base", numeric: true });
      const sorted =
        by === "latest"
          ? [...rows].reverse()
          : [...rows].sort((a, b) => collator.compare(a.dataset[by] ?? "", b.dataset[by] ?? "")); // stable: else by day
      lists[0].append(...sorted);
    };

    // A row has its values on lines; and what an option is worth is its text with white space folded.
    /** @param {string} list */
    const values = (list) => list.split("\n").map((value) => value.replace(/[ \t\f]+/g, " ").trim());

    const apply = () => {
      const { words = "", sort: by = "", ...asked } = Object.fromEntries(asking());
      const sought = folded(words).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        row.hidden = !(
          Object.entries(asked).every(([name, value]) => values(row.dataset[name] || "").includes(value)) &&
          sought.every((word) => textOf(row).includes(word))
        );
        shown += Number(!row.hidden);
      }
      sort(by);
      for (const { list, own, head } of sections) {
        const left = own.filter((row) => !row.hidden).length;
        list.hidden = by ? list !== lists[0] || !shown : !left;
        for (const node of head) {
          node.hidden = Boolean(by) || !left;
          if (node.matches(".ar-tally")) {
            node.dataset.whole ??= node.textContent; // what it says of all
            node.textContent = left === own.length ? node.dataset.whole : outOf(left, own.length);
          }
          // The table of contents stands in the page twice: beside it, and in a phone's drawer.
          const entries = node.id
            ? document.querySelectorAll(`.md-nav--secondary a[href$="#${CSS.escape(node.id)}"]`)
            : [];
          for (const entry of entries) entry.parentElement?.toggleAttribute("hidden", node.hidden);
        }
      }
      if (count) count.textContent = countedOf(shown, rows.length);
      clear?.toggleAttribute("hidden", !asking().length);
      if (beyond) lead(beyond);
    };

    // Where a list has several pages, a link asks the search for the same; a choice may be called otherwise there.
    /** @param {HTMLAnchorElement} beyond */
    const lead = (beyond) => {
      const address = new URL(beyond.href);
      const asks = beyond.closest("[data-beyond]")?.getAttribute("data-beyond");
      for (const { name, value, choice } of fields()) {
        if (!name || name === "sort" || (asks && !asks.split(" ").includes(name))) continue;
        const asked = name === "words" ? "q" : name;
        if (value) address.searchParams.set(asked, choice?.dataset.found ?? value);
        else address.searchParams.delete(asked);
      }
      beyond.href = address.href;
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
    const asking = () =>
      [...new FormData(form)].flatMap(([name, value]) => (typeof value === "string" && value ? [[name, value]] : []));

    // Not at each letter: browsers limit how often an address may change.
    /** @type {number | undefined} */
    let waiting;
    const remember = () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        if (!form.isConnected) return;
        const asked = new URLSearchParams(location.search); // what else it asks for, such as a day, stays
        for (const { name } of fields()) asked.delete(name);
        for (const [name, value] of asking()) asked.append(name, value);
        const query = asked.toString();
        history.replaceState(history.state, "", location.pathname + (query && `?${query}`) + location.hash);
      }, 300);
    };

    for (const [name, value] of new URLSearchParams(location.search)) {
      const field = form.elements.namedItem(name === "q" ? "words" : name);
      if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = value;
      if (field instanceof HTMLSelectElement && field.selectedIndex < 0) field.value = ""; // no such choice
    }
    const changed = () => {
      apply();
      remember();
    };
    form.addEventListener("input", changed);
    form.addEventListener("reset", () =>
      setTimeout(() => {
        const [first] = form.elements;
        if (first instanceof HTMLElement) first.focus(); // the button that was pressed is gone
        changed();
      }),
    );
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
    apply();
  };

  // A form.ar-search leads to the search page, which needs scripts, and so does the form. `data-from-address` fills in the
  // words of an address that leads nowhere.
  /** @param {HTMLFormElement} form */
  const search = (form) => {
    const field = form.elements.namedItem("q");
    if ("fromAddress" in form.dataset && field instanceof HTMLInputElement) {
      const last = location.pathname.split("/").filter(Boolean).at(-1) || "";
      try {
        field.value = decodeURIComponent(last)
          .replace(/\.html?$/, "")
          .replace(/[-_+\s]+/g, " ")
          .slice(0, 80);
      } catch {
        /* no text, so nothing to look for */
      }
    }
    form.hidden = false;
  };

  // A page that continued a list is gone where the list has become shorter, or its first page holds more of it than it did: then that
  // page is shown, at the list.
  const continued = async () => {
    const [, folder = "", list = ""] = location.pathname.match(/^(.+\/)([a-z]+(?:-[a-z]+)*)(?:-\d+)?\/$/) ?? [];
    const first = folder.replace(/\/index\/$/, "/");
    if (!list || !document.querySelector(".ar-nowhere")) return;
    const answer = await fetch(first);
    const page = new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html");
    if (page.querySelector(`h2[id="${list}"]`)) location.replace(`${first}${location.search}#${list}`);
  };

  const start = () => {
    for (const form of all("form.ar-filter[hidden]", HTMLFormElement)) filter(form);
    for (const form of all("form.ar-search[hidden]", HTMLFormElement)) search(form);
  };

  document.addEventListener("click", async ({ target }) => {
    const button = target instanceof Element && target.closest("button[data-copy]");
    if (!button) return;
    const { href } = new URL(button.getAttribute("data-copy") ?? "", location.href);
    try {
      await navigator.clipboard.writeText(href);
    } catch {
      // not allowed, or the page came over a connection that is not safe: then it stands in the address bar
      history.replaceState(history.state, "", href);
      return;
    }
    const said = button.textContent;
    button.textContent = "Copied";
    setTimeout(() => {
      button.textContent = said;
    }, 1500);
  });

  // The menu of a phone. Its switch is Material's, and so is what it does.
  const [menu] = all("[data-menu]", HTMLElement);
  const [drawer] = all("#__drawer", HTMLInputElement);
  if (menu && drawer) {
    menu.addEventListener("click", () => {
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

  // The policy of the page that was loaded holds on for all that instant navigation puts in its place. A script that only the new
  // page's own policy lets in runs when that page is loaded for itself.
  const policyOf = () => document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute("content");
  const ours = policyOf();
  addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
    if (effectiveDirective === "script-src-elem" && blockedURI === "inline" && policyOf() !== ours) location.reload();
  });

  // Material says when a page has come, also one that instant navigation put in place.
  if (window.document$) window.document$.subscribe(start);
  else start();
  continued().catch(() => {}); // then the page says that there is none at this address
})();
