// Remembers how many results were shown at an address, and how far the page was scrolled, for readers who come back to it. The memory is
// the tab's, since pages may be loaded anew. Without it the first results are shown.

/** @typedef {{ shown?: number, down?: number }} Extent */

const [opened] = performance.getEntriesByType("navigation");
let returning =
  opened instanceof PerformanceNavigationTiming && opened.type === "back_forward" && opened.name === location.href;
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

/** The extent shown at this address before, if the reader returns to it. @returns {Extent} */
export const recallShown = () => {
  try {
    return (returning && JSON.parse(sessionStorage.getItem(`found ${location.search}`) ?? "{}")) || {};
  } catch {
    return {};
  }
};

/** Remembers how many results are shown. @param {number} shown */
export const rememberShown = (shown) => {
  try {
    sessionStorage.setItem(`found ${location.search}`, JSON.stringify({ shown, down: scrollY }));
  } catch {
    /* so be it */
  }
};
