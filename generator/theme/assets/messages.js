// Says the messages of the scripts in the language that the site speaks, as generator/text/messages.py says those of the pages. English
// ones stand in the scripts. For another language this file begins with its catalogue, and /assets/messages-annotate.js has what the page
// for annotating says beside that. Scripts find this as `archive`, modules import it from lib/messages.js.
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
  // Digits are those of the pages, which the CLDR calls Latin, in every language.
  const locale = english ? "en" : `${language}-u-nu-latn`;

  // Each is made when something is first said with it: they would take a third of the time in which a page's scripts start.
  /** @type {{ numbers?: Intl.NumberFormat, plurals?: Intl.PluralRules, lists?: Intl.ListFormat }} */
  const rules = {};
  /** @param {number} value */
  const number = (value) => (rules.numbers ??= new Intl.NumberFormat(locale)).format(value);
  /** @param {number} n */
  const formOf = (n) => (rules.plurals ??= new Intl.PluralRules(locale)).select(n);

  // A name or title between isolates (UAX #9) where letters of it run against the sentence, by the rule of messages.py.
  const against = rtl
    ? /[A-Za-z\u00c0-\u024f\u0370-\u058f\u0900-\u1fff\u3040-\ud7ff]/u
    : /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
  /** @param {string} text */
  const isolated = (text) => (against.test(text) && text[0] !== "\u2068" ? `\u2068${text}\u2069` : text);

  // A message with its values in place of their names. A name without a value stays, so that an element may take its place. A year with
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

  // A message as a file has it, or what is copied: isolates would be letters of a name there.
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
