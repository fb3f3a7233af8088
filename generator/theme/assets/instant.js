// Instant navigation: a page of the site takes the place of the one that is open, without a reload. Material does that for links
// whose addresses sitemap.xml has, so that each first visit would load the addresses of the whole archive. Here sitemap.xml names
// only its parts: Material then leaves every link alone, and this script hands it those that lead to a page of the site.
(() => {
  const { location$, document$, __md_scope: root } = window;
  const config = JSON.parse(document.getElementById("__config")?.textContent || "{}");
  // Every page but 404.html says which site it is of.
  const site = () => document.querySelector('meta[name="archive-site"]')?.getAttribute("content");
  const ours = site();
  if (!location$ || !document$ || !root || !ours) return;
  if (location.protocol === "file:" || !config.features?.includes("navigation.instant")) return;

  const PAGE = /(?:\/|\.html)$/;

  // The target of a click, if it is another page of this site and opens in the same tab.
  /** @param {MouseEvent} event */
  const wayOf = ({ target, defaultPrevented, metaKey, ctrlKey, shiftKey, altKey }) => {
    if (defaultPrevented || metaKey || ctrlKey || shiftKey || altKey) return null;
    const link = target instanceof Element ? target.closest("a") : null;
    if (!(link instanceof HTMLAnchorElement) || !link.href || link.target || link.hasAttribute("download")) return null;
    const to = new URL(link.href);
    const within = to.origin === root.origin && to.pathname.startsWith(root.pathname) && PAGE.test(to.pathname);
    return within && to.pathname !== location.pathname ? to : null;
  };

  let place = ""; // on the next page

  // Material's own listener is on the body, and has already run.
  document.addEventListener("click", (event) => {
    const to = wayOf(event);
    if (!to) return;
    event.preventDefault();
    history.replaceState({ x: Math.max(0, scrollX), y: Math.max(0, scrollY) }, ""); // Material goes there when Back leads here
    history.pushState(null, "", to);
    place = to.hash;
    location$.next(to);
  });

  // Material does not go there where the page before was scrolled meanwhile.
  document$.subscribe(() => {
    if (place && place === location.hash && history.state !== null) location.replace(place);
    place = "";
  });

  // Another site may stand below the address of this one. Its page is loaded for itself, from where the link stood: Back would
  // lead from a page that was only loaded again to nothing but an event in it.
  document$.subscribe(() => {
    if (site() === ours) return;
    const { href } = location;
    addEventListener("popstate", () => location.assign(href), { once: true });
    history.back();
  });
})();
