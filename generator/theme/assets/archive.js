// What every page has: filters of an index, forms that lead to the search, and "copy link". Without this script pages can still be read.
(() => {
  // Makes "capek" find "Čapek", and the ' of a keyboard find ’.
  /** @param {string} text */
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'").toLocaleLowerCase();

  // The heading above a list, and the elements between the two. Empty if the list has no heading.
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

  // All elements of a kind.
  /**
   * @template {Element} Kind
   * @param {string} selector
   * @param {abstract new () => Kind} kind
   */
  const all = (selector, kind) =>
    [...document.querySelectorAll(selector)].flatMap((it) => (it instanceof kind ? [it] : []));

  // A form.ar-filter filters rows. Its attributes: `data-rows` selects the rows, `data-lists` the lists if these are not the rows'
  // parents, `data-noun` is what a row is called, and `data-nouns` its plural if that does not end in s. The name of a field is the
  // data attribute that it compares, whose values are separated by |. The field "words" searches the text of a row; "sort" sorts by
  // an attribute, and its value "latest" reverses the order. Without this script the form is hidden. The choices stand in the
  // address, so that a view can be linked to.
  /** @param {HTMLFormElement} form */
  const filter = (form) => {
    const rows = all(form.dataset.rows ?? "", HTMLElement);
    /** @type {Map<HTMLElement, HTMLElement[]>} */
    const of = new Map(); // the rows of each list
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
    // `data-whole` is how many there are in all, where a page lists only some of them.
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

    // Unless rows are sorted by day, all of them go into the first list: they no longer belong to the headings.
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

    // The values of a row stand on lines. The value of an option is its text with single spaces.
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
            node.dataset.whole ??= node.textContent; // its text when all rows are shown
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

    // If a list has several pages, a link leads to the search for the same. Some choices have other names there.
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

    // Not at each letter, since browsers limit how often an address may change.
    /** @type {number | undefined} */
    let waiting;
    const remember = () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        if (!form.isConnected) return;
        const asked = new URLSearchParams(location.search); // other parameters, such as the day, stay
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

  // A form.ar-search leads to the search page. Both need scripts. With `data-from-address`, on the page for missing addresses, the words
  // of the address are filled in.
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
        /* the address cannot be decoded, so there is nothing to look for */
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
      // copying is not allowed, or the connection is not secure: the address bar still has the link
      history.replaceState(history.state, "", href);
      return;
    }
    const said = button.textContent;
    button.textContent = "Copied";
    setTimeout(() => {
      button.textContent = said;
    }, 1500);
  });

  // The menu button on a phone. It works Material's own switch.
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

  // The security policy of the page that was loaded first also holds for pages that instant navigation brings. A script that only the
  // new page's policy allows runs once that page is loaded by itself.
  const policyOf = () => document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute("content");
  const ours = policyOf();
  addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
    if (effectiveDirective === "script-src-elem" && blockedURI === "inline" && policyOf() !== ours) location.reload();
  });

  // Material tells when a page has come, including pages that instant navigation brings.
  if (window.document$) window.document$.subscribe(start);
  else start();
  continued().catch(() => {}); // then the page says that there is none at this address
})();
