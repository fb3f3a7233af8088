// What can be done with selected words of the text, by a button or its letter.
import { dateIn } from "./dates.js";
import { ALL, KINDS, begun, withFurther } from "./parts.js";

/** @typedef {import("./page.js").Desk} Desk */
/** @typedef {import("./parts.js").Kind} Kind */

/** The actions of the toolbar and the keyboard; one without words has no button. @param {Desk} desk @returns {{ key: string, words: string, act: () => void }[]} */
export const actions = (desk) => [
  ...ALL.map((kind) => ({ key: KINDS[kind].key, words: KINDS[kind].button, act: () => begin(desk, kind) })),
  { key: "m", words: "Mention", act: () => mention(desk) },
  { key: "d", words: "Date", act: () => date(desk) },
  { key: "n", words: "Next in quotation marks", act: () => desk.reader.next() },
  { key: "a", words: "", act: () => further(desk) },
];

/** Begins a part. @param {Desk} desk @param {Kind} kind */
const begin = (desk, kind) => {
  const hit = desk.reader.chosen({ quotation: kind === "quotations" });
  if (!hit) return;
  desk.add(kind, begun(kind, hit, desk.draft));
  desk.say(`${KINDS[kind].button} begun: “${hit.words.slice(0, 80)}”.`);
};

/** Adds words to the open quotation. @param {Desk} desk */
export const further = (desk) => {
  const hit = desk.reader.chosen({ quotation: true });
  if (!hit) return;
  if (desk.open?.kind !== "quotations") {
    desk.say("Open a quotation first, then add further words to it.");
    return;
  }
  const { number } = desk.open;
  const { draft } = desk;
  const { text, at } = withFurther(draft.items("quotations")[number], hit, draft.recorded);
  draft.change(["quotations", number, "at"], at);
  desk.set(["quotations", number, "text"], text.length > 1 ? text : text[0]);
  desk.form.redraw("quotations", number);
  desk.say(`Part added: “${hit.words.slice(0, 80)}”.`);
  desk.form.focusOn(".an-words textarea:last-of-type");
};

/** Sets the date of the open part, or of the article. @param {Desk} desk */
const date = (desk) => {
  const hit = desk.reader.chosen();
  if (!hit) return;
  const { open } = desk;
  const kind = open && open.kind !== "mention" ? open.kind : null;
  const path = open && kind ? [kind, open.number, KINDS[kind].date] : ["published"];
  desk.set(path, { edtf: dateIn(hit.words), words: hit.words });
  if (open && kind) desk.form.edit(kind, open.number);
  else desk.article.draw();
  desk.focusOn([...path, "edtf"]);
  const what = kind ? `of this ${KINDS[kind].noun}` : "of publication";
  desk.say(`“${hit.words}” is taken as the date ${what}.`);
};

/** @param {Desk} desk */
const mention = (desk) => {
  const hit = desk.reader.chosen();
  if (hit) desk.form.mention(hit.words);
};
