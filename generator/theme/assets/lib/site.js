// The site: its address, links within it, and when a page has come.

/** The address of the site, as Material knows it. */
export const root = window.__md_scope || new URL(".", location.href);

/** The full address of a path within the site. @param {string} path */
export const urlOf = (path) => new URL(path, root).href;

/** The address with the chosen "as known on" day, if there is one. @param {string} href */
export const withKnownDay = (href) => window.archiveKnown?.link(href) ?? href;

/** Calls `start` for each page, including those loaded by instant navigation. @param {() => void} start */
export const onPage = (start) => {
  if (window.document$) window.document$.subscribe(start);
  else start();
};
