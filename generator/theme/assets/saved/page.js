// The page of saved records: a list to filter by tag, sort, print, export and import.
import { statusMark, statusInWords, statusOf } from "../lib/became.js";
import { get, make } from "../lib/dom.js";
import { digest } from "../lib/hashes.js";
import { _, locale, ngettext, pgettext, woven } from "../lib/messages.js";
import { urlOf, withKnownDay, root } from "../lib/site.js";
import { loadStyle } from "../lib/style.js";
import { nounOf } from "../lib/terms.js";
import { downloadText } from "../take/csv.js";
import { forgetVisits } from "../since/rows.js";
import { form, noRoom } from "./button.js";
import { RefusedFile, bibtexWorks, backupFile, kindOf, recordsOf, csvOf, bibliographyText } from "./file.js";
import { currentRecord, withCurrentState, stateOf } from "./records.js";
import { mergeRecords, openStore } from "./store.js";

/** @typedef {import("./store.js").Saved} Saved */
/** @typedef {import("./records.js").Present} Present */

const SHOWN = 200; // rows at once
const ORDERS = /** @type {const} */ (["saved", "title", "date", "kind"]);

/** @param {string} address */
const pageOf = (address) => urlOf(address.replace(/(#|$)/, "/$1"));

/** @param {string} iso */
const dayOf = (iso) =>
  new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, { dateStyle: "long" }).format(new Date(iso));

/** Fills the page in. @param {HTMLElement} box */
export const page = (box) => {
  loadStyle("saved", import.meta.url); // instant navigation removes it from the page
  const status = get(box, "[role=status]", HTMLElement);
  const list = get(box, "[data-list]", HTMLElement);
  /** @type {ReturnType<typeof openStore>} */
  let store;
  try {
    store = openStore(localStorage, `saved ${root.pathname} `);
  } catch {
    status.textContent = noRoom();
    box.hidden = false;
    return;
  }
  /** @type {Map<string, Present | null>} what the archive has of each now; null where it has nothing */
  const present = new Map();
  const known = window.archiveKnown?.day() ?? "";
  let more = SHOWN;

  const asked = () => {
    const parameters = new URLSearchParams(location.search);
    const order = ORDERS.find((it) => it === parameters.get("order")) ?? "saved";
    return { tag: parameters.get("tag") ?? "", order };
  };
  /** @param {Record<string, string>} values @param {string} id  of the field, which is drawn anew */
  const ask = (values, id) => {
    const parameters = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(values)) {
      if (value) parameters.set(name, value);
      else parameters.delete(name);
    }
    const query = parameters.toString();
    history.replaceState(history.state, "", location.pathname + (query && `?${query}`) + location.hash);
    draw();
    document.getElementById(id)?.focus();
  };

  /** With a chosen day, only records known by then are shown. @param {string} address */
  const isShown = (address) => !known || ((it) => Boolean(it?.known && it.known <= known))(present.get(address));
  const collator = new Intl.Collator(locale);
  const chosen = () => {
    const { tag, order } = asked();
    const all = store.all().filter(([address]) => isShown(address));
    const some = all.filter(([, { tags }]) => !tag || tags.includes(tag));
    const by = {
      saved: () => 0,
      title: (/** @type {[string, Saved]} */ [, a], /** @type {[string, Saved]} */ [, b]) =>
        collator.compare(a.title, b.title),
      date: (/** @type {[string, Saved]} */ [, a], /** @type {[string, Saved]} */ [, b]) =>
        collator.compare(b.date ?? "", a.date ?? ""),
      kind: (/** @type {[string, Saved]} */ [a], /** @type {[string, Saved]} */ [b]) =>
        collator.compare(kindOf(a), kindOf(b)),
    };
    return { all, some: some.sort(by[order]), tag, order };
  };

  /** @param {string} said */
  const say = (said) => {
    status.textContent = said;
    status.focus({ preventScroll: true });
  };

  /** @param {string} address @param {Saved} record */
  const row = (address, record) => {
    const now = present.get(address);
    const gone = now === null;
    const quotation = address.split("#q-")[1];
    const altered = quotation && record.words && now?.quotations && now.quotations[quotation] !== digest(record.words);
    const lost = gone || (quotation && now?.quotations && !(quotation in now.quotations));
    const title = make("bdi", { lang: record.words ? null : record.language }, record.title || address);
    const words = make(
      "blockquote",
      { class: "ar-words", lang: record.language, dir: "auto" },
      make("p", {}, _("“{words}”", { words: record.words ?? "" })),
    );
    const href = withKnownDay(now ? urlOf(now.at + (quotation && !lost ? `#q-${quotation}` : "")) : pageOf(address));
    const mine = make("div", {});
    /** @param {Saved} it */
    const written = ({ tags, note }) => {
      mine.replaceChildren(
        ...(tags.length
          ? [
              make(
                "p",
                { class: "ar-small" },
                ...woven(_("Tags: {tags}"), {
                  tags: make("bdi", {}, tags.join(pgettext("between the items of a list", ", "))),
                }),
              ),
            ]
          : []),
        ...(note ? [make("p", { class: "ar-says ar-saved__note", dir: "auto" }, note)] : []),
      );
    };
    written(record);
    const item = make("li", { class: lost ? "ar-saved__lost" : "ar-saved__row" });
    const fold = make(
      "details",
      { class: "ar-fold" },
      make(
        "summary",
        {},
        _("Tags and note"),
        " ",
        make("small", {}, _("saved on {date}", { date: dayOf(record.saved) })),
      ),
      make("div", {}),
    );
    const removed = (/** @type {Saved} */ it) => {
      draw();
      const undo = make("button", { type: "button" }, _("Put it back"));
      undo.addEventListener("click", () => {
        store.write(address, it);
        draw();
      });
      say(_("Removed."));
      status.append(" ", undo);
    };
    fold.addEventListener("toggle", () => {
      const inside = get(fold, "div", HTMLElement);
      if (fold.open && !inside.firstChild) inside.append(form(store, address, { changed: written, removed }));
    });
    item.append(
      make("p", { class: "ar-label" }, nounOf(kindOf(address))),
      ...(record.words ? [words] : []),
      make(
        "p",
        { class: record.words ? "ar-small" : "ar-saved__title" },
        record.words && [record.speaker, record.said, record.finding].filter(Boolean).join(" · "),
        record.words && make("br"),
        lost ? title : make("a", { href }, title),
        ...statusMark(now?.became),
      ),
      ...(record.outlet || record.authors
        ? [
            make(
              "p",
              { class: "ar-small" },
              [...(record.authors ?? []), record.outlet, record.published].filter(Boolean).join(" · "),
            ),
          ]
        : []),
      ...(lost
        ? [make("p", {}, _("This is no longer in the archive. It was at {address}.", { address: pageOf(address) }))]
        : altered
          ? [make("p", {}, _("Its words have been corrected in the archive since you saved it."))]
          : []),
      mine,
      fold,
    );
    return item;
  };

  const bring = make("input", {
    type: "file",
    accept: ".json,application/json",
    hidden: true,
    "aria-label": _("Load a file"),
  });
  bring.addEventListener("change", async () => {
    const [file] = bring.files ?? [];
    bring.value = "";
    if (!file) return;
    try {
      const records = recordsOf(await file.text());
      let added = 0;
      for (const [address, record] of records) {
        const own = store.read(address);
        store.write(address, own ? mergeRecords(own, record) : record);
        added += Number(!own);
      }
      await renew();
      draw();
      say(_("{added} added, and {joined} joined with what was saved here.", { added, joined: records.size - added }));
    } catch (fault) {
      say(fault instanceof RefusedFile ? fault.message : noRoom());
    }
  });
  /** @param {string} label @param {() => void} act */
  const button = (label, act) => {
    const made = make("button", { type: "button" }, label);
    made.addEventListener("click", act);
    return made;
  };
  /** @type {import("./file.js").Told} */
  const told = {
    archive: document.querySelector('meta[property="og:site_name"]')?.getAttribute("content") ?? "",
    state: "",
    status: (address) => statusOf(present.get(address)?.became),
    became: (address) => statusInWords(present.get(address)?.became),
  };
  /** The buttons for exporting saved records, if there are any, and for importing. @param {boolean} any */
  const ways = (any) =>
    make(
      "p",
      { class: "ar-saved__ways" },
      ...(any
        ? [
            button(_("Print"), () => print()),
            button(_("As text"), () =>
              downloadText("saved.txt", "text/plain", bibliographyText(chosen().some, pageOf, told)),
            ),
            button("CSV", () => downloadText("saved.csv", "text/csv", csvOf(chosen().some, pageOf, told))),
            button("BibTeX", () =>
              downloadText("saved.bib", "application/x-bibtex", bibtexWorks(chosen().some, pageOf, told)),
            ),
            button(_("As a file to keep"), () =>
              downloadText("saved.json", "application/json", backupFile(store.all(), told, new Date().toISOString())),
            ),
          ]
        : []),
      button(_("Load a file"), () => bring.click()),
      bring,
    );

  const VISITS = `visit ${root.pathname} `;
  /** If the browser remembers visits to pages, says so, with a button to forget them. */
  const visits = () =>
    Object.keys(localStorage).some((key) => key.startsWith(VISITS))
      ? make(
          "p",
          { class: "ar-small ar-saved__visits" },
          _(
            "To tell what is new, this browser also knows when you last opened people, organisations, claims, figures and searches.",
          ),
          " ",
          button(_("Forget my visits"), () => {
            forgetVisits(localStorage, VISITS);
            draw();
            say(_("This browser no longer knows when you were on which page."));
          }),
        )
      : null;

  const draw = () => {
    const { all, some, tag, order } = chosen();
    const hidden = store.addresses().length - all.length;
    const tags = [...new Set([...all.flatMap(([, it]) => it.tags), ...(tag ? [tag] : [])])].sort(collator.compare);
    const choose = make(
      "select",
      { id: "saved-tag" },
      make("option", { value: "" }, _("All tags")),
      ...tags.map((it) => make("option", { value: it, selected: it === tag }, it)),
    );
    choose.addEventListener("change", () => ask({ tag: choose.value }, choose.id));
    const labels = { saved: _("last saved first"), title: _("by title"), date: _("newest first"), kind: _("by kind") };
    const sort = make(
      "select",
      { id: "saved-order" },
      ...ORDERS.map((it) => make("option", { value: it, selected: it === order }, labels[it])),
    );
    sort.addEventListener("change", () => ask({ order: sort.value === "saved" ? "" : sort.value }, sort.id));
    status.textContent =
      some.length === all.length
        ? ngettext("{n} saved record", "{n} saved records", all.length)
        : ngettext("{shown} of {n} saved record", "{shown} of {n} saved records", all.length, { shown: some.length });
    const rows = some.slice(0, more).map(([address, record]) => row(address, record));
    list.replaceChildren(
      ...(hidden
        ? [
            make(
              "p",
              {},
              ngettext(
                "{n} saved record was not known by the chosen day.",
                "{n} saved records were not known by the chosen day.",
                hidden,
              ),
            ),
          ]
        : []),
      ...(all.length
        ? [
            make(
              "p",
              { class: "ar-saved__choice" },
              make("label", { for: "saved-tag" }, _("Tag")),
              choose,
              make("label", { for: "saved-order" }, _("Order")),
              sort,
            ),
          ]
        : [
            make(
              "p",
              {},
              _("Nothing is saved yet. “Save” is at the top of each record and in each quotation that you open."),
            ),
          ]),
      ways(store.addresses().length > 0),
      make("ol", { class: "ar-saved__list" }, ...rows),
      ...(some.length > more
        ? [
            button(_("Show more"), () => {
              more += SHOWN;
              draw();
            }),
          ]
        : []),
      visits() ?? "",
    );
  };

  /** Updates each record with the current state of the archive. */
  const renew = async () => {
    try {
      if (store.addresses().length) told.state = await stateOf();
      await Promise.all(
        store.addresses().map(async (address) => {
          const now = (await currentRecord(address)) ?? null;
          present.set(address, now);
          const saved = store.read(address);
          const better = saved && now && withCurrentState(saved, now);
          if (better) store.write(address, better);
        }),
      );
    } catch (fault) {
      console.warn(fault); // the saved state is shown anyway
    }
  };

  addEventListener("storage", ({ key }) => {
    const writing = list.contains(document.activeElement) && document.activeElement?.matches("input, textarea");
    if (box.isConnected && (key === null || key.startsWith(store.name)) && !writing) draw();
  });
  addEventListener("popstate", () => box.isConnected && draw());
  box.hidden = false;
  if (!known) draw();
  renew().then(() => {
    if (box.isConnected) draw();
  });
};
