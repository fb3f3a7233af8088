// Loads the scripts and styles of the page on which a record is written, on that page alone.
(() => {
  const root = window.__md_scope || new URL(".", location.href); // Material puts the site's address there

  /** @param {string} href @returns {Promise<void>} */
  const styled = (href) =>
    new Promise((done) => {
      if (document.querySelector(`link[href="${href}"]`)) {
        done();
        return;
      }
      const loaded = () => done();
      const link = Object.assign(document.createElement("link"), {
        rel: "stylesheet",
        href,
        onload: loaded,
        onerror: loaded,
      });
      document.head.append(link);
    });

  // The page's messages in a language other than English. If they cannot be loaded, the page is in English.
  /** @param {string} src @returns {Promise<void>} */
  const translated = (src) =>
    new Promise((done) => {
      if (!archive.apart || document.querySelector(`script[src="${src}"]`)) {
        done();
        return;
      }
      const loaded = () => done();
      document.head.append(Object.assign(document.createElement("script"), { src, onload: loaded, onerror: loaded }));
    });

  const start = async () => {
    const place = document.querySelector("[data-annotate]:not([data-started])");
    if (!(place instanceof HTMLElement)) return;
    place.dataset.started = "";
    // A page opened before the site was last published has an outdated import map, so it is reloaded.
    const { version = "" } = place.dataset;
    if (!document.querySelector("script[type=importmap]")?.textContent.includes(`?${version}"`)) {
      location.reload();
      return;
    }
    /** @param {string} path */
    const at = (path) => new URL(`assets/${path}`, root).href;
    /** @type {Promise<typeof import("./annotate/page.js")>} */
    const page = import(at("annotate/page.js"));
    const [{ begin }] = await Promise.all([
      page,
      styled(at(`css/annotate.css?${version}`)),
      translated(at(`messages-annotate.js?${version}`)),
    ]);
    if (place.isConnected) await begin(place, root);
  };

  if (window.document$) window.document$.subscribe(start);
  else start();
})();
