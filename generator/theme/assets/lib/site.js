// The site around a script: its own address, and when a page has come.

/** The site's own address, which Material keeps. */
export const root = window.__md_scope || new URL(".", location.href);

/** The whole address of a path of the site. @param {string} path */
export const at = (path) => new URL(path, root).href;

/** The way to an address on the day as known that is chosen. @param {string} href */
export const onThatDay = (href) => window.archiveKnown?.link(href) ?? href;

/** Calls `start` for each page that has come, also one that instant navigation put in place. @param {() => void} start */
export const onPage = (start) => {
  if (window.document$) window.document$.subscribe(start);
  else start();
};
