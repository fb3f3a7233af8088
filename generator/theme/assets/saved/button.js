// The button that saves a record, and the form for tags and a note.
import { make } from "../lib/dom.js";
import { loadStyle } from "../lib/style.js";
import { _ } from "../lib/messages.js";
import { urlOf, withKnownDay } from "../lib/site.js";
import { currentRecord, withCurrentState } from "./records.js";
import { openStore, parseTags } from "./store.js";

/** @typedef {import("./store.js").Saved} Saved */
/** @typedef {ReturnType<typeof openStore>} Store */

export const noRoom = () =>
  _(
    "This browser keeps nothing for this site, or has no room left: nothing was saved. A private window may be the reason.",
  );

/** The text of an element with single spaces, without parts shown only on hover. @param {Element | null | undefined} node */
const textOf = (node) => (node?.textContent ?? "").replace("¶", "").replace(/\s+/g, " ").trim();

/** The record that a button saves, as read from the page. @param {HTMLElement} button @returns {Saved} */
const readRecord = (button) => {
  const now = new Date().toISOString();
  const mine = { tags: [], note: "", saved: now, changed: now };
  const card = button.closest("details.ar-said");
  const row = button.closest("[id^='row-']");
  const title = row ? (button.parentElement?.firstElementChild ?? null) : document.querySelector(".ar-head h1");
  if (!card) return { ...mine, title: textOf(title), ...languageOf(title) };
  const words = card.querySelector(".ar-said__words");
  const when = card.querySelector(".ar-said__by time");
  const own = new URL(urlOf(`${button.dataset.save?.split("#")[0]}/`)).pathname === location.pathname;
  return {
    ...mine,
    title: own ? textOf(title) : "",
    words: textOf(words),
    ...languageOf(words),
    speaker: textOf(card.querySelector(".ar-said__by bdi")) || textOf(card.querySelector("dl dd a")),
    said: textOf(when),
    finding: textOf(card.querySelector(".ar-said__by .ar-said__finding")),
  };
};

/** @param {Element | null} node */
const languageOf = (node) => {
  const language = node?.closest("[lang]")?.getAttribute("lang");
  return language ? { language } : {};
};

/** @param {HTMLElement} button @param {string} name  of the entries in the storage @param {(button: HTMLElement) => void} tell */
export const press = (button, name, tell) => {
  loadStyle("saved", import.meta.url);
  const address = button.dataset.save ?? "";
  const open = document.getElementById(button.getAttribute("aria-controls") ?? "");
  if (open) {
    open.remove();
    button.removeAttribute("aria-controls");
    button.setAttribute("aria-expanded", "false");
    return;
  }
  const box = make("div", {
    class: "ar-saver",
    id: `saved-${address.replace(/[/#]/g, "-")}`,
    "data-published": "always",
  });
  const around = button.closest(".ar-said__links, .ar-head, .ar-entry") ?? button;
  around?.after(box);
  button.setAttribute("aria-controls", box.id);
  button.setAttribute("aria-expanded", "true");
  try {
    const store = openStore(localStorage, name);
    const isNew = !store.read(address);
    if (isNew) store.write(address, readRecord(button));
    const gone = () => {
      tell(button);
      button.click();
      button.focus();
    };
    box.append(
      make(
        "p",
        { class: "ar-small", role: "status" },
        _("Saved in this browser only."),
        " ",
        make("a", { href: withKnownDay(urlOf("saved/")) }, _("All that you saved")),
      ),
      form(store, address, { changed: () => {}, removed: gone }),
    );
    tell(button);
    if (isNew) addCitation(store, address);
  } catch {
    box.append(make("p", { role: "alert" }, noRoom()));
  }
};

/** Adds the current citation to a saved record. @param {Store} store @param {string} address */
const addCitation = async (store, address) => {
  const present = await currentRecord(address).catch(() => undefined);
  const saved = store.read(address);
  const better = saved && present && withCurrentState(saved, present);
  try {
    if (better) store.write(address, better);
  } catch {
    /* no room: the page of saved records says so */
  }
};

/**
 * The form for tags and a note, which are saved as they are typed.
 * @param {Store} store
 * @param {string} address
 * @param {{ changed: (record: Saved) => void, removed: (record: Saved) => void }} then
 */
export const form = (store, address, then) => {
  /** @type {Pick<Saved, "tags" | "note">} */
  let before = store.read(address) ?? { tags: [], note: "" };
  const id = `tags-${address.replace(/[/#]/g, "-")}`;
  const tags = make("input", { id, type: "text", autocomplete: "off", dir: "auto", maxlength: 2000 });
  const note = make("textarea", { id: id.replace("tags", "note"), rows: 3, dir: "auto", maxlength: 20_000 });
  const fault = make("p", { role: "alert" });
  const remove = make("button", { type: "button" }, _("Remove from saved"));
  tags.value = before.tags.join(", ");
  note.value = before.note;
  const keep = () => {
    try {
      const record = store.edit(
        address,
        { tags: parseTags(tags.value), note: note.value },
        before,
        new Date().toISOString(),
      );
      fault.textContent = record ? "" : _("This record is no longer saved: it was removed in another window.");
      if (!record) return;
      before = { tags: parseTags(tags.value), note: note.value };
      then.changed(record);
    } catch {
      fault.textContent = noRoom();
    }
  };
  for (const field of [tags, note]) field.addEventListener("input", keep);
  // Text written in two windows is merged in both when the reader leaves the field.
  note.addEventListener("change", () => {
    const record = store.read(address);
    if (!record) return;
    note.value = record.note;
    tags.value = record.tags.join(", ");
    before = record;
  });
  addEventListener("storage", ({ key }) => {
    const record = key === store.name + address ? store.read(address) : null;
    if (!record || !note.isConnected || [tags, note].includes(/** @type {any} */ (document.activeElement))) return;
    note.value = record.note;
    tags.value = record.tags.join(", ");
    before = record;
  });
  remove.addEventListener("click", () => {
    const record = store.read(address);
    store.remove(address);
    if (record) then.removed(record);
  });
  return make(
    "div",
    { class: "ar-saver__form" },
    make("label", { for: tags.id }, _("Tags, with commas between them")),
    tags,
    make("label", { for: note.id }, _("Note")),
    note,
    fault,
    remove,
  );
};
