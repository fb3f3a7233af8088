// The first script of each page of a site that is opened from disk. There a browser opens no folder at its index.html, runs no module
// and and reads no other file for a script. So this makes links point to files, defines modules by classic scripts, and answers requests
// scripts ask for with what lies in other scripts, each of which hands over one file.
(() => {
  /** @typedef {Record<string, unknown>} Names */
  /** @typedef {{ needs: string[], body: (needed: Names[]) => Names }} Module */

  const own = document.currentScript;
  if (!(own instanceof HTMLScriptElement)) return;
  const root = new URL("..", own.src);

  /** The file at an address: within this site, index.html of a folder. @param {string | URL} href */
  const file = (href) => {
    const url = new URL(href, location.href);
    if (url.href.startsWith(root.href) && url.pathname.endsWith("/")) url.pathname += "index.html";
    return url;
  };
  /** The path from the site's root; empty for what is elsewhere. @param {URL} url */
  const pathOf = (url) =>
    url.href.startsWith(root.href) ? decodeURIComponent(url.pathname.slice(root.pathname.length)) : "";
  /** @param {string} path @returns {Promise<void>} */
  const run = (path) =>
    new Promise((done, failed) => {
      const src = new URL(path.split("/").map(encodeURIComponent).join("/"), root).href;
      const script = Object.assign(document.createElement("script"), { src });
      script.addEventListener("load", () => done());
      script.addEventListener("error", () => failed(new TypeError(`${src} could not be read`)));
      document.head.append(script);
      script.remove();
    });

  // --- files that scripts ask for ---

  /** @type {Map<string, [text: string, packed: boolean]>} */
  const arrived = new Map();
  /** @param {string} path */
  const bytes = async (path) => {
    await run(`offline/${path}.js`);
    const [text = "", packed = false] = arrived.get(path) ?? [];
    arrived.delete(path);
    const given = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    return packed ? new Blob([given]).stream().pipeThrough(new DecompressionStream("gzip")) : given;
  };
  const { fetch } = window;
  /** @type {typeof fetch} */
  window.fetch = async (input, options) => {
    const url = file(input instanceof Request ? input.url : input);
    const path = pathOf(url);
    if (!path) return fetch(input, options);
    options?.signal?.throwIfAborted();
    try {
      return new Response(await bytes(path));
    } catch {
      return new Response(null, { status: 404 });
    }
  };

  // Browsers also refuse to preload files from disk, and warn on the console.
  const { append } = document.head;
  /** @type {typeof append} */
  document.head.append = (...nodes) => {
    const wanted = nodes.filter((node) => !(node instanceof HTMLLinkElement && node.rel.endsWith("preload")));
    append.apply(document.head, wanted);
  };

  // --- modules ---

  /** @type {Map<string, Module>} */
  const defined = new Map();
  /** @type {Map<string, Promise<Names>>} */
  const made = new Map();
  /** @param {string} path @returns {Promise<Names>} */
  const module = (path) => {
    const before = made.get(path);
    if (before) return before;
    const it = make(path);
    made.set(path, it);
    it.catch(() => made.delete(path));
    return it;
  };
  /** @param {string} path */
  const make = async (path) => {
    if (!defined.has(path)) await run(path);
    const { needs, body } = defined.get(path) ?? { needs: [], body: () => ({}) };
    return body(await Promise.all(needs.map(module)));
  };

  // --- addresses ---

  for (const way of /** @type {const} */ (["pushState", "replaceState"])) {
    const native = history[way];
    /** @type {typeof native} */
    history[way] = (state, unused, url) => native.call(history, state, unused, url ? file(url) : url);
  }

  window.archiveOffline = {
    put: (path, text, packed) => arrived.set(path, [text, packed]),
    define: (path, needs, body) => {
      defined.set(path, { needs, body });
      if (!made.has(path)) module(path).catch(console.error); // it is in the page, and was not requested
    },
    load: (from, path) => module(pathOf(new URL(path, new URL(from, root)))),
    at: (path) => new URL(path, root).href,
    resolve: String,
    // Scripts see a page at the address that it has on the web.
    get pathname() {
      return location.pathname.replace(/\/index\.html$/, "/");
    },
    assign: (href) => location.assign(file(href)),
    replace: (href) => location.replace(file(href)),
  };

  // They also see links as they are on the web: without scripts, links lead to files. Where one is followed it leads to a file again.
  document.addEventListener("readystatechange", () => {
    if (document.readyState !== "interactive") return;
    for (const link of document.querySelectorAll('a[href*="index.html"]')) {
      const href = link.getAttribute("href") ?? "";
      if (!pathOf(new URL(href, location.href))) continue;
      link.setAttribute("href", href.replace(/(^|\/)index\.html(?=[?#]|$)/, "$1") || "./");
    }
  });
  for (const way of ["click", "auxclick", "contextmenu", "dragstart"]) {
    addEventListener(
      way,
      ({ target }) => {
        const link = target instanceof Element ? target.closest("a[href]") : null;
        const href = link?.getAttribute("href");
        if (!link || !href || href.startsWith("#")) return;
        const url = new URL(href, location.href);
        if (url.pathname.endsWith("/") && file(url).href !== url.href) link.setAttribute("href", file(url).href);
      },
      true,
    );
  }
  addEventListener(
    "submit",
    ({ target }) => {
      if (target instanceof HTMLFormElement) target.setAttribute("action", file(target.action).href);
    },
    true,
  );
})();
