// The way to the page on which a record is written: its scripts are loaded there and nowhere else.
(() => {
  const root = window.__md_scope || new URL(".", location);  // Material keeps the site's own address there

  const start = async () => {
    const place = document.querySelector("[data-annotate]:not([data-started])");
    if (!place) return;
    place.dataset.started = "";
    // The address changes with the scripts, so that no browser mixes old ones and new ones.
    const { begin } = await import(new URL(`assets/annotate/page.js?${place.dataset.version || ""}`, root).href);
    if (place.isConnected) await begin(place, root);
  };

  if (window.document$) window.document$.subscribe(start);
  else start();
})();
