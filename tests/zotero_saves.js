// Run in a page, after Zotero's own translation code: what Zotero offers to save of the page, and what it saves. The texts of translators
// and the files that describe Zotero's fields are handed in, where Zotero would ask for them over the network.
async ({ translators, schema, dates }) => {
  const told = translators.map((code) => ({ ...JSON.parse(/^\s*{[\S\s]*?}\s*?[\r\n]/.exec(code)[0]), code }));
  Zotero.Repo.getAllTranslatorMetadata = async () => told.map(({ code, ...about }) => about);
  Zotero.Repo.getTranslatorCode = async (id) => told.find((it) => it.translatorID === id).code;
  Zotero.Prefs.get = () => false;
  Zotero.Connector_Browser = { isIncognito: async () => true }; // so that it reports no fault over the network
  Zotero.Debug.init(0);
  Zotero.Schema.init(schema);
  Zotero.Date.init(dates);
  await Zotero.Translators.init();
  const translate = new Zotero.Translate.Web();
  translate.setDocument(document);
  let offered = null;
  translate.setHandler("select", (_, items, done) => {
    offered = Object.values(items).map((item) => item.title ?? item);
    done(items);
  });
  let fault = null;
  translate.setHandler("error", (_, thrown) => (fault = String(thrown)));
  const found = await translate.getTranslators();
  if (!found.length) return { by: null, saved: [] };
  translate.setTranslator(found[0]);
  const saved = await translate.translate();
  return { by: found[0].label, kind: found[0].itemType, offered, fault, saved: JSON.parse(JSON.stringify(saved)) };
};
