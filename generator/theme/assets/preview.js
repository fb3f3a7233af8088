// Shows a small card for a link to a record, a quotation or an utterance: on hover, on focus, and on touch by holding. The card is made
// from the page that the link leads to, of which no more is fetched than it needs. Without this script links still work.
(() => {
  const { _, pgettext } = globalThis.archive;
  const KINDS = "articles|people|organisations|places|documents|statements|claims|figures|events|topics|stories";
  const RECORD = new RegExp(`/(?:${KINDS})/([a-z0-9]+(?:-[a-z0-9]+)*)/$`);
  const WAIT = { hover: 350, focus: 500, touch: 450 };
  const GONE = 180; // milliseconds for moving the pointer from the link to the card
  const MOST = 60; // cards in the cache

  const card = document.createElement("div");
  card.id = "ar-preview";
  card.className = "ar-preview";
  card.hidden = true;
  /** @type {Map<string, HTMLElement[] | null>} */
  const known = new Map(); // the content of cards, by the address of their links
  /** @type {Element | null} */
  let shown = null;
  /** @type {Element | null} */
  let wanted = null;
  /** @type {number | undefined} */
  let waiting;
  /** @type {number | undefined} */
  let leaving;
  let held = false;
  /** @type {number | undefined} */
  let released;

  /** @typedef {{ key: string, url: URL, here: boolean, spot: string }} Target */
  /** @typedef {"hover" | "focus" | "touch"} How */

  /** @param {EventTarget | null} target */
  const linkAt = (target) => (target instanceof Element ? target.closest("a") : null);
  /** @param {EventTarget | null} target */
  const onCard = (target) => target instanceof Node && card.contains(target);

  // The target of a link to a record or to words on its page; null for other links, and for what is already in view.
  /** @param {Element} link @returns {Target | null} */
  const target = (link) => {
    if (
      !link.closest(".md-content") ||
      link.closest(".headerlink, .ar-siblings, .ar-sequence, .ar-tools, .ar-preview")
    ) {
      return null;
    }
    const href = link.getAttribute("href");
    if (!href) return null;
    const url = new URL(href, location.href);
    if (url.origin !== location.origin) return null;
    const day = url.searchParams.get("known") || "";
    const here = url.pathname === location.pathname;
    const spot = /^#[qp]-/.test(url.hash) ? url.hash.slice(1) : "";
    if (here ? !spot : !RECORD.test(url.pathname) && !spot) return null;
    return { key: url.pathname + day + (spot && `#${spot}`), url, here, spot };
  };

  // --- the content of a card ---

  // Cuts between words as `markup.excerpt` does; a very long word, as in a text without spaces, between letters.
  /** @param {string} text @param {number} most */
  const cut = (text, most) => {
    const plain = text.replace(/\s+/g, " ").trim();
    const letters =
      "Segmenter" in Intl ? Array.from(new Intl.Segmenter().segment(plain), (it) => it.segment) : [...plain];
    if (letters.length <= most) return letters.join("");
    const some = letters.slice(0, most - 1);
    const space = some.lastIndexOf(" ");
    return `${some
      .slice(0, space > most / 2 ? space : most)
      .join("")
      .replace(/(?<![ ,;:])[ ,;:]+$/, "")}…`;
  };
  /**
   * @template {keyof HTMLElementTagNameMap} Tag
   * @param {Tag} tag
   * @param {string} className
   * @param {string} text
   * @param {Element | null} [from]  whose language and direction it has
   */
  const part = (tag, className, text, from) => {
    const node = document.createElement(tag);
    node.className = className;
    node.textContent = text;
    const lang = from?.closest("[lang]")?.getAttribute("lang");
    if (lang) node.lang = lang;
    const dir = from?.closest("[dir]")?.getAttribute("dir");
    if (dir) node.dir = dir;
    return node;
  };

  /** @param {ParentNode} root @returns {HTMLElement[] | null} */
  const ofRecord = (root) => {
    const head = root.querySelector(".ar-head");
    if (!head) return null;
    /** @type {HTMLElement[]} */
    const parts = [];
    const [label, title, deck] = [".ar-label", "h1", ".ar-deck, .ar-lead"].map((what) => head.querySelector(what));
    if (label) parts.push(part("p", "ar-label", label.textContent));
    parts.push(part("p", "ar-preview__title", cut(title?.textContent.replace("¶", "") || "", 160), title));
    if (deck) parts.push(part("p", "ar-preview__deck", cut(deck.textContent, 170), deck));
    const line = [...head.querySelectorAll(".ar-line > li")]
      .slice(0, 2)
      .map((it) => it.textContent.replace(/\s+/g, " ").trim());
    if (line.length) parts.push(part("p", "ar-preview__count", cut(line.join(" · "), 110)));
    const facts = [...head.querySelectorAll(".ar-facts > div")];
    const brief = facts.find((fact) => fact.matches("[data-brief]")) ?? facts[0];
    const [term, value] = ["dt", "dd"].map((it) => brief?.querySelector(it)?.textContent.trim() ?? "");
    if (value) {
      parts.push(part("p", "ar-preview__count", cut(`${term} ${value}`, 110)));
    }
    return parts;
  };

  /** @param {ParentNode} root @param {string} id */
  const ofQuotation = (root, id) => {
    const at = root.querySelector(`#${CSS.escape(id)}`)?.closest("details.ar-said");
    const quote = at?.querySelector(".ar-said__words");
    if (!at || !quote) return null;
    const [who, ...more] = [...at.querySelectorAll(".ar-said__by > *")].map((node) => node.textContent.trim());
    const role = at.querySelector("dd > .ar-soft")?.textContent.trim();
    return [
      part("p", "ar-preview__words", _("“{words}”", { words: cut(quote.textContent, 260) }), quote),
      part("p", "ar-preview__who", [who, role].filter(Boolean).join(pgettext("between the items of a list", ", "))),
      part("p", "ar-preview__count", more.filter(Boolean).join(" · ")),
    ];
  };

  // A passage of an utterance: what it is about, and its first words.
  /** @param {ParentNode} root @param {string} id */
  const ofPassage = (root, id) => {
    const title = root.querySelector(`#${CSS.escape(id)}`);
    const whole = ofRecord(root);
    if (!title || !whole) return whole;
    const words = title.nextElementSibling?.querySelector("blockquote");
    const parts = [whole[0], part("p", "ar-preview__title", cut(title.textContent.replace("¶", ""), 160))];
    if (words) {
      parts.push(part("p", "ar-preview__words", _("“{words}”", { words: cut(words.textContent, 200) }), words));
    }
    return parts;
  };

  /** @param {ParentNode} root @param {string} spot @returns {HTMLElement[] | null} */
  const drawn = (root, spot) =>
    (spot.startsWith("q-") && ofQuotation(root, spot)) ||
    (spot.startsWith("p-") && ofPassage(root, spot)) ||
    ofRecord(root);

  // The part of the page that the card needs: its head, or everything up to the quotation.
  /** @param {string} text @param {string} spot */
  const enough = (text, spot) => {
    if (!spot) return text.includes("</header>", text.indexOf("ar-head"));
    const at = text.indexOf(`id="${spot}"`);
    return at > 0 && text.includes(spot.startsWith("q-") ? "</details>" : "</blockquote>", at);
  };
  /** @param {Target} to @param {AbortSignal} signal */
  const fetched = async ({ url, spot }, signal) => {
    const answer = await fetch(url.pathname, { signal, credentials: "same-origin" });
    if (!answer.ok || !answer.body) return null;
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (value) text += value;
      if (done) break;
      if (text.includes("ar-head") && enough(text, spot)) {
        reader.cancel().catch(() => {});
        break;
      }
    }
    return new DOMParser().parseFromString(text, "text/html"); // this runs no script and fetches nothing
  };

  /** @type {AbortController | undefined} */
  let asking;
  /** @param {Target} to */
  const contents = async (to) => {
    const before = known.get(to.key);
    if (before !== undefined) return before;
    asking?.abort();
    asking = new AbortController();
    const whole = to.here ? document : await fetched(to, asking.signal);
    const day = window.archiveKnown?.day(); // if there is one, the card shows nothing that came later
    const root = day ? left(whole?.querySelector(".md-content__inner"), day) : whole;
    const parts = root && drawn(root, to.spot);
    const [oldest] = known.keys();
    if (known.size >= MOST && oldest !== undefined) known.delete(oldest);
    known.set(to.key, parts);
    return parts;
  };
  /** @param {Element | null | undefined} content @param {string} day */
  const left = (content, day) => (content && window.archiveKnown?.copy(content, day)) || null;

  // --- showing it ---

  /** @param {Element} link */
  const place = (link) => {
    const boxes = [...link.getClientRects()];
    const box = boxes[0] || link.getBoundingClientRect();
    const last = boxes.at(-1) || box;
    const { offsetWidth: width, offsetHeight: height } = card;
    const room = document.documentElement.clientWidth;
    const edge = 0.4 * parseFloat(getComputedStyle(document.documentElement).fontSize); // as in preview.css
    const start = getComputedStyle(card).direction === "rtl" ? box.right - width : box.left;
    const left = Math.max(edge, Math.min(start, room - width - edge));
    const below = last.bottom + height + 10 < innerHeight || box.top - height - 10 < 50;
    card.style.left = `${left}px`;
    card.style.top = `${below ? last.bottom + 6 : box.top - height - 6}px`;
  };

  /** @param {Element} link @param {Target} to @param {How} how */
  const show = async (link, to, how) => {
    wanted = link;
    let parts;
    try {
      parts = await contents(to);
    } catch {
      return;
    } // the page did not come, or another was asked for
    if (wanted !== link || !parts?.length || !link.isConnected) return;
    if (to.here && visible(to.spot)) return;
    hide();
    card.replaceChildren(...parts);
    card.toggleAttribute("data-held", how === "touch");
    if (how === "touch") {
      const tools = part("p", "ar-preview__tools", "");
      const open = part("a", "", _("Open"));
      open.href = to.url.href;
      const close = part("button", "", _("Close"));
      close.type = "button";
      close.addEventListener("click", hide);
      tools.append(open, close);
      card.append(tools);
      card.setAttribute("role", "dialog");
      card.setAttribute("aria-label", _("Preview"));
    } else {
      card.setAttribute("role", "tooltip");
      card.removeAttribute("aria-label");
      link.setAttribute("aria-describedby", card.id);
    }
    (document.querySelector("main") || document.body).append(card); // within a landmark
    card.hidden = false;
    shown = link;
    if (how === "touch") card.style.left = card.style.top = "";
    else place(link);
    const title = link.getAttribute("title"); // one card at a time
    if (title) {
      link.setAttribute("data-title", title);
      link.removeAttribute("title");
    }
  };
  /** @param {string} id */
  const visible = (id) => {
    const box = document.getElementById(id)?.getBoundingClientRect();
    return box !== undefined && box.top >= 40 && box.bottom <= innerHeight;
  };
  const hide = () => {
    clearTimeout(leaving);
    if (!shown) return;
    shown.removeAttribute("aria-describedby");
    const title = shown.getAttribute("data-title");
    if (title) {
      shown.setAttribute("title", title);
      shown.removeAttribute("data-title");
    }
    shown = null;
    card.hidden = true;
  };
  const away = () => {
    clearTimeout(waiting);
    wanted = null;
  };
  /** @param {Event} event @param {How} how */
  const soon = (event, how) => {
    const link = linkAt(event.target);
    const to = link && target(link);
    if (!to || link === shown) return false;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (how === "touch") held = true;
      show(link, to, how);
    }, WAIT[how]);
    return true;
  };

  let last = ""; // the last input device, since a link focused by a mouse click shows no card
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    if (onCard(event.target) || (shown && linkAt(event.target) === shown)) {
      clearTimeout(leaving);
      return;
    }
    if (navigator.connection?.saveData) return;
    soon(event, "hover");
  });
  document.addEventListener("pointerout", (event) => {
    if (event.pointerType === "touch") return;
    const to = event.relatedTarget instanceof Node ? event.relatedTarget : null;
    const link = linkAt(event.target);
    if (link && !link.contains(to)) away();
    if (shown && (link === shown || onCard(event.target)) && !(to && (card.contains(to) || shown.contains(to)))) {
      clearTimeout(leaving);
      leaving = setTimeout(hide, GONE);
    }
  });
  document.addEventListener("focusin", (event) => {
    const { target } = event;
    if (onCard(target)) return;
    if (shown && target !== shown) hide();
    away();
    if (last === "key" && target instanceof Element && target.matches(":focus-visible")) soon(event, "focus");
  });
  document.addEventListener("focusout", () => {
    if (!card.hasAttribute("data-held")) {
      away();
      hide();
    }
  });
  document.addEventListener(
    "keydown",
    (event) => {
      last = "key";
      if (event.key !== "Escape") return;
      away();
      if (shown) {
        hide();
        event.stopPropagation();
      }
    },
    true,
  );

  // Touch: a tap follows the link as usual. Holding it shows the card, with a link of its own, instead of the browser's menu.
  /** @type {PointerEvent | null} */
  let from = null;
  document.addEventListener("pointerdown", (event) => {
    last = "pointer";
    clearTimeout(released);
    held = false;
    if (shown && !onCard(event.target)) hide();
    away();
    if (event.pointerType !== "touch" || !event.isPrimary) return;
    from = soon(event, "touch") ? event : null;
  });
  document.addEventListener("pointermove", (event) => {
    if (
      from &&
      event.pointerType === "touch" &&
      Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) > 8
    ) {
      from = null;
      away();
    }
  });
  for (const end of /** @type {const} */ (["pointerup", "pointercancel"])) {
    document.addEventListener(end, (event) => {
      if (event.pointerType !== "touch") return;
      from = null;
      if (!held) away();
      // The click at the end of this touch may hit the card, which appeared under the finger. No click follows a long touch.
      else released = setTimeout(() => (held = false), 300);
    });
  }
  document.addEventListener("contextmenu", (event) => {
    if (from || held) event.preventDefault();
  });
  document.addEventListener(
    "click",
    (event) => {
      if (held) {
        event.preventDefault();
        event.stopImmediatePropagation();
      } else {
        away();
        if (!onCard(event.target) || linkAt(event.target)) hide();
      }
      held = false;
    },
    true,
  );
  addEventListener(
    "scroll",
    () => {
      if (shown && !card.hasAttribute("data-held")) hide();
      if (last !== "key") away(); // scrolling by the Tab key does not close the card
    },
    { passive: true },
  );
  addEventListener("resize", hide);
  if (window.document$) {
    window.document$.subscribe(() => {
      away();
      hide();
    });
  }
})();
