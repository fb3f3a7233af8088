// The archive's search: a dialog on every page (/ or Ctrl-K) and the page /search/. Pagefind finds words; nothing of it is loaded
// before a reader goes to its field. It answers with numbers, and the generator has written for each value of a filter which
// numbers have it: filters, their counts and the order by date are made here, of the lists that are asked for or opened.
//
// The page's whole state stands in its address: ?q=words&kind=Quotation&speaker=…&from=2025-01-01&to=…&sort=newest
(() => {
  const AT_ONCE = 12; // results of a page, and of each "more"
  const IN_DIALOG = 8;
  const VALUES = 8; // of a filter, before "more"
  const WORDS = 32; // of an excerpt
  const PAUSE = 50; // milliseconds without a further letter
  const TYPED = 400; // or without a further digit of a date
  const KEPT = 8; // answers of Pagefind: "more", a filter, another order and "back" ask what was asked before
  const MOST = 12; // words of a query that are looked for one by one
  const EXACT = 200; // entries in which a phrase is looked for as it stands
  const AT_FIRST = 24; // of these, before the first results are shown
  const SORTS = ["newest", "oldest"];
  const GLYPHS = { Verbatim: "=", Translation: "⇄", Altered: "≠", Paraphrase: "≈", "Not yet judged": "?" };
  const root = window.__md_scope || new URL(".", location); // Material keeps the site's own address there
  const at = (path) => new URL(path, root).href;

  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'").toLocaleLowerCase();
  // As Pagefind has them: 6,000 is one.
  const wordsOf = (text) =>
    folded(text)
      .replace(/(\d)[,.](?=\d)/g, "$1")
      .match(/[\p{L}\p{N}]+/gu) || [];
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

  // What was promised under a key, of so many at most, those that were asked for last; what failed is tried again.
  const kept = (held, key, promise, most = Infinity) => {
    const known =
      held.get(key) ||
      promise().catch((fault) => {
        held.delete(key);
        throw fault;
      });
    held.delete(key);
    if (held.size >= most) held.delete(held.keys().next().value);
    held.set(key, known);
    return known;
  };

  // --- what the generator has written beside the index ---

  const fetched = async (path, options) => {
    const answer = await fetch(at(`pagefind/${path}`), options);
    if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
    return answer;
  };
  const files = new Map();
  const json = (path, options) => kept(files, path, async () => (await fetched(path, options)).json());

  // How many entries there are, the dated before the undated, and what they are called. A browser keeps what stands under such a
  // name, but not these.
  const entries = () => json("entries.json", { cache: "no-cache" });

  // For each value of a facet the numbers of its entries, which are written as their distances.
  const lists = new Map();
  const listsOf = (facet) =>
    kept(lists, facet, async () => {
      const { name } = await entries();
      const held = await (await fetched(`values/${name}/${facet}.json`)).json();
      return new Map(
        Object.entries(held).map(([value, distances]) => {
          let number = 0;
          return [value, distances.map((distance) => (number += distance))];
        }),
      );
    });

  // An entry that no words led to, as Pagefind would give it.
  const entry = async (number) => {
    const { name, digits } = await entries();
    const answer = await fetched(`fragment/${name}${number.toString(16).padStart(digits, "0")}.pf_fragment`);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const packed = bytes[0] === 0x1f && bytes[1] === 0x8b; // a host may have told the browser to unpack it
    const plain = packed ? new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")) : bytes;
    const data = JSON.parse((await new Response(plain).text()).replace(/^pagefind_dcd/, ""));
    return { ...data, ...excerptOf(data.content.split(/\s+/), 0) };
  };

  const escaped = (text) => text.replace(/</g, "&lt;").replace(/>/g, "&gt;"); // as Pagefind does it

  // So many words from there on, as Pagefind gives them: as text, and as HTML with those between two places marked.
  const excerptOf = (words, from, start = from, end = from) => {
    const some = words.slice(from, from + WORDS);
    const html = some.map(escaped);
    const marked = html.map((word, n) => (n >= start - from && n < end - from ? `<mark>${word}</mark>` : word));
    return { plain_excerpt: some.join(" "), excerpt: marked.join(" ") };
  };

  // --- asking ---

  let engine;
  let tries = 0;
  const answers = new Map();
  const wholes = new Map();
  const partly = new Map();
  const pagefind = () => {
    // The largest file at the same time as what asks for it, not after.
    if (!engine) {
      document.head.append(
        make("link", { rel: "preload", as: "fetch", crossorigin: "anonymous", href: at("pagefind/wasm.en.pagefind") }),
      );
    }
    // A module that could not be loaded stays so for its address: the next attempt has another.
    engine ??= import(at(`pagefind/pagefind.js${tries ? `?${tries}` : ""}`))
      .then(async (it) => {
        // Whoever bears a name comes before all that mentions it; a note weighs less than the words that it is about.
        const metaWeights = { title: 3, names: 40, name: 1, also: 0.5 };
        await it.options({ baseUrl: "/", excerptLength: WORDS, noWorker: true, ranking: { metaWeights } });
        return it;
      })
      .catch((fault) => {
        engine = undefined;
        tries += 1;
        throw fault;
      });
    return engine;
  };

  // Whoever goes to a field will ask: the index comes while the first letters are typed.
  const begin = () => {
    Promise.all([entries(), pagefind()]).then(
      ([{ number }, it]) => number && it.init(),
      () => {},
    );
  };

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
        for (const held of [answers, wholes, partly, files, lists]) held.clear();
        await new Promise((done) => {
          setTimeout(done, wait);
        });
      }
    }
    return work();
  };

  // Words that stand in nearly every entry tell none apart, and cost more than all others together.
  const COMMON = new Set(
    "a an and are as at be by for from in is it of on or that the this to was were with".split(" "),
  );

  // Phrases in quotation marks, of any kind, and the words outside them. A hyphen joins no words: Jong-un is Jong Un.
  const partsOf = (query) => {
    const phrases = [];
    const loose = query.replace(/["“”„«»]([^"“”„«»]+)["“”„«»]/g, (_, phrase) => {
      if (wordsOf(phrase).length) phrases.push(`"${phrase.trim()}"`);
      return " ";
    });
    const all = loose
      .replace(/["“”„«»\p{Pd}]+/gu, " ")
      .trim()
      .split(/\s+/);
    const telling = all.filter((word) => !COMMON.has(folded(word)));
    const words = (telling.some((word) => wordsOf(word).length) || phrases.length ? telling : all).join(" ");
    return wordsOf(words).length ? [words, ...phrases] : phrases;
  };

  // The entries that have these words, best first; without words all, the newest first. Pagefind indexes 2+2 as 22 and $300 as
  // 300, and looks for them as they are typed: their signs are taken out here.
  const lookUp = (words) =>
    kept(
      answers,
      words,
      async () => {
        const [it, { name, number }] = await Promise.all([words && pagefind(), entries()]);
        if (!number) return []; // Pagefind has no index then
        if (!words) return Array.from({ length: number }, (_, n) => ({ number: n, data: () => entry(n) }));
        const { results } = await it.search(words.replace(/\p{S}/gu, ""));
        return results.map((result) => {
          if (!result.id.startsWith(name)) throw new Error("the index has been replaced");
          const { words, matchedMetaFields: fields = [] } = result;
          return { number: parseInt(result.id.slice(name.length), 16), words, fields, data: () => result.data() };
        });
      },
      KEPT,
    );

  // The day as known on which the archive is looked at, and a way on to it. What is found then was all published by that day.
  const known = () => window.archiveKnown?.day() || "";
  const on = (href) => window.archiveKnown?.link(href) ?? href;

  // Those of the results that have, for each filter, one of its values.
  const narrowed = async (results, asked) => {
    const { number } = await entries();
    const day = known();
    const filters = day
      ? [...asked, ["published", [...(await listsOf("published")).keys()].filter((on) => on <= day)]]
      : asked;
    const marks = await Promise.all(
      filters.map(async ([facet, values]) => {
        const held = await listsOf(facet);
        const mark = new Uint8Array(number);
        for (const value of values) for (const n of held.get(value) || []) mark[n] = 1;
        return mark;
      }),
    );
    return results.filter((it) => marks.every((mark) => mark[it.number]));
  };

  // How many of the results have each value of a facet, as pairs.
  const countsOf = async (results, facet) => {
    const [held, { number }] = await Promise.all([listsOf(facet), entries()]);
    const mark = new Uint8Array(number);
    for (const it of results) mark[it.number] = 1;
    return [...held].map(([value, numbers]) => [value, numbers.reduce((sum, n) => sum + mark[n], 0)]);
  };

  // By date; the undated stay last.
  const sorted = async (results, order) => {
    const { dated } = await entries();
    const place = ({ number }) => (order === "oldest" && number < dated ? dated - 1 - number : number);
    return order ? [...results].sort((a, b) => place(a) - place(b)) : results;
  };

  const dataOf = (results) => Promise.all(results.map((result) => result.data()));

  const isPhrase = (part) => part.startsWith('"');

  // Where the words of a phrase stand next to each other, with any endings. They are looked up one by one: in a large archive
  // Pagefind's own search for phrases takes ten times as long. It says where words stand in the text, and of what is beside the
  // text (names, notes) only in which field.
  const adjoining = async (phrase) => {
    const words = phrase.split(/[\s\p{Pd}"]+/u).filter((word) => wordsOf(word).length);
    const found = await Promise.all(words.map(lookUp));
    const held = found.map((results) => new Map(results.map((result) => [result.number, result])));
    const rarest = found.reduce((one, other) => (other.length < one.length ? other : one));
    return rarest
      .filter(({ number }) => {
        const own = held.map((results) => results.get(number));
        if (!own.every(Boolean)) return false;
        if (own[0].fields.some((field) => own.every(({ fields }) => fields.includes(field)))) return true;
        let ends = own[0].words;
        for (const { words } of own.slice(1)) {
          const before = new Set(ends);
          ends = words.filter((place) => before.has(place - 1) || before.has(place)); // parts of Jong-un stand in one place
        }
        return ends.length > 0;
      })
      .map((result) => ({ ...result, data: async () => around(await result.data(), wordsOf(phrase)) }));
  };

  // An entry with the place of a phrase as its excerpt, if it stands in the text as it is sought.
  const around = (data, sought) => {
    const words = data.content.split(/\s+/);
    const plain = words.map(wordsOf);
    for (let start = 0; start < words.length; start += 1) {
      const run = [];
      let end = start;
      while (end < words.length && run.length < sought.length) {
        run.push(...plain[end]);
        end += 1;
      }
      const fits = sought.every((word, n) => (n === sought.length - 1 ? run[n]?.startsWith(word) : run[n] === word));
      if (fits) return { ...data, ...excerptOf(words, Math.max(0, start - WORDS / 4), start, end) };
    }
    return data;
  };

  // What has all parts of a query, best first. Where no more than `EXACT` have its phrases with any endings, they are looked for
  // as they stand, and else the answer is `loose`. `early` is told of the first that have them: each entry must be loaded for it.
  const havingAll = (parts, early) =>
    kept(
      wholes,
      parts.join("\n"),
      async () => {
        const find = (part) => (isPhrase(part) ? adjoining(part) : lookUp(part));
        const [first, ...others] = await Promise.all((parts.length ? parts : [""]).map(find));
        const sets = others.map((results) => new Set(results.map(({ number }) => number)));
        const results = sets.length
          ? first.filter(({ number }) => sets.every((numbers) => numbers.has(number)))
          : first;
        const phrases = parts.filter(isPhrase);
        if (!phrases.length || results.length > EXACT) return { results, loose: phrases.length > 0 };
        const exact = (some) =>
          Promise.all(
            some.map(async (result) => {
              const { meta, content } = await result.data();
              const texts = [content, ...Object.values(meta)].map((text) => ` ${wordsOf(text).join(" ")} `);
              return phrases.every((phrase) => {
                const words = wordsOf(phrase).join(" ");
                // What sets its words without spaces, or adds to their ends, has the phrase within longer words.
                const sought = /[\p{sc=Hangul}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u.test(words)
                  ? words
                  : ` ${words} `;
                return texts.some((text) => text.includes(sought));
              });
            }),
          );
        const held = [];
        let to = 0;
        while (to < results.length && !held.includes(true)) {
          held.push(...(await exact(results.slice(to, to + AT_FIRST))));
          to += AT_FIRST;
        }
        const rest = exact(results.slice(to));
        if (to < results.length) await early?.(results.filter((_, n) => held[n]));
        held.push(...(await rest));
        return { results: results.filter((_, n) => held[n]), loose: false };
      },
      KEPT,
    );

  // What fits a query and the filters, best first; `some` where it has only some of the words. Whether Pagefind's answer fits at
  // all is judged before it is narrowed, so that a filter leaves as many as it says.
  const ask = async (query, filters = [], early = () => {}) => {
    const parts = partsOf(query);
    const { results, loose } = await havingAll(parts, async (first) => early(await narrowed(first, filters)));
    const fitting = !parts.length || (results.length > 0 && fits(await results[0].data(), query));
    const words = parts.length === 1 && !isPhrase(parts[0]) ? parts[0].split(" ") : [];
    if (!fitting && words.length > 1) return { results: await narrowed(await havingSome(words), filters), some: true };
    return { results: fitting ? await narrowed(results, filters) : [], loose };
  };

  // Where nothing has all the words: what has some of them, first what has the most and the rarest.
  const havingSome = (words) =>
    kept(
      partly,
      words.join(" "),
      async () => {
        const held = new Map();
        await Promise.all(
          words.slice(0, MOST).map(async (word) => {
            const results = await lookUp(word);
            if (!results.length || !fits(await results[0].data(), word)) return;
            for (const result of results) {
              const before = held.get(result.number) || { result, weight: 0 };
              held.set(result.number, { result, weight: before.weight + 1 / Math.log(2 + results.length) });
            }
          }),
        );
        return [...held.values()].sort((a, b) => b.weight - a.weight).map(({ result }) => result);
      },
      KEPT,
    );

  // What is left of an English word without its ending, roughly: Pagefind finds party for parties, and send for sending.
  const stemOf = (word) => word.replace(/(?:ies|ied|ings?|e[ds]|[sye])$/, "").replace(/([bdgmnprt])\1$/, "$1");

  // Pagefind takes a word that stands nowhere for the longest beginning of it that does, were it one letter. That helps with
  // endings and slips, and misleads beyond: then nothing was found.
  const fits = (data, query) => {
    const held = new Set(wordsOf(Object.values({ ...data.meta, content: data.content }).join(" ")));
    return partsOf(query)
      .filter((part) => !isPhrase(part))
      .flatMap(wordsOf)
      .every((word) => {
        const least = Math.max(Math.min(word.length, 3), Math.ceil(word.length * 0.6));
        const stem = stemOf(word);
        const beginnings = [word.slice(0, least), ...(stem.length < 3 ? [] : [stem])];
        for (const other of held) {
          if (other.endsWith(word) || beginnings.some((it) => other.startsWith(it))) return true;
        }
        return false;
      });
  };

  // --- a result ---

  // Text with its <mark>s as elements; nothing of it is read as HTML. Pagefind escapes < and > and leaves & as it is, so that
  // "&lt;" may be a sign or four letters: where the text has such letters, its own words are shown.
  const marked = ({ excerpt, content }) => {
    const unescaped = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
    const own = /&[lg]t;/.test(content) && placed(excerpt, content);
    if (own) return own;
    return excerpt
      .split(/<mark>(.*?)<\/mark>/s)
      .map((piece, number) => (number % 2 ? make("mark", {}, unescaped(piece)) : unescaped(piece)));
  };

  // The words of an excerpt as the text has them, with marks; null where they are not found there one by one.
  const placed = (excerpt, content) => {
    const words = content.split(/\s+/);
    const known = words.map(escaped);
    const shown = excerpt.split(" ");
    const bare = shown.map((word) => word.replace(/^<mark>|<\/mark>$/g, ""));
    const start = known.findIndex((_, at) => bare.every((word, number) => known[at + number] === word));
    if (start < 0) return null;
    return shown.flatMap((word, number) => {
      const own = words[start + number];
      return [number ? " " : "", word.startsWith("<mark>") ? make("mark", {}, own) : own];
    });
  };
  const withEnds = (data) => {
    const plain = data.plain_excerpt.trim();
    const whole = data.content.replace(/\s+/g, " ").trim();
    return [
      whole.startsWith(plain.slice(0, 20)) ? "" : "… ",
      ...marked(data),
      whole.endsWith(plain.slice(-20)) ? "" : " …",
    ];
  };
  const emphasised = (text, query) => {
    const words = new Set(wordsOf(query));
    return text.split(/([\p{L}\p{N}\p{M}]+)/gu).map((piece, number) => {
      const hit = number % 2 && [...words].some((word) => folded(piece).startsWith(word));
      return hit ? make("mark", {}, piece) : piece;
    });
  };

  // Where no word is marked: the place in what is known beside the words, such as their context or a note on them.
  const reason = ({ meta, excerpt }, query) => {
    const sought = wordsOf(query);
    const words = (meta.also || "").split(/\s+/);
    const at = words.findIndex((word) => wordsOf(word).some((it) => sought.some((one) => it.startsWith(stemOf(one)))));
    if (!sought.length || at < 0 || excerpt.includes("<mark>")) return null;
    const [from, to] = [Math.max(0, at - WORDS / 4), at + WORDS / 2];
    return `${from ? "… " : ""}${words.slice(from, to).join(" ")}${to < words.length ? " …" : ""}`;
  };

  const hit = (data, query, { small = false } = {}) => {
    const { filters, meta } = data;
    const [kind] = filters.kind;
    const [when, about, lang] = ["when", "about", "lang"].map((name) => filters[name]?.[0]);
    const href = on(at(data.raw_url ?? data.url));
    const date = when && make("span", { class: "ar-hit__when" }, when);
    const label = make(
      "div",
      { class: "ar-hit__kind" },
      make("span", { class: "ar-label" }, kind),
      small ? null : date,
    );
    const body = make("div", { class: "ar-hit__body" });
    if (kind === "Quotation") {
      const [wording] = filters.fidelity;
      const from = small && when ? `${about.split(", ")[0]}, ${when}` : about;
      body.append(
        make("a", { class: "ar-hit__words", href, lang }, "“", ...withEnds(data), "”"),
        make(
          "p",
          { class: "ar-meta" },
          make("b", {}, ...emphasised(meta.name, query)),
          make("span", {}, from),
          make("span", { class: "ar-fidword", "data-glyph": GLYPHS[wording] }, wording.toLowerCase()),
        ),
      );
    } else {
      const stances = kind === "Proposition" && filters.stance;
      const line = small ? [about, when].filter(Boolean).join(", ") : about;
      body.append(make("a", { class: "ar-hit__title", href }, ...emphasised(meta.title, query)));
      if (stances) {
        body.append(
          make(
            "p",
            { class: "ar-meta" },
            ...stances.map((word) => make("span", { class: "ar-stance", "data-stance": word }, word)),
          ),
        );
      } else if (line) body.append(make("p", { class: "ar-meta" }, line));
      const own = data.content.trim() !== meta.title; // else it has no text, and its title stands in
      if (own && !(small && !data.excerpt.includes("<mark>"))) {
        body.append(make("p", { class: "ar-hit__excerpt", lang }, ...withEnds(data)));
      }
    }
    const why = small ? null : reason(data, query);
    if (why) body.append(make("p", { class: "ar-hit__excerpt" }, ...emphasised(why, query)));
    return make("li", { class: "ar-hit", "data-kind": kind }, label, body);
  };

  // --- near names ---

  const near = async (query) => {
    if (known()) return []; // names that nobody had read yet are among them
    const pairs = (text) => {
      const all = new Set();
      for (const word of wordsOf(text)) {
        for (let n = -1; n < word.length; n += 1) all.add(` ${word} `.slice(n + 1, n + 3));
      }
      return all;
    };
    const sought = pairs(query);
    const likeness = (name) =>
      Math.max(
        ...[name, ...name.split(/\s+/)].map((part) => {
          const held = pairs(part);
          return (2 * [...sought].filter((pair) => held.has(pair)).length) / (sought.size + held.size || 1);
        }),
      );
    const rated = (await json("names.json")).map(([name, url, kind]) => ({ name, url, kind, like: likeness(name) }));
    return rated
      .filter(({ like }) => like > 0.45)
      .sort((a, b) => b.like - a.like)
      .slice(0, 5);
  };
  const nearNames = (found) =>
    make(
      "ul",
      { class: "ar-hit__near" },
      ...found.map(({ name, url, kind }) =>
        make(
          "li",
          {},
          make("a", { href: at(url) }, name),
          make("span", { class: "ar-soft" }, ` ${kind.toLowerCase()}`),
        ),
      ),
    );

  const COUNTING = "Counting…";
  const told = ({ results, some, loose }) => {
    const number = counted(results.length, "result");
    if (some) return `Nothing has all of these words. With some of them: ${number}`;
    return loose ? `With any endings of the words: ${number}` : number;
  };
  const BROKEN = "The search could not be loaded. Try again, or begin at one of the indexes.";

  // --- the dialog ---

  let dialog;
  const open = (query = "") => {
    if (document.querySelector("[data-search]")) {
      // on the search page its own field serves
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
      type: "search",
      name: "q",
      "aria-label": "Words to search for",
      placeholder: "Names, words, “an exact phrase”",
      autocomplete: "off",
      spellcheck: "false",
      enterkeyhint: "search",
    });
    const status = make("p", { class: "ar-count", role: "status" });
    const list = make("ol", { class: "ar-hits ar-hits--small" });
    const all = make("a", { class: "ar-ask__all", hidden: true });
    const close = make("button", { type: "button", class: "ar-ask__close" }, "Close");
    const form = make("form", { role: "search", action: at("search/") }, field, close);
    const box = make(
      "dialog",
      { class: "ar-ask md-typeset", "aria-label": "Search" },
      form,
      status,
      make("div", { class: "ar-ask__found" }, list),
      make("p", { class: "ar-ask__foot" }, all),
    );

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
        const draw = (found) => list.replaceChildren(...found.map((data) => hit(data, query, { small: true })));
        const early = async (results) => {
          const first = await dataOf(results.slice(0, IN_DIALOG));
          if (mine !== turn || !first.length) return;
          draw(first);
          status.textContent = COUNTING;
        };
        const { answer, shown } = await patiently(async () => {
          const answer = await ask(query, [], early);
          return { answer, shown: await dataOf(answer.results.slice(0, IN_DIALOG)) };
        });
        if (mine !== turn) return;
        const found = answer.results.length;
        draw(shown);
        status.textContent = found ? told(answer) : `Nothing found for ${query}.`;
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
      all.href = on(at(`search/?${new URLSearchParams({ q: field.value.trim() })}`));
      clearTimeout(waiting);
      waiting = setTimeout(look, PAUSE);
    });
    field.addEventListener("focus", begin, { once: true });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      location.assign(on(at(`search/?${new URLSearchParams({ q: field.value.trim() })}`)));
    });
    close.addEventListener("click", () => box.close());
    box.addEventListener("click", (event) => {
      if (event.target === box || event.target.closest("a")) box.close(); // beside it, or gone to a result
    });
    box.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      event.stopPropagation(); // the page's own keys rest
      if (!step) return;
      event.preventDefault();
      const stops = [field, ...box.querySelectorAll(".ar-ask__found a, .ar-ask__all:not([hidden])")];
      const here = stops.indexOf(document.activeElement);
      stops[(here + step + stops.length) % stops.length].focus();
    });
    return box;
  };

  // --- the page ---

  // How much was shown at an address, and how far down: who comes back to it finds it so. Remembered by the tab, since not every
  // host has instant navigation; without its memory the first results are shown.
  let returning = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  addEventListener(
    "popstate",
    () => {
      returning = true;
    },
    true,
  );
  addEventListener(
    "click",
    () => {
      returning = false;
    },
    true,
  );
  const extent = {
    get: () => {
      try {
        return (returning && JSON.parse(sessionStorage.getItem(`found ${location.search}`))) || {};
      } catch {
        return {};
      }
    },
    set: (shown) => {
      try {
        sessionStorage.setItem(`found ${location.search}`, JSON.stringify({ shown, down: scrollY }));
      } catch {
        /* so be it */
      }
    },
  };

  const page = (place) => {
    const form = place.querySelector("form");
    const fields = (name) => form.elements.namedItem(name);
    const field = fields("q");
    const status = place.querySelector("[role=status]");
    const list = place.querySelector(".ar-hits");
    const chosenList = place.querySelector(".ar-chosen");
    const empty = place.querySelector(".ar-nothing");
    const more = place.querySelector("[data-more]");
    const facets = [...place.querySelectorAll("details[data-facet]")];
    const labels = Object.fromEntries(facets.map((node) => [node.dataset.facet, node.dataset.label]));
    const wide = new Map(); // how many values of a facet are shown
    const indexes = place.parentElement.querySelector("[data-without-search]");
    if (indexes) place.querySelector(".ar-find__found").append(indexes);

    const day = (text) => (/^\d{4,6}-\d\d-\d\d$/.test(text) ? text : "");
    const read = () => {
      const asked = new URLSearchParams(location.search);
      return {
        q: asked.get("q") || "",
        from: day(asked.get("from")),
        to: day(asked.get("to")),
        sort: SORTS.includes(asked.get("sort")) ? asked.get("sort") : "",
        chosen: Object.fromEntries(Object.keys(labels).map((facet) => [facet, asked.getAll(facet)])),
      };
    };
    const written = ({ q, from, to, sort, chosen }) => {
      const asked = new URLSearchParams();
      if (q) asked.set("q", q);
      for (const [facet, values] of Object.entries(chosen)) for (const value of values) asked.append(facet, value);
      for (const [name, value] of Object.entries({ from, to, sort, known: known() })) if (value) asked.set(name, value);
      const query = asked.toString();
      return location.pathname + (query && `?${query}`);
    };
    let state = read();
    let typing = false;

    // A choice adds to the history, and so does the first letter of another query; those behind it replace the address.
    const go = (change, { push = true, letters = false } = {}) => {
      state = { ...state, ...change };
      typing = letters;
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
    const yearOf = (value) => value.match(/^[+-]?\d+/)[0];
    // Days in the order of time, also those of years that ISO 8601 writes with a sign.
    const dayOf = (iso) => {
      const [, year, month, day] = iso.match(/^([+-]?\d+)-(\d\d)-(\d\d)$/).map(Number);
      return (year * 12 + month) * 31 + day;
    };
    const inRange = (value, { from, to, chosen }) => {
      const [first, last = first] = value.split("/");
      if (from && to && dayOf(from) > dayOf(to)) return false;
      return (
        (!from || dayOf(last) >= dayOf(from)) &&
        (!to || dayOf(first) <= dayOf(to)) &&
        (!chosen.year.length || chosen.year.includes(yearOf(first)))
      );
    };

    const hasWords = (it) => partsOf(it.q).length > 0;
    const isDated = (it) => it.from || it.to || it.chosen.year.length;
    const asksAnything = (it) =>
      hasWords(it) || isDated(it) || Object.values(it.chosen).some((values) => values.length);
    const answerTo = async (it, early) => {
      const filters = Object.entries(it.chosen).filter(([facet, values]) => facet !== "year" && values.length);
      if (isDated(it)) {
        filters.push(["date", [...(await listsOf("date")).keys()].filter((value) => inRange(value, it))]);
      }
      return ask(it.q, filters, early);
    };
    // Without words nothing is better than another, and the newest comes first.
    const orderOf = (it) => it.sort || (asksAnything(it) && !hasWords(it) ? "newest" : "");

    // Whoever has asked goes on from the results, not from the head of the page or through the filters; unless they have gone elsewhere.
    let toResults = asksAnything(state);
    const goToResults = () => {
      const here = document.activeElement;
      if (toResults && (!here || here === document.body || here.closest(".ar-find__ask") === form.firstElementChild)) {
        status.focus({ preventScroll: true });
      }
      toResults = false;
    };

    let round = 0,
      shown = AT_ONCE,
      nothing = false;
    const show = async ({ further = false, again = false } = {}) => {
      const mine = ++round;
      const before = again ? extent.get() : {};
      shown = further ? shown + AT_ONCE : before.shown || AT_ONCE;
      place.setAttribute("aria-busy", "true");
      const asked = state;
      const anything = asksAnything(asked);
      const early = async (results) => {
        const first = await dataOf(results.slice(0, shown));
        if (mine !== round || !first.length || orderOf(asked)) return;
        list.replaceChildren(...first.map((it) => hit(it, asked.q)));
        status.textContent = COUNTING;
        more.hidden = true;
        if (indexes) indexes.hidden = true;
      };
      try {
        const { answer, data } = await patiently(async () => {
          const answer = anything ? await answerTo(asked, early) : { results: [] };
          const order = await sorted(answer.results, orderOf(asked));
          return { answer, data: await dataOf(order.slice(0, shown)) };
        });
        if (mine !== round) return;
        const found = answer.results.length;
        const first = further ? list.children.length : 0;
        list.replaceChildren(...data.map((it) => hit(it, asked.q)));
        more.hidden = shown >= found;
        status.textContent = !anything ? "" : found ? told(answer) : "Nothing found";
        place.querySelector("[data-found]").textContent = anything ? counted(found, "result") : "";
        if (indexes) indexes.hidden = found > 0;
        if (further) list.children[first]?.querySelector("a")?.focus();
        if (before.down) scrollTo(0, before.down);
        if (anything) goToResults();
        drawOrder();
        drawChosen();
        nothing = anything && !found;
        await patiently(drawFacets);
        if (mine === round) await suggest(mine);
      } catch (fault) {
        if (mine === round) broken(fault);
      }
      if (mine === round) place.removeAttribute("aria-busy");
    };

    const broken = (fault) => {
      status.textContent = BROKEN;
      if (indexes) indexes.hidden = false;
      console.warn(fault);
    };

    // The counts of a facet in which something is chosen are those that another choice would have.
    const countsBeside = async (facet) => {
      const without = { ...state, chosen: { ...state.chosen, [facet]: [] } };
      const { results } = await answerTo(without);
      const counts = await countsOf(results, facet === "year" ? "date" : facet);
      if (facet !== "year") return counts;
      const years = {};
      for (const [value, number] of counts) {
        if (inRange(value, without)) years[yearOf(value)] = (years[yearOf(value)] || 0) + number;
      }
      return Object.entries(years);
    };
    const drawFacets = async () => {
      const mine = round;
      const counts = await Promise.all(facets.map(({ open, dataset }) => (open ? countsBeside(dataset.facet) : null)));
      if (mine !== round) return;
      facets.forEach((node, number) => {
        const facet = node.dataset.facet;
        const chosen = state.chosen[facet];
        node.classList.toggle("ar-facet--chosen", chosen.length > 0);
        if (!counts[number]) return;
        const values = counts[number].filter(([value, many]) => (many && !nothing) || chosen.includes(value));
        const order = facet === "year" ? ([a], [b]) => b - a : ([a, m], [b, n]) => n - m || a.localeCompare(b, "en");
        values.sort((one, other) => chosen.includes(other[0]) - chosen.includes(one[0]) || order(one, other));
        drawFacet(node, facet, values, chosen);
      });
    };
    const drawFacet = (node, facet, values, chosen) => {
      const box = node.querySelector("[data-values]");
      const focused = box.contains(document.activeElement) ? document.activeElement.value || "more" : null;
      const limit = Math.max(wide.get(facet) || VALUES, chosen.length);
      const rows = values.slice(0, limit).map(([value, number]) => {
        const tick = make("input", { type: "checkbox", name: facet, value });
        tick.checked = chosen.includes(value);
        return make(
          "label",
          { class: "ar-facet__value" },
          tick,
          make("span", {}, value),
          make("span", { class: "ar-facet__count" }, number.toLocaleString("en")),
        );
      });
      if (values.length > limit) {
        const further = make(
          "button",
          { type: "button", value: "more" },
          `${(values.length - limit).toLocaleString("en")} more`,
        );
        further.addEventListener("click", () => {
          wide.set(facet, limit + 40);
          drawFacet(node, facet, values, chosen);
        });
        rows.push(further);
      }
      if (!values.length) rows.push(make("p", { class: "ar-soft" }, "none"));
      box.replaceChildren(...rows);
      if (focused) {
        (
          [...box.querySelectorAll("input, button")].find((it) => it.value === focused) || node.querySelector("summary")
        ).focus();
      }
    };

    const chips = () => {
      const found = Object.entries(state.chosen).flatMap(([facet, values]) =>
        values.map((value) => ({
          words: `${labels[facet]}: ${value}`,
          without: { chosen: { ...state.chosen, [facet]: state.chosen[facet].filter((it) => it !== value) } },
        })),
      );
      if (state.from || state.to) {
        found.push({
          words: [state.from && `from ${state.from}`, state.to && `to ${state.to}`].filter(Boolean).join(" "),
          without: { from: "", to: "" },
        });
      }
      return found;
    };
    const drawOrder = () => {
      fields("sort").options[0].disabled = orderOf(state) !== state.sort; // best first
      fields("sort").value = orderOf(state);
    };
    const drawChosen = () => {
      const found = chips();
      chosenList.replaceChildren(
        ...found.map(({ words, without }) => {
          const drop = make("button", { type: "button", "aria-label": `Remove ${words}` }, words);
          drop.addEventListener("click", () => {
            go(without);
            field.focus();
          });
          return make("li", {}, drop);
        }),
      );
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

    const suggest = async (mine) => {
      empty.replaceChildren();
      empty.hidden = !nothing;
      if (!nothing) return;
      const drops = [];
      for (const { words, without } of chips()) {
        const other = { ...state, ...without };
        const { results } = await answerTo(other);
        if (!results.length) continue;
        const drop = make("button", { type: "button" }, `Without ${words}`);
        drop.addEventListener("click", () => {
          go(without);
          field.focus();
        });
        drops.push(make("li", {}, drop, make("span", { class: "ar-soft" }, ` ${counted(results.length, "result")}`)));
      }
      const bare = state.q.replace(/["“”„«»]/g, "").trim();
      if (bare !== state.q.trim() && partsOf(bare).length) {
        const { results } = await answerTo({ ...state, q: bare });
        if (results.length) {
          const drop = make("button", { type: "button" }, "The words in any order");
          drop.addEventListener("click", () => go({ q: bare }));
          drops.push(make("li", {}, drop, make("span", { class: "ar-soft" }, ` ${counted(results.length, "result")}`)));
        }
      }
      const like = hasWords(state) && !drops.length ? await near(state.q) : [];
      if (mine !== round) return;
      if (drops.length) {
        empty.append(make("p", {}, "There is something:"), make("ul", { class: "ar-hit__near" }, ...drops));
      }
      if (like.length) empty.append(make("p", {}, "Names that are spelt like it:"), nearNames(like));
      if (!drops.length && !like.length) {
        empty.append(
          make(
            "p",
            {},
            partsOf(state.q).length
              ? "Look for fewer or shorter words: their beginnings are enough. Names are found in Latin, Cyrillic and, where a record has it, Korean script."
              : "Nothing fits these filters. The buttons above take them back.",
          ),
        );
      }
    };

    // What the form shows follows the state, not the other way round.
    const fill = () => {
      field.value = state.q;
      for (const name of ["from", "to"]) fields(name).value = state[name];
      for (const node of facets) if (state.chosen[node.dataset.facet].length) node.open = true;
    };

    field.addEventListener("focus", begin, { once: true });
    let waiting, dating;
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      toResults = false;
      waiting = setTimeout(() => {
        if (!place.isConnected) return;
        go({ q: field.value }, { push: !typing && asksAnything(state), letters: true });
      }, PAUSE);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(waiting);
      toResults = true;
      go({ q: field.value.trim() }, { push: !typing });
    });
    form.addEventListener("change", ({ target }) => {
      if (target.type === "checkbox") choose(target.name, target.value, target.checked);
      else if (target.name === "sort") go({ sort: target.value });
      else if (target.type === "date") {
        // one that is typed is a date at each digit of its year
        clearTimeout(dating);
        dating = setTimeout(() => {
          if (place.isConnected) go({ from: day(fields("from").value), to: day(fields("to").value) });
        }, TYPED);
      }
    });
    for (const node of facets) {
      node.addEventListener("toggle", () => {
        if (node.open) patiently(drawFacets).catch(broken);
      });
    }
    more.addEventListener("click", () => show({ further: true }));
    const back = () => {
      if (!place.isConnected) {
        removeEventListener("popstate", back);
        return;
      }
      state = read();
      typing = false;
      fill();
      show({ again: true });
    };
    addEventListener("popstate", back);
    list.addEventListener("click", (event) => {
      if (event.target.closest("a")) extent.set(shown);
    });
    list.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const stops = [...list.querySelectorAll("a")];
      const here = stops.indexOf(document.activeElement);
      if (!step || here < 0) return;
      event.preventDefault();
      (stops[here + step] || field).focus();
    });
    field.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" && list.querySelector("a")) {
        event.preventDefault();
        list.querySelector("a").focus();
      }
    });

    // On a phone the filters stand above the results; what is chosen is told by the buttons that take it back.
    if (matchMedia("(max-width: 59.9em)").matches) place.querySelector("[data-filters]").open = false;
    place.hidden = false;
    document.addEventListener("ar-known", () => {
      if (!place.isConnected) return;
      // What stood there may be of a later day: it goes at once, and not only when the answer is there.
      for (const box of [list, ...place.querySelectorAll("[data-values]")]) box.replaceChildren();
      show();
    });
    fill();
    if (asksAnything(state) && indexes) indexes.hidden = true;
    show({ again: true }); // where nothing is asked, the counts of what stands open
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
  document.addEventListener(
    "click",
    (event) => {
      const button = event.target.closest("[data-search-open]");
      if (!button || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      open();
    },
    true,
  );

  const start = () => {
    for (const place of document.querySelectorAll("[data-search][hidden]")) page(place);
  };
  // Material says when a page has come, also one that instant navigation put in place.
  if (window.document$) window.document$.subscribe(start);
  else start();
})();
