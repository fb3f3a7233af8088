// Shows a small card for a link to a record, a quotation or an utterance: on hover, on focus, and on touch by holding. The card is made
// from the page that the link leads to, which is fetched only as far as needed. Without this script links still work.
(() => {
  const { _, pgettext } = globalThis.archive;
  const KINDS = "articles|people|organisations|places|documents|statements|claims|figures|events|topics|stories";
  const RECORD = new RegExp(`/(?:${KINDS})/([a-z0-9]+(?:-[a-z0-9]+)*)/$`);
  const DELAYS = { hover: 350, focus: 500, touch: 450 };
  const HIDE_DELAY = 180; // milliseconds for moving the pointer from the link to the card
  const MOST_CACHED = 60; // cards in the cache

  const card = document.createElement("div");
  card.id = "ar-preview";
  card.className = "ar-preview";
  card.hidden = true;
  /** @type {Map<string, HTMLElement[] | null>} */
  const cardCache = new Map(); // the content of cards, by the address of their links
  /** @type {Element | null} */
  let shownLink = null;
  /** @type {Element | null} */
  let wantedLink = null;
  /** @type {number | undefined} */
  let showTimer;
  /** @type {number | undefined} */
  let hideTimer;
  let isHeld = false;
  /** @type {number | undefined} */
  let releaseTimer;

  /** @typedef {{ key: string, url: URL, here: boolean, spot: string }} Target */
  /** @typedef {"hover" | "focus" | "touch"} How */

  /** @param {EventTarget | null} targetOf */
  const linkAt = (targetOf) => (targetOf instanceof Element ? targetOf.closest("a") : null);
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
  const excerpt = (text, most) => {
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
   * @param {Element | null} [source]  whose language and direction it has
   */
  const makePart = (tag, className, text, source) => {
    const node = document.createElement(tag);
    node.className = className;
    node.textContent = text;
    const lang = source?.closest("[lang]")?.getAttribute("lang");
    if (lang) node.lang = lang;
    const dir = source?.closest("[dir]")?.getAttribute("dir");
    if (dir) node.dir = dir;
    return node;
  };

  /** @param {ParentNode} root @returns {HTMLElement[] | null} */
  const recordCard = (root) => {
    const head = root.querySelector(".ar-head");
    if (!head) return null;
    /** @type {HTMLElement[]} */
    const parts = [];
    const [label, title, deck] = [".ar-label", "h1", ".ar-deck, .ar-lead"].map((what) => head.querySelector(what));
    if (label) parts.push(makePart("p", "ar-label", label.textContent));
    parts.push(makePart("p", "ar-preview__title", excerpt(title?.textContent.replace("¶", "") || "", 160), title));
    if (deck) parts.push(makePart("p", "ar-preview__deck", excerpt(deck.textContent, 170), deck));
    const line = [...head.querySelectorAll(".ar-line > li")]
      .slice(0, 2)
      .map((it) => it.textContent.replace(/\s+/g, " ").trim());
    if (line.length) parts.push(makePart("p", "ar-preview__count", excerpt(line.join(" · "), 110)));
    const facts = [...head.querySelectorAll(".ar-facts > div")];
    const brief = facts.find((fact) => fact.matches("[data-brief]")) ?? facts[0];
    const [term, value] = ["dt", "dd"].map((it) => brief?.querySelector(it)?.textContent.trim() ?? "");
    if (value) {
      parts.push(makePart("p", "ar-preview__count", excerpt(`${term} ${value}`, 110)));
    }
    return parts;
  };

  /** @param {ParentNode} root @param {string} id */
  const quotationCard = (root, id) => {
    const at = root.querySelector(`#${CSS.escape(id)}`)?.closest("details.ar-said");
    const quote = at?.querySelector(".ar-said__words");
    if (!at || !quote) return null;
    const [who, ...more] = [...at.querySelectorAll(".ar-said__by > *")].map((node) => node.textContent.trim());
    const role = at.querySelector("dd > .ar-soft")?.textContent.trim();
    return [
      makePart("p", "ar-preview__words", _("“{words}”", { words: excerpt(quote.textContent, 260) }), quote),
      makePart("p", "ar-preview__who", [who, role].filter(Boolean).join(pgettext("between the items of a list", ", "))),
      makePart("p", "ar-preview__count", more.filter(Boolean).join(" · ")),
    ];
  };

  // A passage of an utterance: what it is about, and its first words.
  /** @param {ParentNode} root @param {string} id */
  const passageCard = (root, id) => {
    const title = root.querySelector(`#${CSS.escape(id)}`);
    const whole = recordCard(root);
    if (!title || !whole) return whole;
    const words = title.nextElementSibling?.querySelector("blockquote");
    const parts = [whole[0], makePart("p", "ar-preview__title", excerpt(title.textContent.replace("¶", ""), 160))];
    if (words) {
      parts.push(makePart("p", "ar-preview__words", _("“{words}”", { words: excerpt(words.textContent, 200) }), words));
    }
    return parts;
  };

  /** @param {ParentNode} root @param {string} spot @returns {HTMLElement[] | null} */
  const cardFor = (root, spot) =>
    (spot.startsWith("q-") && quotationCard(root, spot)) ||
    (spot.startsWith("p-") && passageCard(root, spot)) ||
    recordCard(root);

  // The part of the page that the card needs: its head, or everything up to the quotation.
  /** @param {string} text @param {string} spot */
  const hasEnough = (text, spot) => {
    if (!spot) return text.includes("</header>", text.indexOf("ar-head"));
    const at = text.indexOf(`id="${spot}"`);
    return at > 0 && text.includes(spot.startsWith("q-") ? "</details>" : "</blockquote>", at);
  };
  /** @param {Target} to @param {AbortSignal} signal */
  const fetchPage = async ({ url, spot }, signal) => {
    const answer = await fetch(url.pathname, { signal, credentials: "same-origin" });
    if (!answer.ok || !answer.body) return null;
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (value) text += value;
      if (done) break;
      if (text.includes("ar-head") && hasEnough(text, spot)) {
        reader.cancel().catch(() => {});
        break;
      }
    }
    return new DOMParser().parseFromString(text, "text/html"); // this runs no script and fetches nothing
  };

  /** @type {AbortController | undefined} */
  let request;
  /** @param {Target} to */
  const loadCard = async (to) => {
    const before = cardCache.get(to.key);
    if (before !== undefined) return before;
    request?.abort();
    request = new AbortController();
    const whole = to.here ? document : await fetchPage(to, request.signal);
    const day = window.archiveKnown?.day(); // if there is one, the card shows nothing that came later
    const root = day ? asKnownOn(whole?.querySelector(".md-content__inner"), day) : whole;
    const parts = root && cardFor(root, to.spot);
    const [oldest] = cardCache.keys();
    if (cardCache.size >= MOST_CACHED && oldest !== undefined) cardCache.delete(oldest);
    cardCache.set(to.key, parts);
    return parts;
  };
  /** @param {Element | null | undefined} content @param {string} day */
  const asKnownOn = (content, day) => (content && window.archiveKnown?.copy(content, day)) || null;

  // --- showing it ---

  /** @param {Element} link */
  const positionCard = (link) => {
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
    wantedLink = link;
    let parts;
    try {
      parts = await loadCard(to);
    } catch {
      return;
    } // the page did not come, or another was asked for
    if (wantedLink !== link || !parts?.length || !link.isConnected) return;
    if (to.here && visible(to.spot)) return;
    hide();
    card.replaceChildren(...parts);
    card.toggleAttribute("data-held", how === "touch");
    if (how === "touch") {
      const tools = makePart("p", "ar-preview__tools", "");
      const open = makePart("a", "", _("Open"));
      open.href = to.url.href;
      const close = makePart("button", "", _("Close"));
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
    shownLink = link;
    if (how === "touch") card.style.left = card.style.top = "";
    else positionCard(link);
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
    clearTimeout(hideTimer);
    if (!shownLink) return;
    shownLink.removeAttribute("aria-describedby");
    const title = shownLink.getAttribute("data-title");
    if (title) {
      shownLink.setAttribute("title", title);
      shownLink.removeAttribute("data-title");
    }
    shownLink = null;
    card.hidden = true;
  };
  const cancelShowing = () => {
    clearTimeout(showTimer);
    wantedLink = null;
  };
  /** @param {Event} event @param {How} how */
  const showSoon = (event, how) => {
    const link = linkAt(event.target);
    const to = link && target(link);
    if (!to || link === shownLink) return false;
    clearTimeout(showTimer);
    showTimer = setTimeout(() => {
      if (how === "touch") isHeld = true;
      show(link, to, how);
    }, DELAYS[how]);
    return true;
  };

  let lastInput = ""; // the last input device, since a link focused by a mouse click shows no card
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    if (onCard(event.target) || (shownLink && linkAt(event.target) === shownLink)) {
      clearTimeout(hideTimer);
      return;
    }
    if (navigator.connection?.saveData) return;
    showSoon(event, "hover");
  });
  document.addEventListener("pointerout", (event) => {
    if (event.pointerType === "touch") return;
    const to = event.relatedTarget instanceof Node ? event.relatedTarget : null;
    const link = linkAt(event.target);
    if (link && !link.contains(to)) cancelShowing();
    if (
      shownLink &&
      (link === shownLink || onCard(event.target)) &&
      !(to && (card.contains(to) || shownLink.contains(to)))
    ) {
      clearTimeout(hideTimer);
      hideTimer = setTimeout(hide, HIDE_DELAY);
    }
  });
  document.addEventListener("focusin", (event) => {
    const { target } = event;
    if (onCard(target)) return;
    if (shownLink && target !== shownLink) hide();
    cancelShowing();
    if (lastInput === "key" && target instanceof Element && target.matches(":focus-visible")) showSoon(event, "focus");
  });
  document.addEventListener("focusout", () => {
    if (!card.hasAttribute("data-held")) {
      cancelShowing();
      hide();
    }
  });
  document.addEventListener(
    "keydown",
    (event) => {
      lastInput = "key";
      if (event.key !== "Escape") return;
      cancelShowing();
      if (shownLink) {
        hide();
        event.stopPropagation();
      }
    },
    true,
  );

  // Touch: a tap follows the link as usual. Holding it shows the card, with a link of its own, instead of the browser's menu.
  /** @type {PointerEvent | null} */
  let touchStart = null;
  document.addEventListener("pointerdown", (event) => {
    lastInput = "pointer";
    clearTimeout(releaseTimer);
    isHeld = false;
    if (shownLink && !onCard(event.target)) hide();
    cancelShowing();
    if (event.pointerType !== "touch" || !event.isPrimary) return;
    touchStart = showSoon(event, "touch") ? event : null;
  });
  document.addEventListener("pointermove", (event) => {
    if (
      touchStart &&
      event.pointerType === "touch" &&
      Math.hypot(event.clientX - touchStart.clientX, event.clientY - touchStart.clientY) > 8
    ) {
      touchStart = null;
      cancelShowing();
    }
  });
  for (const end of /** @type {const} */ (["pointerup", "pointercancel"])) {
    document.addEventListener(end, (event) => {
      if (event.pointerType !== "touch") return;
      touchStart = null;
      if (!isHeld) cancelShowing();
      // The click at the end of this touch may hit the card, which appeared under the finger. No click follows a long touch.
      else releaseTimer = setTimeout(() => (isHeld = false), 300);
    });
  }
  document.addEventListener("contextmenu", (event) => {
    if (touchStart || isHeld) event.preventDefault();
  });
  document.addEventListener(
    "click",
    (event) => {
      if (isHeld) {
        event.preventDefault();
        event.stopImmediatePropagation();
      } else {
        cancelShowing();
        if (!onCard(event.target) || linkAt(event.target)) hide();
      }
      isHeld = false;
    },
    true,
  );
  addEventListener(
    "scroll",
    () => {
      if (shownLink && !card.hasAttribute("data-held")) hide();
      if (lastInput !== "key") cancelShowing(); // scrolling by the Tab key does not close the card
    },
    { passive: true },
  );
  addEventListener("resize", hide);
  if (window.document$) {
    window.document$.subscribe(() => {
      cancelShowing();
      hide();
    });
  }
})();
