// Saves drafts in the browser. If that fails, the record is still valid.

/** @typedef {import("./record.js").Kept} Kept */

/** Saves a draft; false if the browser cannot. If there is no room for the text, the draft is saved without it. @param {string} key @param {Kept} draft */
export const saveDraft = (key, draft) => {
  for (const some of [draft, { ...draft, copy: null }]) {
    try {
      localStorage.setItem(key, JSON.stringify(some));
      return true;
    } catch {
      /* no room, or not allowed: save at least the record, which is small */
    }
  }
  return false;
};

/** @param {string} key */
export const deleteDraft = (key) => {
  try {
    localStorage.removeItem(key);
  } catch {
    /* not allowed, so nothing is saved */
  }
};

/** The saved draft; null if there is none that can be read. @param {string} key @returns {Kept | null} */
export const loadDraft = (key) => {
  try {
    const draft = JSON.parse(localStorage.getItem(key) ?? "null");
    return draft?.tree && typeof draft.body === "string" ? draft : null;
  } catch {
    return null;
  }
};
