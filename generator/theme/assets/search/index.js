// The index: Pagefind, which finds words, and the files that the generator writes beside it. Nothing of it is loaded before a reader
// goes to a field of the search.
import { make } from "../lib/dom.js";
import { at } from "../lib/site.js";
import { cache, forget } from "./cache.js";
import { WORDS, excerptOf } from "./excerpts.js";
import { listsIn, namingOf } from "./numbers.js";

/** @typedef {{ content: string, meta: Record<string, string>, filters: Record<string, string[]>, url: string, raw_url?: string, excerpt: string, plain_excerpt: string }} Entry */
/** @typedef {{ number: number, words: number[], fields: string[], data: () => Promise<Entry> }} Result */
/** @typedef {import("./numbers.js").Entries} Entries */
/** @typedef {{ id: string, words: number[], matchedMetaFields?: string[], data: () => Promise<Entry> }} Found */
/** @typedef {{ options(options: object): Promise<void>, init(): Promise<void>, destroy(): Promise<void>, search(words: string): Promise<{ results: Found[] }> }} Engine */

const ANSWERS = 8; // so many are remembered, since "more", filters, sorting and "back" ask for the same again

// --- the generator's files beside the index ---

/** @param {string} path @param {RequestInit} [options] */
const fetched = async (path, options) => {
  const answer = await fetch(at(`pagefind/${path}`), options);
  if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
  return answer;
};

const files = cache();
const lists = cache();

/**
 * The number of entries, how many of them are dated (these come first), and how their files are named. A browser may cache the files,
 * whose names change with their content, but not this list.
 * @returns {Promise<Entries>}
 */
export const entries = () =>
  files("entries.json", async () => (await fetched("entries.json", { cache: "no-cache" })).json());

const naming = () => files("naming", async () => namingOf(await entries()));

/** Names of records, each with its address and kind. @returns {Promise<[name: string, url: string, kind: string][]>} */
export const names = () => files("names.json", async () => (await fetched("names.json")).json());

/** For each value of a facet the numbers of its entries. @param {string} facet */
export const listsOf = (facet) =>
  lists(facet, async () => {
    const { name } = await entries();
    return listsIn(await (await fetched(`values/${name}/${facet}.json`)).json());
  });

/** An entry that no words led to, as Pagefind would give it. @param {number} number @returns {Promise<Entry>} */
const entry = async (number) => {
  const { nameOf } = await naming();
  const answer = await fetched(`fragment/${nameOf(number)}.pf_fragment`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const packed = bytes[0] === 0x1f && bytes[1] === 0x8b; // a host may have told the browser to unpack it
  const plain = packed ? new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")) : bytes;
  const data = JSON.parse((await new Response(plain).text()).replace(/^pagefind_dcd/, ""));
  return { ...data, ...excerptOf(data.content.split(/\s+/), 0) };
};

// --- Pagefind ---

/** @type {Promise<Engine> | undefined} */
let engine;
let tries = 0;
const pagefind = () => {
  // Load the largest file together with the script that needs it, not after it.
  if (!engine) {
    document.head.append(
      make("link", { rel: "preload", as: "fetch", crossorigin: "anonymous", href: at("pagefind/wasm.en.pagefind") }),
    );
  }
  engine ??= loaded().catch((fault) => {
    engine = undefined;
    tries += 1;
    throw fault;
  });
  return engine;
};
const loaded = async () => {
  // A browser does not try a failed module again at the same address, so each attempt has another.
  /** @type {Engine} */
  const it = await import(at(`pagefind/pagefind.js${tries ? `?${tries}` : ""}`));
  // Records of a name come before entries that mention it. Notes weigh less than the words that they are about.
  const metaWeights = { title: 3, names: 40, name: 1, also: 0.5 };
  await it.options({ baseUrl: "/", excerptLength: WORDS, noWorker: true, ranking: { metaWeights } });
  return it;
};

/** Whoever goes to a field will ask: the index comes while the first letters are typed. */
export const begin = () => {
  Promise.all([entries(), pagefind()]).then(
    ([{ number }, it]) => (number ? it.init() : undefined),
    () => {},
  );
};

/**
 * Does some work with the index, at most three times. A connection may fail for a moment, and a server that follows edits may replace
 * the index while a page is open; then everything is loaded again, at once and a second later.
 * @template Value
 * @param {() => Promise<Value>} work
 */
export const patiently = async (work) => {
  for (const wait of [0, 1000]) {
    try {
      return await work();
    } catch (fault) {
      console.warn(fault);
      const it = await engine?.catch(() => {});
      await it?.destroy();
      engine = undefined;
      forget();
      await new Promise((done) => {
        setTimeout(done, wait);
      });
    }
  }
  return work();
};

const answers = cache(ANSWERS);

/**
 * The entries that have these words, best first; without words, all entries, newest first. Signs are taken out of the words, since
 * Pagefind indexes 2+2 as 22 and $300 as 300, but searches for them as they are typed.
 * @param {string} words
 * @returns {Promise<Result[]>}
 */
export const lookUp = (words) =>
  answers(words, async () => {
    const [it, { number }, { numberOf }] = await Promise.all([words ? pagefind() : null, entries(), naming()]);
    if (!number) return []; // Pagefind has no index then
    if (!it) {
      return Array.from({ length: number }, (_, n) => ({ number: n, words: [], fields: [], data: () => entry(n) }));
    }
    const { results } = await it.search(words.replace(/\p{S}/gu, ""));
    return results.map((result) => {
      const { id, words, matchedMetaFields: fields = [] } = result;
      const n = numberOf(id);
      if (n < 0) throw new Error("the index has been replaced");
      return { number: n, words, fields, data: () => result.data() };
    });
  });
