// The archive's search: a dialog on every page (/ or Ctrl-K) and the page /search/. Pagefind answers; nothing of it is loaded
// before a reader goes to its field, and of its filters only those that are asked for or opened.
//
// The page's whole state stands in its address: ?q=words&kind=Quotation&speaker=…&from=2025-01-01&to=…&sort=newest
(() => {
  const AT_ONCE = 12;       // results of a page, and of each "more"
  const IN_DIALOG = 8;
  const MOST_SOME = 100;    // results that have only some of the words
  const VALUES = 8;         // of a filter, before "more"
  const WORDS = 32;         // of an excerpt
  const PAUSE = 50;         // milliseconds without a further letter
  const KEPT = 6;           // answers: "more", another order and "back" ask what was asked before
  // Asked for no words at all, Pagefind 1.5 loads its whole index. This control character is words to its script and nothing but
  // space to its program, which then compares none. A later version need not see it so: a test asks for a filter alone.
  const NO_WORDS = "\u0085";
  const SORTS = { newest: -1, oldest: 1 };
  const GLYPHS = { Verbatim: "=", Translation: "⇄", Altered: "≠", Paraphrase: "≈", "Not yet judged": "?" };
  const root = window.__md_scope || new URL(".", location);  // Material keeps the site's own address there
  const at = (path) => new URL(path, root).href;

  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'").toLocaleLowerCase();
  // As Pagefind has them: 6,000 is one.
  const wordsOf = (text) => folded(text).replace(/(\d)[,.](?=\d)/g, "$1").match(/[\p{L}\p{N}]+/gu) || [];
  const counted = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
  const make = (tag, attributes = {}, ...inside) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === true) node.setAttribute(name, "");
      else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
    }
    node.append(...inside.filter((it) => it !== null && it !== undefined && it !== ""));
    return node;
  };

  // --- asking Pagefind ---

  let engine;
  let tries = 0;
  const answers = new Map();
  const pagefind = () => {
    // The largest file at the same time as what asks for it, not after.
    if (!engine) document.head.append(make("link", { rel: "preload", as: "fetch", crossorigin: "anonymous", href: at("pagefind/wasm.en.pagefind") }));
    // A module that could not be loaded stays so for its address: the next attempt has another.
    engine ??= import(at(`pagefind/pagefind.js${tries ? `?${tries}` : ""}`)).then(async (it) => {
      // Whoever bears a name comes before all that mentions it; a note weighs less than the words that it is about.
      const metaWeights = { title: 3, names: 40, name: 1, also: 0.5 };
      await it.options({ baseUrl: "/", excerptLength: WORDS, noWorker: true, ranking: { metaWeights } });
      return it;
    }).catch((fault) => { engine = undefined; tries += 1; throw fault; });
    return engine;
  };

  // Whoever goes to a field or opens a filter will ask: the index comes while the first letters are typed.
  const begin = () => { pagefind().then((it) => it.init(), () => {}); };

  // A connection may fail for a moment, and under a server that follows edits the index may be replaced below an open page:
  // then all is loaded anew, at once and a little later.
  const patiently = async (work) => {
    for (const wait of [0, 1000]) {
      try {
        return await work();
      } catch (fault) {
        console.warn(fault);
        const it = await engine?.catch(() => {});
        await it?.destroy();
        engine = undefined;
        answers.clear();
        files.clear();
        await new Promise((done) => { setTimeout(done, wait); });
      }
    }
    return work();
  };

  // Words that stand in nearly every entry tell none apart, and cost more than all others together.
  const COMMON = new Set("a an and are as at be by for from in is it of on or that the this to was were with".split(" "));

  // Phrases in quotation marks, of any kind, and the words outside them. A hyphen joins no words: Jong-un is Jong Un.
  const partsOf = (query) => {
    const phrases = [];
    const loose = query.replace(/["“”„«»]([^"“”„«»]+)["“”„«»]/g, (_, phrase) => {
      if (wordsOf(phrase).length) phrases.push(`"${phrase.trim()}"`);
      return " ";
    });
    const all = loose.replace(/["“”„«»\p{Pd}]+/gu, " ").trim().split(/\s+/);
    const telling = all.filter((word) => !COMMON.has(folded(word)));
    const words = (telling.some((word) => wordsOf(word).length) || phrases.length ? telling : all).join(" ");
    return wordsOf(words).length ? [words, ...phrases] : phrases;
  };

  // What was promised under a key; what failed is tried again.
  const kept = (held, key, promise) => {
    if (!held.has(key)) held.set(key, promise().catch((fault) => { held.delete(key); throw fault; }));
    return held.get(key);
  };

  // What the generator has written beside the index.
  const files = new Map();
  const file = (path) => kept(files, path, async () => {
    const answer = await fetch(at(`pagefind/${path}`));
    if (!answer.ok) throw new Error(`${answer.status} ${path}`);
    return answer.json();
  });

  // Pagefind indexes 2+2 as 22 and $300 as 300, and looks for them as they are typed: their signs are taken out here.
  const lookUp = async (words, options) => (await pagefind()).search(words.replace(/\p{S}/gu, ""), options);

  // Always true, and so a way to have the values of a filter loaded and counted.
  const counting = (facet) => ({ any: [{ [facet]: "-" }, { not: { [facet]: "-" } }] });

  // What fits all parts of a query, best first, with the counts of these facets and of whatever else has been loaded.
  const ask = async (query, filters, facets = []) => {
    const key = JSON.stringify([query, filters]);
    const known = await answers.get(key);
    if (known && (known.some || facets.every((facet) => facet in known.filters))) return known;
    answers.delete(key);
    if (answers.size >= KEPT) answers.delete(answers.keys().next().value);
    return kept(answers, key, () => answerTo(query, filters, facets));
  };
  const answerTo = async (query, filters, facets = []) => {
    const parts = partsOf(query);
    if (!parts.length && !filters.length) return { results: [], filters: await totals(facets) };
    const all = [...filters, ...facets.map(counting)];
    const options = all.length ? { filters: { all } } : {};
    const [first, ...others] = await Promise.all((parts.length ? parts : [NO_WORDS]).map((part) => lookUp(part, options)));
    if (!others.length) {
      const words = parts.length && !parts[0].startsWith('"') ? parts[0].split(" ") : [];
      if (words.length > 1 && !(first.results.length && fits(await first.results[0].data(), query))) {
        return { results: await havingSome(words, options), filters: {}, some: true };
      }
      return { results: first.results, filters: first.filters || {} };
    }
    const sets = others.map((answer) => new Set(answer.results.map(({ id }) => id)));
    return { results: first.results.filter(({ id }) => sets.every((ids) => ids.has(id))), filters: first.filters || {} };
  };

  // How many entries each value of a facet has in the whole archive. Pagefind would list every entry to count them.
  const totals = async (facets) => Object.fromEntries(
    await Promise.all(facets.map(async (facet) => [facet, await file(`values/${facet}.json`)])),
  );

  // Where nothing has all the words: what has some of them, first what has the most and the rarest.
  const havingSome = async (words, options) => {
    const held = new Map();
    await Promise.all(words.map(async (word) => {
      const { results } = await lookUp(word, options);
      if (!results.length || !fits(await results[0].data(), word)) return;
      for (const result of results) {
        const before = held.get(result.id) || { result, weight: 0 };
        held.set(result.id, { result, weight: before.weight + 1 / Math.log(2 + results.length) });
      }
    }));
    return [...held.values()].sort((a, b) => b.weight - a.weight).slice(0, MOST_SOME).map(({ result }) => result);
  };

  // Pagefind takes a word that stands nowhere for the longest beginning of it that does, were it one letter. That helps with
  // endings and slips, and misleads beyond: then nothing was found.
  const fits = (data, query) => {
    const held = new Set(wordsOf(Object.values({ ...data.meta, content: data.content }).join(" ")));
    return partsOf(query).filter((part) => !part.startsWith('"')).flatMap(wordsOf).every((word) => {
      const least = Math.max(Math.min(word.length, 3), Math.ceil(word.length * 0.6));
      for (const other of held) if (other.startsWith(word.slice(0, least)) || other.endsWith(word)) return true;
      return false;
    });
  };

  // Until the browser has drawn what stands in the page; at once where it draws nothing, as in a tab behind others.
  const painted = () => new Promise((done) => {
    if (document.hidden) done();
    else requestAnimationFrame(() => setTimeout(done));
  });

  // --- a result ---

  // Text with its <mark>s as elements; nothing of it is read as HTML.
  const marked = (excerpt) => excerpt.split(/<mark>(.*?)<\/mark>/s).map((piece, number) => {
    const text = piece.replace(/&(lt|gt|amp|quot|#x?[0-9a-f]+);/gi, (_, name) => (
      { lt: "<", gt: ">", amp: "&", quot: '"' }[name.toLowerCase()]
      || String.fromCodePoint(parseInt(name.replace(/#x?/i, ""), /x/i.test(name) ? 16 : 10))
    ));
    return number % 2 ? make("mark", {}, text) : text;
  });
  const withEnds = (data) => {
    const plain = data.plain_excerpt.trim();
    const whole = data.content.replace(/\s+/g, " ").trim();
    return [whole.startsWith(plain.slice(0, 20)) ? "" : "… ", ...marked(data.excerpt), whole.endsWith(plain.slice(-20)) ? "" : " …"];
  };
  const emphasised = (text, query) => {
    const words = new Set(wordsOf(query));
    return text.split(/([\p{L}\p{N}\p{M}]+)/gu).map((piece, number) => {
      const hit = number % 2 && [...words].some((word) => folded(piece).startsWith(word));
      return hit ? make("mark", {}, piece) : piece;
    });
  };

  const hit = (data, query, { small = false } = {}) => {
    const { filters, meta } = data;
    const [kind] = filters.kind;
    const [when, about, lang] = ["when", "about", "lang"].map((name) => filters[name]?.[0]);
    const href = at(data.raw_url ?? data.url);
    const date = when && make("span", { class: "ar-hit__when" }, when);
    const label = make("div", { class: "ar-hit__kind" }, make("span", { class: "ar-label" }, kind), small ? null : date);
    const body = make("div", { class: "ar-hit__body" });
    if (kind === "Quotation") {
      const [wording] = filters.fidelity;
      const from = small && when ? `${about.split(", ")[0]}, ${when}` : about;
      body.append(
        make("a", { class: "ar-hit__words", href, lang }, "“", ...withEnds(data), "”"),
        make("p", { class: "ar-meta" }, make("b", {}, ...emphasised(meta.name, query)), make("span", {}, from),
          make("span", { class: "ar-fidword", "data-glyph": GLYPHS[wording] }, wording.toLowerCase())),
      );
    } else {
      const stances = kind === "Proposition" && filters.stance;
      const line = small ? [about, when].filter(Boolean).join(", ") : about;
      body.append(make("a", { class: "ar-hit__title", href }, ...emphasised(meta.title, query)));
      if (stances) {
        body.append(make("p", { class: "ar-meta" }, ...stances.map((word) => make("span", { class: "ar-stance", "data-stance": word }, word))));
      } else if (line) body.append(make("p", { class: "ar-meta" }, line));
      const own = data.content.trim() !== meta.title;  // else it has no text, and its title stands in
      if (own && !(small && !data.excerpt.includes("<mark>"))) {
        body.append(make("p", { class: "ar-hit__excerpt", lang }, ...withEnds(data)));
      }
    }
    return make("li", { class: "ar-hit", "data-kind": kind }, label, body);
  };

  // --- near names ---

  const near = async (query) => {
    const pairs = (text) => {
      const all = new Set();
      for (const word of wordsOf(text)) for (let n = -1; n < word.length; n += 1) all.add(` ${word} `.slice(n + 1, n + 3));
      return all;
    };
    const sought = pairs(query);
    const likeness = (name) => Math.max(...[name, ...name.split(/\s+/)].map((part) => {
      const held = pairs(part);
      return (2 * [...sought].filter((pair) => held.has(pair)).length) / (sought.size + held.size || 1);
    }));
    const rated = (await file("names.json")).map(([name, url, kind]) => ({ name, url, kind, like: likeness(name) }));
    return rated.filter(({ like }) => like > 0.45).sort((a, b) => b.like - a.like).slice(0, 5);
  };
  const nearNames = (found) => make("ul", { class: "ar-hit__near" }, ...found.map(({ name, url, kind }) => (
    make("li", {}, make("a", { href: at(url) }, name), make("span", { class: "ar-soft" }, ` ${kind.toLowerCase()}`))
  )));

  const SOME = "Nothing has all of these words. What has some of them:";
  const BROKEN = "The search could not be loaded. Try again, or begin at one of the indexes.";

  // --- the dialog ---

  let dialog;
  const open = (query = "") => {
    if (document.querySelector("[data-search]")) {  // on the search page its own field serves
      const field = document.querySelector("[data-search] [name=q]");
      field.focus();
      field.select();
      return;
    }
    dialog ??= dialogue();
    if (!dialog.isConnected) document.body.append(dialog);
    const field = dialog.querySelector("input");
    if (query) field.value = query;
    if (!dialog.open) dialog.showModal();
    field.focus();
    field.select();
    if (field.value) field.dispatchEvent(new Event("input"));
  };

  const dialogue = () => {
    const field = make("input", {
      type: "search", name: "q", "aria-label": "Words to search for", placeholder: "Names, words, “an exact phrase”",
      autocomplete: "off", spellcheck: "false", enterkeyhint: "search",
    });
    const status = make("p", { class: "ar-count", role: "status" });
    const list = make("ol", { class: "ar-hits ar-hits--small" });
    const all = make("a", { class: "ar-ask__all", hidden: true });
    const close = make("button", { type: "button", class: "ar-ask__close" }, "Close");
    const form = make("form", { role: "search", action: at("search/") }, field, close);
    const box = make("dialog", { class: "ar-ask md-typeset", "aria-label": "Search" },
      form, status, make("div", { class: "ar-ask__found" }, list), make("p", { class: "ar-ask__foot" }, all));

    let turn = 0;
    const look = async () => {
      const query = field.value.trim();
      const mine = ++turn;
      if (!partsOf(query).length) {
        list.replaceChildren();
        status.textContent = "";
        all.hidden = true;
        return;
      }
      try {
        const { results, shown, some } = await patiently(async () => {
          const answer = await ask(query, []);
          return { ...answer, shown: await Promise.all(answer.results.slice(0, IN_DIALOG).map((result) => result.data())) };
        });
        if (mine !== turn) return;
        const found = shown.length && (some || fits(shown[0], query)) ? results.length : 0;
        list.replaceChildren(...(found ? shown.map((data) => hit(data, query, { small: true })) : []));
        status.textContent = found ? (some ? SOME : counted(found, "result")) : `Nothing found for ${query}.`;
        all.textContent = found ? `All ${counted(found, "result")}, with filters` : "";
        all.hidden = !found;
        if (!found) {
          const like = await near(query);
          if (mine === turn && like.length) {
            status.textContent += " Perhaps one of these names:";
            list.replaceChildren(make("li", {}, nearNames(like)));
          }
        }
      } catch (fault) {
        if (mine === turn) status.textContent = BROKEN;
        console.warn(fault);
      }
    };
    let waiting;
    field.addEventListener("input", () => {
      all.href = at(`search/?${new URLSearchParams({ q: field.value.trim() })}`);
      clearTimeout(waiting);
      waiting = setTimeout(look, PAUSE);
    });
    field.addEventListener("focus", begin, { once: true });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      location.assign(at(`search/?${new URLSearchParams({ q: field.value.trim() })}`));
    });
    close.addEventListener("click", () => box.close());
    box.addEventListener("click", (event) => {
      if (event.target === box || event.target.closest("a")) box.close();  // beside it, or gone to a result
    });
    box.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      event.stopPropagation();  // the page's own keys rest
      if (!step) return;
      event.preventDefault();
      const stops = [field, ...box.querySelectorAll(".ar-ask__found a, .ar-ask__all:not([hidden])")];
      const here = stops.indexOf(document.activeElement);
      stops[(here + step + stops.length) % stops.length].focus();
    });
    return box;
  };

  // --- the page ---

  const page = (place) => {
    const form = place.querySelector("form");
    const field = form.elements.namedItem("q");
    const status = place.querySelector("[role=status]");
    const list = place.querySelector(".ar-hits");
    const chosenList = place.querySelector(".ar-chosen");
    const empty = place.querySelector(".ar-nothing");
    const more = place.querySelector("[data-more]");
    const facets = [...place.querySelectorAll("details[data-facet]")];
    const labels = Object.fromEntries(facets.map((node) => [node.dataset.facet, node.dataset.label]));
    const wide = new Map();  // how many values of a facet are shown
    const indexes = place.parentElement.querySelector("[data-without-search]");
    if (indexes) place.querySelector(".ar-find__found").append(indexes);

    const read = () => {
      const asked = new URLSearchParams(location.search);
      return {
        q: asked.get("q") || "",
        from: asked.get("from") || "",
        to: asked.get("to") || "",
        sort: SORTS[asked.get("sort")] ? asked.get("sort") : "",
        chosen: Object.fromEntries(Object.keys(labels).map((facet) => [facet, asked.getAll(facet)])),
      };
    };
    const written = ({ q, from, to, sort, chosen }) => {
      const asked = new URLSearchParams();
      if (q) asked.set("q", q);
      for (const [facet, values] of Object.entries(chosen)) for (const value of values) asked.append(facet, value);
      for (const [name, value] of Object.entries({ from, to, sort })) if (value) asked.set(name, value);
      const query = asked.toString();
      return location.pathname + (query && `?${query}`);
    };
    let state = read();

    // Letters replace the address, a choice adds to the history.
    const go = (change, { push = true } = {}) => {
      state = { ...state, ...change };
      const address = written(state);
      if (address !== location.pathname + location.search) {
        history[push ? "pushState" : "replaceState"](history.state, "", address);
      }
      show();
    };
    const choose = (facet, value, on) => {
      const others = state.chosen[facet].filter((it) => it !== value);
      go({ chosen: { ...state.chosen, [facet]: on ? [...others, value] : others } });
    };

    // A date is from/to or one day. What may lie in the range is in it.
    const ends = (value) => { const [from, to = from] = value.split("/"); return [from, to]; };
    const inRange = (value, { from, to, chosen }) => {
      const [first, last] = ends(value);
      return (!from || last >= from) && (!to || first <= to) && (!chosen.year.length || chosen.year.includes(first.slice(0, 4)));
    };

    const dated = (it) => it.from || it.to || it.chosen.year.length;
    const filtersOf = async (it) => {
      const found = Object.entries(it.chosen).filter(([facet, values]) => facet !== "year" && values.length)
        .map(([facet, values]) => ({ [facet]: { any: values } }));
      if (dated(it)) found.push({ date: { any: ["-", ...Object.keys(await file("values/date.json")).filter((value) => inRange(value, it))] } });
      return found;
    };

    // By date: the days that have results, as many at once as are wanted, until there are enough; the undated come last.
    const inOrder = async (answer, filters, enough) => {
      if (!state.sort) return answer.results.slice(0, enough);
      const turn = SORTS[state.sort];
      const days = Object.entries(answer.filters.date || {}).filter(([, number]) => number).map(([value]) => value);
      days.sort((a, b) => turn * (ends(a)[0].localeCompare(ends(b)[0]) || ends(a)[1].localeCompare(ends(b)[1])));
      const sorted = new Map();
      for (let from = 0, to; from < days.length && sorted.size < enough; from = to) {
        let number = answer.filters.date[days[from]];
        for (to = from + 1; to < days.length; to += 1) {
          number += answer.filters.date[days[to]];
          if (sorted.size + number > enough) break;
        }
        const some = days.slice(from, to);
        const { results } = await answerTo(state.q, [...filters, { date: { any: some } }]);  // nobody asks for just these again
        const placed = some.length === 1 ? results : (await Promise.all(results.map(async (result) => (
          { result, place: some.indexOf((await result.data()).filters.date[0]) }
        )))).sort((a, b) => a.place - b.place).map(({ result }) => result);
        for (const result of placed) sorted.set(result.id, result);
      }
      if (sorted.size < enough) for (const result of answer.results) if (!sorted.has(result.id)) sorted.set(result.id, result);
      return [...sorted.values()].slice(0, enough);
    };

    const asksAnything = () => partsOf(state.q).length || dated(state) || Object.values(state.chosen).some((values) => values.length);

    let round = 0, shown = AT_ONCE;
    const show = async ({ further = false } = {}) => {
      const mine = ++round;
      shown = further ? shown + AT_ONCE : AT_ONCE;
      place.setAttribute("aria-busy", "true");
      try {
        const filters = await filtersOf(state);
        const anything = asksAnything();
        const { answer, data } = await patiently(async () => {
          const answer = await ask(state.q, filters, state.sort ? ["date"] : []);
          const order = anything ? await inOrder(answer, filters, shown) : [];
          return { answer, data: await Promise.all(order.map((result) => result.data())) };
        });
        if (mine !== round) return;
        const words = partsOf(state.q).length > 0;
        const misled = words && data.length && !answer.some && !fits(data[0], state.q);
        const found = !anything || misled ? 0 : answer.results.length;
        const before = further ? list.children.length : 0;
        list.replaceChildren(...(found ? data.map((it) => hit(it, state.q)) : []));
        more.hidden = !found || shown >= found;
        status.textContent = !anything ? "" : !found ? "Nothing found" : answer.some ? SOME : counted(found, "result");
        if (indexes) indexes.hidden = Boolean(anything && found);
        if (further) list.children[before]?.querySelector("a")?.focus();
        drawChosen();
        await painted();  // in a large archive the counts of a filter take as long as the results
        if (mine !== round) return;
        await drawFacets(filters, mine, Boolean(anything) && !found);
        await suggest(Boolean(anything) && !found, mine);
      } catch (fault) {
        if (mine === round) {
          status.textContent = BROKEN;
          if (indexes) indexes.hidden = false;
        }
        console.warn(fault);
      }
      if (mine === round) place.removeAttribute("aria-busy");
    };

    // The counts of a facet in which something is chosen are those that another choice would have.
    const drawFacets = async (filters, mine, nothing) => {
      const keyOf = (facet) => (facet === "year" ? "date" : facet);
      const opened = facets.filter((node) => node.open).map((node) => keyOf(node.dataset.facet));
      const all = (await ask(state.q, filters, opened)).filters;
      for (const node of facets) {
        const facet = node.dataset.facet;
        const chosen = state.chosen[facet];
        node.classList.toggle("ar-facet--chosen", chosen.length > 0);
        if (!node.open) continue;
        const key = keyOf(facet);
        let counts = all[key] || {};
        if (chosen.length) {
          const without = { ...state, chosen: { ...state.chosen, [facet]: [] } };
          counts = (await ask(state.q, await filtersOf(without), [key])).filters[key] || {};
        }
        if (mine !== round) return;
        if (facet === "year") {
          const years = {};
          for (const [value, number] of Object.entries(counts)) {
            if (inRange(value, { ...state, chosen: { year: [] } })) years[value.slice(0, 4)] = (years[value.slice(0, 4)] || 0) + number;
          }
          counts = years;
        }
        const values = Object.entries(counts).filter(([value, number]) => (number && !nothing) || chosen.includes(value));
        const byYear = facet === "year";
        values.sort(([a, m], [b, n]) => chosen.includes(b) - chosen.includes(a) || (byYear ? b.localeCompare(a) : n - m || a.localeCompare(b, "en")));
        drawFacet(node, facet, values, chosen);
      }
    };
    const drawFacet = (node, facet, values, chosen) => {
      const box = node.querySelector("[data-values]");
      const focused = box.contains(document.activeElement) ? document.activeElement.value || "more" : null;
      const limit = Math.max(wide.get(facet) || VALUES, chosen.length);
      const rows = values.slice(0, limit).map(([value, number]) => {
        const tick = make("input", { type: "checkbox", name: facet, value });
        tick.checked = chosen.includes(value);
        return make("label", { class: "ar-facet__value" }, tick, make("span", {}, value), make("span", { class: "ar-facet__count" }, number.toLocaleString("en")));
      });
      if (values.length > limit) {
        const further = make("button", { type: "button", value: "more" }, `${(values.length - limit).toLocaleString("en")} more`);
        further.addEventListener("click", () => { wide.set(facet, limit + 40); drawFacet(node, facet, values, chosen); });
        rows.push(further);
      }
      if (!values.length) rows.push(make("p", { class: "ar-soft" }, "none"));
      box.replaceChildren(...rows);
      if (focused) ([...box.querySelectorAll("input, button")].find((it) => it.value === focused) || node.querySelector("summary")).focus();
    };

    const chips = () => {
      const found = Object.entries(state.chosen).flatMap(([facet, values]) => values.map((value) => ({
        words: `${labels[facet]}: ${value}`,
        without: { chosen: { ...state.chosen, [facet]: state.chosen[facet].filter((it) => it !== value) } },
      })));
      if (state.from || state.to) {
        found.push({ words: [state.from && `from ${state.from}`, state.to && `to ${state.to}`].filter(Boolean).join(" "), without: { from: "", to: "" } });
      }
      return found;
    };
    const drawChosen = () => {
      const found = chips();
      chosenList.replaceChildren(...found.map(({ words, without }) => {
        const drop = make("button", { type: "button", "aria-label": `Remove ${words}` }, words);
        drop.addEventListener("click", () => { go(without); field.focus(); });
        return make("li", {}, drop);
      }));
      if (found.length > 1) {
        const all = make("button", { type: "button", class: "ar-chosen__all" }, "Remove all");
        all.addEventListener("click", () => {
          go({ from: "", to: "", chosen: Object.fromEntries(Object.keys(labels).map((facet) => [facet, []])) });
          field.focus();
        });
        chosenList.append(make("li", {}, all));
      }
      chosenList.hidden = !found.length;
    };

    const suggest = async (nothing, mine) => {
      empty.replaceChildren();
      empty.hidden = !nothing;
      if (!nothing) return;
      const drops = [];
      for (const { words, without } of chips()) {
        const other = { ...state, ...without };
        const { results } = await ask(other.q, await filtersOf(other));
        if (!results.length || (partsOf(other.q).length && !fits(await results[0].data(), other.q))) continue;
        const drop = make("button", { type: "button" }, `Without ${words}`);
        drop.addEventListener("click", () => { go(without); field.focus(); });
        drops.push(make("li", {}, drop, make("span", { class: "ar-soft" }, ` ${counted(results.length, "result")}`)));
      }
      const bare = state.q.replace(/["“”„«»]/g, "").trim();
      if (bare !== state.q.trim() && partsOf(bare).length) {
        const { results } = await ask(bare, await filtersOf(state));
        if (results.length && fits(await results[0].data(), bare)) {
          const drop = make("button", { type: "button" }, "The words in any order");
          drop.addEventListener("click", () => go({ q: bare }));
          drops.push(make("li", {}, drop, make("span", { class: "ar-soft" }, ` ${counted(results.length, "result")}`)));
        }
      }
      const like = partsOf(state.q).length ? await near(state.q) : [];
      if (mine !== round) return;
      if (drops.length) empty.append(make("p", {}, "There is something:"), make("ul", { class: "ar-hit__near" }, ...drops));
      if (like.length) empty.append(make("p", {}, "Names that are spelt like it:"), nearNames(like));
      if (!drops.length && !like.length) {
        empty.append(make("p", {}, partsOf(state.q).length
          ? "Look for fewer or shorter words: their beginnings are enough. Names are found in Latin, Cyrillic and, where a record has it, Korean script."
          : "Nothing fits these filters. The buttons above take them back."));
      }
    };

    // What the form shows follows the state, not the other way round.
    const fill = () => {
      field.value = state.q;
      form.elements.namedItem("sort").value = state.sort;
      for (const name of ["from", "to"]) form.elements.namedItem(name).value = state[name];
      for (const node of facets) if (state.chosen[node.dataset.facet].length) node.open = true;
    };

    field.addEventListener("focus", begin, { once: true });
    let waiting;
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => { if (place.isConnected) go({ q: field.value }, { push: false }); }, PAUSE);
    });
    form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(waiting); go({ q: field.value.trim() }); });
    form.addEventListener("change", ({ target }) => {
      if (target.type === "checkbox") choose(target.name, target.value, target.checked);
      else if (["from", "to", "sort"].includes(target.name)) go({ [target.name]: target.value });
    });
    for (const node of facets) {
      node.addEventListener("toggle", () => {
        if (!node.open || !ready) return;
        begin();
        show();
      });
    }
    more.addEventListener("click", () => show({ further: true }));
    const back = () => {
      if (!place.isConnected) { removeEventListener("popstate", back); return; }
      state = read();
      fill();
      show();
    };
    addEventListener("popstate", back);
    list.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const stops = [...list.querySelectorAll("a")];
      const here = stops.indexOf(document.activeElement);
      if (!step || here < 0) return;
      event.preventDefault();
      (stops[here + step] || field).focus();
    });
    field.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" && list.querySelector("a")) { event.preventDefault(); list.querySelector("a").focus(); }
    });

    let ready = false;
    // On a phone the filters stand above the results; what is chosen is told by the buttons that take it back.
    if (matchMedia("(max-width: 59.9em)").matches) place.querySelector("[data-filters]").open = false;
    place.hidden = false;
    fill();
    setTimeout(() => { ready = true; });
    if (asksAnything() && indexes) indexes.hidden = true;
    show();  // where nothing is asked, the counts of what stands open: Pagefind is loaded only when a reader does something
  };

  // --- where it begins ---

  const typing = (node) => node?.closest("input, textarea, select, [contenteditable]");
  addEventListener("keydown", (event) => {
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target);
    const k = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!slash && !k) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-search-open]");
    if (!button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    open();
  }, true);

  const start = () => {
    for (const place of document.querySelectorAll("[data-search][hidden]")) page(place);
  };
  // Material says when a page has come, also one that instant navigation put in place.
  if (window.document$) window.document$.subscribe(start);
  else start();
})();
