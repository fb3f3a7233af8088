// The map's choice of dates and its zoom, and the network's search and filter. Without this script both are still drawn and linked.
(() => {
  const { _, ngettext } = globalThis.archive;
  const LEVELS = [1, 2, 4, 8];
  const NEAREST = 8;
  /** @typedef {[first: number, last: number, number: number]} Span  the first and last bin, and how many entries; NaN if undated */

  // Writes the choices into the address, but not at each step: browsers limit such changes.
  /** @param {HTMLFormElement} form */
  const addressWriter = (form) => {
    /** @type {number | undefined} */
    let waiting;
    return () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        if (!form.isConnected) return;
        const asked = new URLSearchParams(location.search);
        for (const name of namesIn(form)) asked.delete(name);
        for (const [name, value] of new FormData(form)) if (value) asked.append(name, String(value));
        const query = asked.toString();
        history.replaceState(history.state, "", location.pathname + (query && `?${query}`) + location.hash);
      }, 300);
    };
  };
  /** @param {HTMLFormElement} form */
  const namesIn = (form) => [...form.elements].map((it) => it.getAttribute("name") ?? "").filter(Boolean);
  /** @param {HTMLFormElement} form */
  const restoreForm = (form) => {
    for (const [name, value] of new URLSearchParams(location.search)) {
      const field = form.elements.namedItem(name);
      if (!(field instanceof HTMLSelectElement || field instanceof HTMLInputElement)) continue;
      field.value = value;
      if (field instanceof HTMLSelectElement && field.selectedIndex < 0) field.value = "";
    }
  };

  // Clears immediately: after the event "reset" the focus may be in another field.
  /** @param {HTMLFormElement} form @param {Element | null} button @param {HTMLElement} first @param {() => void} changed */
  const startClearButton = (form, button, first, changed) =>
    button?.addEventListener("click", (event) => {
      event.preventDefault();
      form.reset();
      first.focus();
      changed();
    });

  // --- time: from one month or year to another ---

  // `data-spans` counts entries by bins: "3-3:2 4-6:1 x:1" is two in bin 3, one from bin 4 to 6, one undated.
  /** @param {string} text @returns {Span[]} */
  const parseSpans = (text) =>
    text.split(" ").map((word) => {
      const [span, number] = word.split(":");
      const [first, last] = span.split("-");
      return [Number(first), Number(last), Number(number)];
    });
  // The number of a month, counted from the year 0. A year stands for its January, or as an end for its December.
  /** @param {string} text @param {boolean} end */
  const monthOf = (text, end) => {
    const found = /^(-?\d{4,})(?:-(0[1-9]|1[0-2]))?$/.exec(text);
    return found ? Number(found[1]) * 12 + (found[2] ? Number(found[2]) - 1 : end ? 11 : 0) : NaN;
  };

  /** @param {HTMLFormElement} form */
  const startMapFilter = (form) => {
    const around = form.closest(".md-content__inner") || document.body;
    const rows = /** @type {HTMLElement[]} */ ([...around.querySelectorAll(".ar-places > li")]);
    const lines = /** @type {HTMLElement[]} */ ([...around.querySelectorAll(".ar-places > li li[data-spans]")]);
    const pins = [...around.querySelectorAll(".ar-map [data-rows]")].map((node) => {
      const dot = node.matches("circle") ? node : node.querySelector("circle:not(.ar-touch)");
      return {
        node,
        dot,
        r: Number(dot?.getAttribute("r")),
        rows: (node.getAttribute("data-rows") ?? "").split(" "),
        said: node.getAttribute("aria-label"),
      };
    });
    const spans = new Map([...rows, ...lines].map((row) => [row, parseSpans(row.dataset.spans ?? "")]));
    const said = form.querySelector("[role=status]");
    const clear = form.querySelector("[type=reset]");
    const [from, to] = ["from", "to"].map((name) => form.elements.namedItem(name));
    if (!(from instanceof HTMLSelectElement && to instanceof HTMLSelectElement && said instanceof HTMLElement)) return;
    /** @param {Element | null} row */
    const spansOf = (row) => (row instanceof HTMLElement && spans.get(row)) || [];
    /** @param {Element | null} row */
    const entryCount = (row) => spansOf(row).reduce((sum, [, , number]) => sum + number, 0);
    const remember = addressWriter(form);

    // Addresses contain months, even if the choices are now years or other months. A month out of range means the first or last choice.
    const recallMonths = () => {
      const asked = new URLSearchParams(location.search);
      for (const field of [from, to]) {
        const end = field === to;
        const month = monthOf(asked.get(field.name) || "", end);
        const ends = [...to.options].slice(1).map((option) => monthOf(option.value, true));
        const begins = monthOf(from.options[1].value, false);
        const at = ends.findIndex((last) => month <= last);
        if (Number.isNaN(month)) field.value = "";
        else if (end) field.selectedIndex = month > ends[ends.length - 1] ? 0 : at + 1;
        else field.selectedIndex = month < begins ? 0 : at < 0 ? ends.length : at + 1;
      }
    };

    const apply = () => {
      const first = from.value === "" ? -Infinity : from.selectedIndex - 1; // as a bin of `data-spans`
      const last = to.value === "" ? Infinity : to.selectedIndex - 1;
      const all = from.value === "" && to.value === "";
      /** @param {Element} row */
      const within = (row) =>
        all
          ? entryCount(row)
          : spansOf(row).reduce((sum, [a, b, number]) => sum + (b >= first && a <= last ? number : 0), 0);
      const countsInTime = new Map(rows.map((row) => [row.id, within(row)]));
      for (const line of lines) line.hidden = !within(line);
      for (const row of rows) {
        const number = countsInTime.get(row.id) ?? 0;
        const now = row.querySelector(".ar-places__now");
        row.hidden = !number;
        if (now) {
          const part = ngettext(
            "{shown} of {n} entry in this time",
            "{shown} of {n} entries in this time",
            entryCount(row),
            { shown: number },
          );
          now.textContent = all ? "" : ` · ${part}`;
        }
      }
      for (const { node, dot, r, rows: of, said: label } of pins) {
        const number = of.reduce((sum, id) => sum + (countsInTime.get(id) || 0), 0);
        const whole = of.reduce((sum, id) => sum + entryCount(document.getElementById(id)), 0);
        node.toggleAttribute("hidden", !number);
        dot?.setAttribute("r", Math.max(2.5, r * Math.sqrt(number / whole)).toFixed(1));
        if (label) {
          const part = _("{place}, {n} of it in this time", { place: label, n: number });
          node.setAttribute("aria-label", all ? label : part);
        }
      }
      const shown = rows.filter((row) => !row.hidden).length;
      const undated = Number(said.dataset.undated || 0);
      const places = rows.length;
      const without = undated
        ? ` ${ngettext("{n} entry has no date, and are left out.", "{n} entries have no date, and are left out.", undated)}`
        : "";
      said.textContent = all
        ? ngettext("All {n} place.", "All {n} places.", places)
        : first > last
          ? _("The end is before the beginning.")
          : ngettext("{shown} of {n} place.", "{shown} of {n} places.", places, { shown }) + without;
      clear?.toggleAttribute("hidden", all);
    };
    recallMonths();
    form.addEventListener("input", () => {
      apply();
      remember();
    });
    startClearButton(form, clear, from, () => {
      apply();
      remember();
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
    const fold = form.closest("details");
    if (fold && (from.value || to.value)) {
      fold.open = true;
    }
    apply();
  };

  // --- zoom ---

  /** @param {EventTarget | null} target @param {string} selector */
  const closest = (target, selector) => (target instanceof Element ? target.closest(selector) : null);

  // The place of a mark in its drawing.
  /** @param {Element} pin */
  const placeOf = (pin) => {
    const { e = 0, f = 0 } = (pin instanceof SVGGraphicsElement && pin.transform.baseVal.consolidate()?.matrix) || {};
    return [e, f];
  };

  /** @param {HTMLElement} frame */
  const startZoom = (frame) => {
    const maps = /** @type {SVGSVGElement[]} */ ([...frame.querySelectorAll("svg.ar-map")]);
    const drawings = maps.map((svg) => {
      const { width, height } = svg.viewBox.baseVal;
      return { svg, width, height, stills: [...svg.querySelectorAll(".ar-still")] };
    });
    let k = 1,
      cx = 0.5,
      cy = 0.5; // the zoom, and the middle of the view as shares of the whole
    const bar = document.createElement("div");
    bar.className = "ar-zoom";
    /** @type {[sign: string, name: string, by: number][]} */
    const zoomSteps = [
      ["+", _("Nearer"), 2],
      ["−", _("Farther"), 0.5],
      ["⤢", _("The whole map"), 0],
    ];
    const buttons = zoomSteps.map(([sign, name, by]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = sign;
      button.setAttribute("aria-label", name);
      button.title = name;
      button.addEventListener("click", () => (by ? zoom(k * by, ...(by > 1 ? busiest() : [])) : showWhole()));
      bar.append(button);
      return button;
    });
    const live = document.createElement("p");
    live.className = "ar-sr";
    live.setAttribute("role", "status");
    frame.after(bar, live);

    const draw = () => {
      k = Math.min(Math.max(k, 1), NEAREST);
      const half = 0.5 / k;
      cx = Math.min(Math.max(cx, half), 1 - half);
      cy = Math.min(Math.max(cy, half), 1 - half);
      for (const { svg, width, height, stills } of drawings) {
        svg.setAttribute(
          "viewBox",
          [(cx - half) * width, (cy - half) * height, width / k, height / k].map((n) => n.toFixed(2)).join(" "),
        );
        for (const still of stills) still.setAttribute("transform", `scale(${(1 / k).toFixed(4)})`);
        svg.style.setProperty("--ar-zoom", String(1 / k));
        svg.dataset.level = String(LEVELS.filter((level) => level <= k + 0.01).at(-1));
      }
      frame.toggleAttribute("data-zoomed", k > 1);
      // A button that cannot be used keeps the focus.
      buttons.forEach((button, index) =>
        button.setAttribute("aria-disabled", String(index === 0 ? k >= NEAREST : k <= 1)),
      );
    };
    /** @param {number} to @param {number} [x] @param {number} [y] the point that stays in place */
    const zoom = (to, x = cx, y = cy) => {
      to = Math.min(Math.max(to, 1), NEAREST);
      cx = x + ((cx - x) * k) / to;
      cy = y + ((cy - y) * k) / to;
      k = to;
      draw();
      live.textContent = k > 1 ? _("{n} times as near", { n: Math.round(k * 10) / 10 }) : _("The whole map");
    };
    /** @returns {[x: number, y: number]} */
    const busiest = () => {
      const { svg, width, height } = drawings.find((one) => one.svg.getClientRects().length) || drawings[0];
      let x = 0,
        y = 0,
        sum = 0;
      for (const pin of svg.querySelectorAll(".ar-pin:not([hidden])")) {
        const [e, f] = placeOf(pin);
        const [px, py] = [e / width, f / height];
        const r = Number(pin.querySelector("circle:not(.ar-touch)")?.getAttribute("r"));
        if (Math.abs(px - cx) > 0.5 / k || Math.abs(py - cy) > 0.5 / k) continue;
        x += px * r * r;
        y += py * r * r;
        sum += r * r;
      }
      return sum ? [x / sum, y / sum] : [cx, cy];
    };
    const showWhole = () => {
      cx = cy = 0.5;
      zoom(1);
    };

    /** @param {{ clientX: number, clientY: number }} event */
    const pointAt = (event) => {
      // as shares of the whole
      const box = frame.getBoundingClientRect();
      /** @type {[x: number, y: number]} */
      const place = [
        cx + ((event.clientX - box.left) / box.width - 0.5) / k,
        cy + ((event.clientY - box.top) / box.height - 0.5) / k,
      ];
      return place;
    };
    /** @type {Map<number, PointerEvent>} */
    const pointers = new Map();
    let pinchDistance = 0,
      moved = false;
    frame.addEventListener("pointerdown", (event) => {
      pointers.set(event.pointerId, event);
      if (pointers.size === 1) moved = false;
      pinchDistance = 0;
    });
    frame.addEventListener("pointermove", (event) => {
      const before = pointers.get(event.pointerId);
      if (!before) return;
      const box = frame.getBoundingClientRect();
      if (pointers.size === 1 && k > 1) {
        if (!moved && Math.hypot(event.clientX - before.clientX, event.clientY - before.clientY) < 6) return;
        if (!moved) frame.setPointerCapture(event.pointerId);
        moved = true;
        cx -= (event.clientX - before.clientX) / box.width / k;
        cy -= (event.clientY - before.clientY) / box.height / k;
        draw();
      }
      pointers.set(event.pointerId, event);
      if (pointers.size === 2) {
        const [a, b] = [...pointers.values()];
        const now = Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
        const middle = pointAt({ clientX: (a.clientX + b.clientX) / 2, clientY: (a.clientY + b.clientY) / 2 });
        if (pinchDistance) zoom((k * now) / pinchDistance, ...middle);
        pinchDistance = now;
        moved = true;
      }
    });
    for (const end of /** @type {const} */ (["pointerup", "pointercancel"])) {
      frame.addEventListener(end, (event) => {
        pointers.delete(event.pointerId);
        pinchDistance = 0;
      });
    }
    frame.addEventListener(
      "click",
      (event) => {
        // the end of a drag is not a click
        if (moved && closest(event.target, "a")) event.preventDefault();
        moved = false;
      },
      true,
    );
    frame.addEventListener("dragstart", (event) => event.preventDefault());
    frame.addEventListener(
      "wheel",
      (event) => {
        // browsers report pinching on a touchpad like this
        if (!event.ctrlKey) return;
        event.preventDefault();
        zoom(k * Math.exp(-event.deltaY / 200), ...pointAt(event));
      },
      { passive: false },
    );
    frame.addEventListener("dblclick", (event) => {
      if (!closest(event.target, "a, button")) zoom(k * 2, ...pointAt(event));
    });
    frame.addEventListener("focusin", (event) => {
      // also for marks outside the visible part
      const pin = closest(event.target, ".ar-pin");
      const drawing = drawings.find(({ svg }) => svg.contains(pin));
      if (!pin || !drawing || k === 1 || !pin.matches(":focus-visible")) return;
      const [e, f] = placeOf(pin);
      cx = e / drawing.width;
      cy = f / drawing.height;
      draw();
    });
    draw();
  };

  // --- the network ---

  /** @param {string} text */
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'").toLocaleLowerCase();

  /** @param {Element} node @param {string} name */
  const data = (node, name) => node.getAttribute(`data-${name}`) ?? "";

  // The number of links in the tables, out of all links or all of one kind.
  /** @param {number} total @param {number} listed */
  const ofKind = (total, listed) =>
    ngettext("Of the {n} link, the tables list {listed}.", "Of the {n} links, the tables list {listed}.", total, {
      listed,
    });
  /** @param {number} total @param {number} listed */
  const ofAll = (total, listed) =>
    ngettext(
      "Of the {n} link of all kinds, the tables list {listed}.",
      "Of the {n} links of all kinds, the tables list {listed}.",
      total,
      { listed },
    );
  /** @param {number} total @param {boolean} kinds */
  const allListed = (total, kinds) =>
    kinds
      ? ngettext("All {n} link of all kinds is in the tables.", "All {n} links of all kinds are in the tables.", total)
      : ngettext("All {n} link is in the tables.", "All {n} links are in the tables.", total);
  /** @param {number} total @param {number} listed @param {boolean} kinds */
  const listedOf = (total, listed, kinds) =>
    kinds
      ? ngettext(
          "The tables list {listed} of {n} link of all kinds.",
          "The tables list {listed} of {n} links of all kinds.",
          total,
          { listed },
        )
      : ngettext("The tables list {listed} of {n} link.", "The tables list {listed} of {n} links.", total, { listed });

  /** @param {HTMLFormElement} form */
  const startNetworkFilter = (form) => {
    const around = form.closest(".md-content__inner") || document.body;
    const places = /** @type {HTMLElement[]} */ ([...around.querySelectorAll("[data-sort-of-tie]")]);
    const sections = places.map((node) => ({
      node,
      drawings: [...around.querySelectorAll(`svg.ar-net[data-drawn="${node.dataset.sortOfTie}"]`)].map((svg) => ({
        svg,
        nodes: [...svg.querySelectorAll(".ar-node")].map((mark) => ({
          mark,
          id: data(mark, "id"),
          name: folded((mark.getAttribute("aria-label") ?? "").split(":")[0]),
          kind: data(mark, "kind"),
        })),
        lines: [...svg.querySelectorAll(".ar-tie")].map((line) => ({
          line,
          ends: data(line, "ends").split(" "),
          number: Number(data(line, "number")),
        })),
      })),
      rows: /** @type {HTMLTableRowElement[]} */ ([...node.querySelectorAll("tbody tr")]).map((row) => ({
        row,
        number: Number(data(row, "number")),
        kinds: data(row, "kinds").split(" "),
        names: [row.cells[0], row.cells[1]].map((cell) => folded(cell.textContent)),
      })),
    }));
    const said = form.querySelector("[role=status]");
    const clear = form.querySelector("[type=reset]");
    const [name, tie, kindField, least] = ["name", "tie", "who", "least"].map((it) => {
      const field = form.elements.namedItem(it);
      return field instanceof HTMLInputElement || field instanceof HTMLSelectElement ? field : null;
    });
    if (!name || !tie || !kindField || !said) return;
    const remember = addressWriter(form);
    let wasFiltered = false; // whether anything was asked for before

    const apply = () => {
      const sought = folded(name.value).split(/\s+/).filter(Boolean);
      const from = Number(least?.value) || 1;
      const asked = Boolean(sought.length || kindField.value || from > 1);
      /** @param {string} text */
      const fits = (text) => sought.every((word) => text.includes(word));
      const filters = asked || Boolean(tie.value);
      let shown = 0,
        total = 0,
        listed = 0;
      for (const { node, drawings, rows } of sections) {
        const other = Boolean(tie.value) && node.dataset.sortOfTie !== tie.value;
        node.hidden = other;
        if (!other) total += Number(node.dataset.total);
        for (const { row, number, kinds, names } of rows) {
          row.hidden =
            number < from ||
            (kindField.value && kinds.some((kind) => kind !== kindField.value)) ||
            Boolean(sought.length && !names.some(fits));
          if (!other) {
            listed += 1;
            shown += Number(!row.hidden);
          }
        }
        if (node instanceof HTMLDetailsElement && (filters || wasFiltered)) {
          const unfolds = filters && !other && rows.some(({ row }) => !row.hidden);
          node.name = unfolds ? "" : "links"; // folds of one name would close each other
          node.open = unfolds;
        }
        for (const { svg, nodes, lines } of drawings) {
          const of = new Map(nodes.map((one) => [one.id, one]));
          const own = new Set(nodes.filter((one) => sought.length && fits(one.name)).map((one) => one.id));
          const found = new Set(own);
          for (const { line, ends, number } of lines) {
            const yes =
              number >= from &&
              ends.every((id) => !kindField.value || of.get(id)?.kind === kindField.value) &&
              (!sought.length || ends.some((id) => own.has(id)));
            line.toggleAttribute("data-found", yes);
            if (yes) ends.forEach((id) => found.add(id));
          }
          for (const { mark, id } of nodes) {
            mark.toggleAttribute("data-found", found.has(id));
            mark.toggleAttribute("data-sought", own.has(id));
          }
          svg.toggleAttribute("data-asked", asked);
        }
      }
      const whole = listed === total ? "" : ` ${tie.value ? ofKind(total, listed) : ofAll(total, listed)}`;
      said.textContent =
        shown === total
          ? allListed(total, !tie.value)
          : shown === listed
            ? listedOf(total, listed, !tie.value)
            : shown
              ? ngettext(
                  "{shown} of the {n} link in the tables match.",
                  "{shown} of the {n} links in the tables match.",
                  listed,
                  { shown },
                ) + whole
              : ngettext(
                  "None of the {n} link in the tables matches.",
                  "None of the {n} links in the tables matches.",
                  listed,
                ) + whole;
      clear?.toggleAttribute("hidden", !filters);
      wasFiltered = filters;
    };
    restoreForm(form);
    form.addEventListener("input", () => {
      apply();
      remember();
    });
    startClearButton(form, clear, name, () => {
      apply();
      remember();
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
    const fold = form.closest("details");
    if (fold && [name, tie, kindField, least].some((it) => it?.value)) {
      fold.open = true;
    }
    apply();
  };

  // Highlights the links of a mark.
  /** @param {Element} svg @param {Element} mark */
  const highlightLinks = (svg, mark) => {
    const id = data(mark, "id");
    const found = new Set([id]);
    svg.toggleAttribute("data-asked", true);
    for (const line of svg.querySelectorAll(".ar-tie")) {
      const ends = data(line, "ends").split(" ");
      line.toggleAttribute("data-found", ends.includes(id));
      if (ends.includes(id)) ends.forEach((end) => found.add(end));
    }
    for (const node of svg.querySelectorAll(".ar-node")) {
      node.toggleAttribute("data-found", found.has(data(node, "id")));
    }
  };
  /** @param {Element} svg */
  const clearHighlight = (svg) => {
    svg.toggleAttribute("data-asked", false);
    document.querySelector("form.ar-drawnform[data-ties]")?.dispatchEvent(new Event("input"));
  };
  // The mark and the drawing of an event.
  /** @param {Event} event */
  const markAt = ({ target }) => {
    const mark = closest(target, ".ar-node");
    const svg = mark?.closest("svg");
    return mark && svg ? { mark, svg } : null;
  };
  /** @param {Event} event */
  const onEnter = (event) => {
    const hit = markAt(event);
    if (hit && !(event instanceof PointerEvent && event.pointerType === "touch")) highlightLinks(hit.svg, hit.mark);
  };
  /** @param {FocusEvent | PointerEvent} event */
  const onLeave = (event) => {
    const hit = markAt(event);
    const to = event.relatedTarget;
    if (hit && !(to instanceof Node && hit.mark.contains(to))) clearHighlight(hit.svg);
  };
  document.addEventListener("pointerover", onEnter);
  document.addEventListener("focusin", onEnter);
  document.addEventListener("pointerout", onLeave);
  document.addEventListener("focusout", onLeave);

  const start = () => {
    for (const form of document.querySelectorAll("form.ar-drawnform[hidden]")) {
      if (!(form instanceof HTMLFormElement)) continue;
      if ("ties" in form.dataset) startNetworkFilter(form);
      if ("months" in form.dataset) startMapFilter(form);
    }
    for (const frame of document.querySelectorAll("[data-zoom] .ar-mapframe:not(:has(~ .ar-zoom))")) {
      if (frame instanceof HTMLElement) startZoom(frame);
    }
  };

  if (window.document$) window.document$.subscribe(start);
  else start();
})();
