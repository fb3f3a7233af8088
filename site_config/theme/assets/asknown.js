// "As known on a day": hides what was published later. Pages read without it: then everything is shown, by month of publication.
//
// data-published="2024-10-31"   the day by which this had certainly been published; empty where that is not known
// data-carriers="2024-10-10:2"  the same with the number of articles, for a cell that counts them in its .ar-times
// data-known-group              hidden when nothing dated in it is left
// data-known-empty              shown when nothing dated around it is left
// data-known="all"              holds for the whole archive, so it is hidden with a day chosen
//
// The day stands in the address (?known=2024-12-31), so that a view can be linked to.
(() => {
  const DATED = "[data-published], [data-carriers]";
  const said = (day) => new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${day}T00:00Z`));
  const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

  const control = (form) => {
    const field = form.elements.namedItem("known");
    const way = form.querySelector("[type=range]");
    const status = form.querySelector("[role=status]");
    const around = form.closest(".md-content__inner") || document.body;
    const dated = [...around.querySelectorAll(DATED)];
    const groups = [...around.querySelectorAll("[data-known-group]")].reverse();  // the inner before the outer
    const rows = [...around.querySelectorAll(form.dataset.rows)];
    const published = (node) => (node.dataset.published ?? node.dataset.carriers).split(" ").map((word) => word.split(":"));
    const days = [...new Set(dated.flatMap((node) => published(node).map(([day]) => day)).filter(isDay))].sort();
    const own = rows.filter((row) => row.matches(DATED)).flatMap((row) => published(row).map(([day]) => day)).filter(isDay).sort();
    const first = own[0] || days[0], last = own.at(-1) || days.at(-1);
    if (days.length < 2) { form.remove(); return; }  // and the room that was kept for it

    const apply = (day) => {
      for (const node of dated) {
        const left = published(node).filter(([on]) => !day || (on && on <= day));
        node.hidden = !left.length;
        if (node instanceof SVGElement) node.toggleAttribute("hidden", node.hidden);  // it knows no such property
        const times = node.querySelector(".ar-times");
        if (times) {
          const number = left.reduce((sum, [, count]) => sum + Number(count), 0);
          times.textContent = number > 1 ? ` · ${number.toLocaleString("en")}×` : "";
        }
      }
      for (const group of groups) {
        const inside = [...group.querySelectorAll(DATED)];
        const left = inside.some((node) => !node.hidden);
        const empty = group.querySelector(":scope > [data-known-empty]");
        if (empty) empty.hidden = left;
        else group.hidden = inside.length > 0 && !left;
      }
      // A heading whose block is empty says nothing; and the table of contents should not lead to it.
      for (const block of around.querySelectorAll(".ar-entries")) {
        const gone = ![...block.children].some((row) => !row.hidden);
        for (let node = block; node; node = node.previousElementSibling) {
          node.hidden = gone;
          if (!node.matches("h3")) continue;
          const entry = document.querySelector(`.md-nav--secondary a[href$="#${CSS.escape(node.id)}"]`);
          if (entry) entry.parentElement.hidden = gone;
          break;
        }
      }
      for (const node of around.querySelectorAll('[data-known="all"]')) node.hidden = Boolean(day);
      const shown = rows.filter((row) => !row.hidden).length;
      const noun = rows.length === 1 ? form.dataset.noun : form.dataset.nouns || `${form.dataset.noun}s`;
      const next = days.find((one) => one > day);
      status.textContent = day
        ? `${shown.toLocaleString("en")} of ${rows.length.toLocaleString("en")} ${noun} had been published by ${said(day)}.${next ? ` More came by ${said(next)}.` : ""}`
        : `Everything is shown: ${rows.length.toLocaleString("en")} ${noun}, published from ${said(first)} to ${said(last)}.`;
      const at = day ? days.filter((one) => one <= day).length - 1 : days.length;
      way.value = String(Math.max(0, at));
      way.setAttribute("aria-valuetext", day ? said(day) : "everything");
      form.toggleAttribute("data-chosen", Boolean(day));
      document.dispatchEvent(new Event("ar-known"));  // a filter of the same rows hides its own share again
    };

    let waiting;
    const choose = (day) => {
      if (field.value !== day) field.value = day;
      apply(day);
      clearTimeout(waiting);
      waiting = setTimeout(() => {  // not at each step: browsers limit how often an address may change
        if (!form.isConnected) return;
        const query = new URLSearchParams(location.search);
        if (day) query.set("known", day);
        else query.delete("known");
        const words = query.toString();
        history.replaceState(history.state, "", location.pathname + (words && `?${words}`) + location.hash);
      }, 300);
    };

    way.max = String(days.length);
    field.min = days[0];
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(() => choose("")));
    field.addEventListener("input", () => { if (!field.value || isDay(field.value)) choose(field.value); });
    way.addEventListener("input", () => choose(days[Number(way.value)] || ""));
    const asked = new URLSearchParams(location.search).get("known") || "";
    field.value = isDay(asked) ? asked : "";
    apply(field.value);
  };

  const start = () => {
    for (const form of document.querySelectorAll("form.ar-known[hidden]")) control(form);
  };

  // Material says when a page has come, also one that instant navigation put in place.
  if (window.document$) window.document$.subscribe(start);
  else start();
})();
