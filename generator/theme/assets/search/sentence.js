// If a query is a whole sentence, offers a link to the page that finds out who said it.
import { make } from "../lib/dom.js";
import { _ } from "../lib/messages.js";
import { urlOf } from "../lib/site.js";

const WORDS = 6; // words: a longer query is a sentence

let latestTurn = 0;

/** Offers that page below what is found, and takes the offer back. @param {Element} foot @param {string} query */
export const offerToCheck = async (foot, query) => {
  const mine = ++latestTurn;
  // No word is shorter than a letter.
  const long = query.length > WORDS && (await import("../check/closest.js")).wordKeys(query).length > WORDS;
  if (mine !== latestTurn) return;
  const there = foot.querySelector("[data-check-way]");
  if (!long) {
    there?.remove();
    return;
  }
  const href = urlOf(`check/#${new URLSearchParams({ q: query })}`);
  if (there instanceof HTMLAnchorElement) there.href = href;
  else {
    foot.prepend(
      make("a", { href, "data-check-way": "", class: "ar-ask__check" }, _("Who said this, and how close is it?")),
    );
  }
};
