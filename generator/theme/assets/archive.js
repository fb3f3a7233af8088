// The archive's whole script: filters of an index, the way to the search, and "copy link". Pages read and link without it.
(() => {
  // So that "Čapek" is found by "capek", and ’ by the ' of a keyboard.
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'").toLocaleLowerCase();

  // The heading above a list, and what stands between the two; nothing where the list has none.
  const headOf = (list) => {
    const head = [];
    for (
      let node = list.previousElementSibling;
      node && !node.matches("form, header, ol, ul");
      node = node.previousElementSibling
    ) {
      head.push(node);
      if (node.matches("h2, h3")) return head;
    }
    return [];
  };

  // A form.ar-filter with `data-rows` (which elements are its rows), `data-lists` (where these are not the rows' parents) and
  // `data-noun` (what a row is called; `data-nouns`, where many are not called so with an s). A field's name is
  // the data attribute that it asks for, which may hold several values with | between; "words" looks in the text, "sort"
  // orders by an attribute, or by "latest" turns the order round. The form stays hidden without this script, and what it
  // asks for stands in the address, so that a view can be linked to.
  const filter = (form) => {
    const rows = [...document.querySelectorAll(form.dataset.rows)];
    const of = new Map(); // what each list holds
    for (const row of rows) {
      const list = form.dataset.lists ? row.closest(form.dataset.lists) : row.parentElement;
      if (!of.has(list)) of.set(list, []);
      of.get(list).push(row);
    }
    const lists = [...of.keys()];
    const sections = lists.map((list) => ({ list, own: of.get(list), head: headOf(list) }));
    const count = document.querySelector(".ar-count");
    const clear = form.querySelector("[type=reset]");
    const beyond = document.querySelector("[data-beyond] a");
    const { noun, nouns = `${noun}s` } = form.dataset;
    const texts = new Map(); // folded once, when first asked for
    const said = (number) => `${number.toLocaleString("en")} ${number === 1 ? noun : nouns}`;
    // A page that lists some of many says so: `data-whole` is how many there are.
    const { whole } = form.dataset;
    const countedOf = (shown, total) => {
      if (!whole) return outOf(shown, total);
      const some = `the ${total.toLocaleString("en")} ${nouns} on this page`;
      if (shown === total) {
        return `${said(Number(whole))}, of which this page lists the ${total.toLocaleString("en")} with most to read`;
      }
      return shown ? `${shown.toLocaleString("en")} of ${some}` : `None of ${some} fits`;
    };
    const outOf = (shown, total) => {
      if (shown === total) return said(total);
      return shown ? `${shown.toLocaleString("en")} of ${said(total)}` : `None of ${said(total)} fits`;
    };
    const textOf = (row) => {
      if (!texts.has(row)) texts.set(row, folded(row.textContent));
      return texts.get(row);
    };

    // Sorted by anything but the day, all rows stand in the first list, and headings mean nothing.
    let order = "";
    const sort = (by) => {
      if (by === order) return;
      order = by;
      for (const { list, own } of sections) list.append(...own);
      if (!by) return;
      const collator = new Intl.Collator("en", { sensitivity: "base", numeric: true });
      const sorted =
        by === "latest"
          ? [...rows].reverse()
          : [...rows].sort((a, b) => collator.compare(a.dataset[by], b.dataset[by])); // stable: else by day
      lists[0].append(...sorted);
    };

    // A row has its values on lines; and what an option is worth is its text with white space folded.
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
        shown += !row.hidden;
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
          for (const entry of entries) entry.parentElement.hidden = node.hidden;
        }
      }
      if (count) count.textContent = countedOf(shown, rows.length);
      if (clear) clear.hidden = !asking().length;
      if (beyond) lead();
    };

    // Where a list has several pages, a link asks the search for the same; a choice may be called otherwise there.
    const lead = () => {
      const address = new URL(beyond.href);
      const asks = beyond.closest("[data-beyond]").dataset.beyond;
      for (const { name, value, selectedOptions: [choice] = [] } of form.elements) {
        if (!name || name === "sort" || (asks && !asks.split(" ").includes(name))) continue;
        const asked = name === "words" ? "q" : name;
        if (value) address.searchParams.set(asked, choice?.dataset.found ?? value);
        else address.searchParams.delete(asked);
      }
      beyond.href = address;
    };

    const asking = () => [...new FormData(form)].filter(([, value]) => value);

    // Not at each letter: browsers limit how often an address may change.
    let waiting;
    const remember = () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        if (!form.isConnected) return;
        const asked = new URLSearchParams(location.search); // what else it asks for, such as a day, stays
        for (const { name } of form.elements) asked.delete(name);
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
        form.elements[0].focus(); // the button that was pressed is gone
        changed();
      }),
    );
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
    apply();
  };

  // A form.ar-search leads to the search page, which needs scripts, and so does the form. `data-from-address` fills in the
  // words of an address that leads nowhere.
  const search = (form) => {
    if ("fromAddress" in form.dataset) {
      const last = location.pathname.split("/").filter(Boolean).at(-1) || "";
      try {
        form.elements.namedItem("q").value = decodeURIComponent(last)
          .replace(/\.html?$/, "")
          .replace(/[-_+\s]+/g, " ")
          .slice(0, 80);
      } catch {
        /* no text, so nothing to look for */
      }
    }
    form.hidden = false;
  };

  const start = () => {
    for (const form of document.querySelectorAll("form.ar-filter[hidden]")) filter(form);
    for (const form of document.querySelectorAll("form.ar-search[hidden]")) search(form);
  };

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-copy]");
    if (!button) return;
    const { href } = new URL(button.dataset.copy, location.href);
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
  const menu = document.querySelector("[data-menu]");
  const drawer = document.getElementById("__drawer");
  const told = () => menu.setAttribute("aria-expanded", drawer.checked);
  menu?.addEventListener("click", () => {
    drawer.click();
    if (drawer.checked) document.querySelector(".md-sidebar--primary a")?.focus();
  });
  drawer?.addEventListener("change", told);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drawer?.checked) return;
    drawer.click();
    menu.focus();
  });

  // The policy of the page that was loaded holds on for all that instant navigation puts in its place. A script that only the new
  // page's own policy lets in runs when that page is loaded for itself.
  const policyOf = () => document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.content;
  const ours = policyOf();
  addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
    if (effectiveDirective === "script-src-elem" && blockedURI === "inline" && policyOf() !== ours) location.reload();
  });

  // Material says when a page has come, also one that instant navigation put in place.
  if (window.document$) window.document$.subscribe(start);
  else start();
})();
