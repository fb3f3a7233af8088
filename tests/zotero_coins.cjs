// What Zotero's own translator for COinS, with its own reader of OpenURL, offers and saves of a page. The folder of its code is the first
// argument: `utilities/` (github.com/zotero/utilities) and `translators/COinS.js` (github.com/zotero/translators). The titles of the page's
// spans come as JSON on standard input; the items go out as JSON.
const { readFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { join, resolve } = require("node:path");
const vm = require("node:vm");

const folder = resolve(process.argv[2]);
const of = createRequire(join(folder, "utilities/utilities.js"));
globalThis.Zotero = { debug() {}, Utilities: {} };
const utilities = of("./utilities.js");
globalThis.Zotero.Utilities = utilities;
utilities.Item = { itemTypeExists: (type) => TYPES.has(type) };
const TYPES = new Set(
  "newspaperArticle forumPost videoRecording podcast tvBroadcast document report interview webpage".split(" "),
);
const openurl = of("./openurl.js");
utilities.parseContextObject = openurl.parseContextObject;

const titles = JSON.parse(readFileSync(0, "utf8"));
const saved = [];
class Item {
  constructor() {
    Object.assign(this, { creators: [], notes: [], tags: [], seeAlso: [], attachments: [] });
  }

  complete() {
    saved.push({ ...this, attachments: undefined });
  }
}
let offered = null;
const search = { setHandler(name, done) { this[name] = done; }, setSearch() {}, getTranslators() { this.translators(null, []); } };
const zotero = {
  ...globalThis.Zotero,
  Item,
  loadTranslator: () => Object.create(search),
  selectItems: (items, taken) => {
    offered = [...items];
    taken(Object.fromEntries(offered.map((title, number) => [number, title])));
  },
};
const source = readFileSync(join(folder, "translators/COinS.js"), "utf8").replace(/^\{[\s\S]*?\n\}\n/, "");
const page = { querySelectorAll: () => titles.map((title) => ({ title })) };
const context = vm.createContext({ Zotero: zotero, Z: zotero, ZU: utilities, page, console });
const kind = vm.runInContext(`${source}\nconst kind = detectWeb(page); doWeb(page); kind`, context);
process.stdout.write(JSON.stringify({ kind, offered, saved }));
