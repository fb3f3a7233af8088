// The actions for selected words of the text, by button or keyboard shortcut.
import { N_, _ } from "../lib/messages.js";
import { findDate } from "./dates.js";
import { ALL, KINDS, newPart, withFurther } from "./parts.js";

/** @typedef {import("./page.js").Desk} Desk */
/** @typedef {import("./parts.js").Kind} Kind */

/** The actions of the toolbar and the keyboard. An action without a label has no button. @param {Desk} desk @returns {{ key: string, words: string, act: () => void }[]} */
export const actions = (desk) => [
  ...ALL.map((kind) => ({ key: KINDS[kind].key, words: _(KINDS[kind].title), act: () => begin(desk, kind) })),
  { key: "m", words: _("Mention"), act: () => mention(desk) },
  { key: "w", words: _("Who it is from"), act: () => who(desk) },
  { key: "d", words: _("Date"), act: () => date(desk) },
  { key: "n", words: _("Next in quotation marks"), act: () => desk.reader.selectNext() },
  { key: "a", words: "", act: () => addFurtherWords(desk) },
  { key: "t", words: "", act: () => addTurn(desk) },
];

/** Begins a part. @param {Desk} desk @param {Kind} kind */
const begin = (desk, kind) => {
  const hit = desk.reader.selectedWords({ quotation: kind === "quotations" });
  if (!hit) return;
  desk.add(kind, newPart(kind, hit, desk.draft));
  desk.showMessage(_(KINDS[kind].begun, { words: hit.words.slice(0, 80) }));
};

/** Adds words to the open quotation. @param {Desk} desk */
export const addFurtherWords = (desk) => {
  const hit = desk.reader.selectedWords({ quotation: true });
  if (!hit) return;
  if (desk.open?.kind !== "quotations") {
    desk.showMessage(_("Open a quotation first, then add further words to it."));
    return;
  }
  const { number } = desk.open;
  const { draft } = desk;
  const { text, at } = withFurther(draft.items("quotations")[number], hit, draft.isRecordedCopy);
  draft.change(["quotations", number, "at"], at);
  desk.set(["quotations", number, "text"], text.length > 1 ? text : text[0]);
  desk.form.redraw("quotations", number);
  desk.showMessage(_("Part added: “{words}”.", { words: hit.words.slice(0, 80) }));
  desk.form.focusOn(".an-words textarea:last-of-type");
};

/** Marks words of the open quotation that change its meaning. @param {Desk} desk */
export const addTurn = (desk) => {
  const hit = desk.reader.selectedWords();
  if (!hit) return;
  if (desk.open?.kind !== "quotations") {
    desk.showMessage(_("Open a quotation first, then choose the words of it that change the meaning."));
    return;
  }
  const { number } = desk.open;
  const path = ["quotations", number, "turns"];
  const turns = desk.draft.items("quotations")[number].turns ?? [];
  desk.set(path, [...turns, { words: hit.words }]);
  desk.form.edit("quotations", number, { focus: false });
  desk.focusOn([...path, turns.length, "why"]);
  desk.showMessage(_("“{words}” changes the meaning. Say what it changes.", { words: hit.words.slice(0, 80) }));
};

/** Sets the date of the open part, or of the article. @param {Desk} desk */
const date = (desk) => {
  const hit = desk.reader.selectedWords();
  if (!hit) return;
  const { open } = desk;
  const kind = open && open.kind !== "mention" ? open.kind : null;
  const path = open && kind ? [kind, open.number, KINDS[kind].date] : ["published"];
  const { published } = desk.draft.tree;
  const printed = kind ? (typeof published === "string" ? published : published?.edtf) : "";
  desk.set(path, { ...findDate(hit.words, desk.known.dates, printed), words: hit.words });
  if (open && kind) desk.form.edit(kind, open.number);
  else desk.article.draw();
  desk.focusOn([...path, "edtf"]);
  const dated = kind ? KINDS[kind].dated : N_("“{words}” is taken as the date of publication.");
  desk.showMessage(_(dated, { words: hit.words }));
};

/** Sets the speaker or source of the open part from the selected words. @param {Desk} desk */
const who = (desk) => {
  const hit = desk.reader.selectedWords();
  if (!hit) return;
  const { open, known, draft } = desk;
  const key = open && open.kind !== "mention" ? KINDS[open.kind].who : "";
  if (!open || open.kind === "mention" || !key) {
    desk.showMessage(
      _("Open a quotation, a stance or a figure first, then choose the name of the person or body it is from."),
    );
    return;
  }
  const { kind, number } = open;
  const ids = new Set(known.namesIn(hit.words).flatMap((it) => it.ids));
  const name =
    known.findByName(["person", "organisation"], hit.words)?.id ?? (ids.size === 1 ? [...ids][0] : hit.words);
  if (kind === "figures") {
    const by = draft.items("figures")[number].by ?? [];
    if (!by.includes(name)) desk.set([kind, number, key], [...by, name]);
  } else desk.set([kind, number, key], name);
  desk.edit(kind, number, { focus: false });
  desk.focusOn([kind, number, key]);
  desk.showMessage(_("It is from {name}.", { name: known.get(name)?.name ?? name }));
};

/** @param {Desk} desk */
const mention = (desk) => {
  const hit = desk.reader.selectedWords();
  if (hit) desk.form.mention(hit.words);
};
