// How much was shown at an address, and how far down: who comes back to it finds it so. Remembered by the tab, since not every host has
// instant navigation; without its memory the first results are shown.

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

/** What was shown here before, where the reader comes back. @returns {Extent} */
export const recalled = () => {
  try {
    return (returning && JSON.parse(sessionStorage.getItem(`found ${location.search}`) ?? "{}")) || {};
  } catch {
    return {};
  }
};

/** Remembers how many results are shown. @param {number} shown */
export const remember = (shown) => {
  try {
    sessionStorage.setItem(`found ${location.search}`, JSON.stringify({ shown, down: scrollY }));
  } catch {
    /* so be it */
  }
};
