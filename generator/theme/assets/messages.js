// Translates the messages of the scripts, as generator/text/messages.py translates those of the pages. English
// messages are in the scripts. For other languages this file begins with the catalogue, and /assets/messages-annotate.js has the messages
// of the page for annotating. Scripts use the global `archive`, modules import from lib/messages.js.
(() => {
  /** @type {Catalogue} */
  const { language, rtl, forms, messages, apart } = globalThis.archiveMessages ?? {
    language: "en",
    rtl: false,
    forms: {},
    messages: {},
    apart: false,
  };
  const english = language === "en";
  // Digits are 0 to 9 in every language, as on the pages (`latn` in the CLDR).
  const locale = english ? "en" : `${language}-u-nu-latn`;

  // Each is made on first use: together they would take a third of the start-up time of a page's scripts.
  /** @type {{ numbers?: Intl.NumberFormat, plurals?: Intl.PluralRules, lists?: Intl.ListFormat }} */
  const rules = {};
  /** @param {number} value */
  const number = (value) => (rules.numbers ??= new Intl.NumberFormat(locale)).format(value);
  /** @param {number} n */
  const formOf = (n) => (rules.plurals ??= new Intl.PluralRules(locale)).select(n);

  // A name or title between isolates (UAX #9) if some of its letters run against the sentence, by the rule of messages.py.
  const against = rtl
    ? /[A-Za-z\u00c0-\u024f\u0370-\u058f\u0900-\u1fff\u3040-\ud7ff]/u
    : /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
  /** @param {string} text */
  const isolated = (text) => (against.test(text) && text[0] !== "\u2068" ? `\u2068${text}\u2069` : text);

  // A message with its values filled in. A placeholder without a value stays, so that an element can replace it. A year with
  // its abbreviation (2026 р.) ends a sentence by its own full stop.
  /** @param {string} message @param {Values} [values] */
  const filled = (message, values = {}) =>
    message
      .replace(/\{(\w+)\}/g, (name, key) => {
        if (!Object.hasOwn(values, key)) return name;
        const value = values[key];
        return typeof value === "number" ? number(value) : isolated(value);
      })
      .replace(/(\s[рг]\.\u2069?)\.(?!\.)/gu, "$1");

  /** @param {string} message @param {Values} [values] */
  const say = (message, values) => filled(messages[message]?.[0] ?? message, values);

  /** @param {string} one @param {string} many @param {number} n @param {Values} [values] */
  const ngettext = (one, many, n, values) => {
    const said = messages[one]?.[forms[formOf(n)] ?? 0];
    return filled(said ?? (n === 1 ? one : many), { n, ...values });
  };

  /** @param {string} context @param {string} message @param {Values} [values] */
  const pgettext = (context, message, values) => filled(messages[`${context}\u0004${message}`]?.[0] ?? message, values);

  /** @param {string[]} words */
  const listed = (words) => {
    if (!english) return (rules.lists ??= new Intl.ListFormat(locale, { type: "conjunction" })).format(words);
    return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;
  };

  // A message without isolates, for files and the clipboard, where they would become part of a name.
  /** @param {string} text */
  const plain = (text) => text.replace(/[\u2068\u2069]/g, "");

  /** @param {string} message @param {Record<string, string | Node>} parts */
  const woven = (message, parts) =>
    message.split(/\{(\w+)\}/).map((it, at) => (at % 2 ? (Object.hasOwn(parts, it) ? parts[it] : `{${it}}`) : it));

  globalThis.archive = {
    locale,
    apart,
    _: say,
    N_: (message) => message,
    ngettext,
    pgettext,
    number,
    listed,
    plain,
    woven,
    learn: (more) => {
      Object.assign(messages, more);
    },
  };
})();
