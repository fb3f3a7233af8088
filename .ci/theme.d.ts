// Globals of a page that browsers do not define.
interface Window {
  /** Material: emits each page, including those that instant navigation puts in place. */
  document$?: { subscribe(come: () => void): { unsubscribe(): void } };
  /** Material: the URLs to which instant navigation goes. */
  location$?: { next(to: URL): void };
  /** Material: the URL of the site. */
  __md_scope?: URL;
  /** "As known on a day" (`asknown.js`). */
  archiveKnown?: {
    day(): string;
    copy(content: Element, day: string): Element | null;
    link(href: string | URL, day?: string): string;
  };
}

interface Window {
  /** Only if the page is opened from a disk (`exports/offline/from-disk.js`). */
  archiveOffline?: {
    /** Provides a file of the site. */
    put(path: string, base64: string, packed: boolean): void;
    /** Defines a module by its dependencies and a function that makes its exports from theirs. */
    define(
      path: string,
      needs: string[],
      body: (needed: Record<string, unknown>[]) => Record<string, unknown>,
    ): void;
    load(from: string, path: string | URL): Promise<Record<string, unknown>>;
    at(path: string): string;
    resolve(path: string): string;
    readonly pathname: string;
    assign(href: string | URL): void;
    replace(href: string | URL): void;
  };
}

interface Navigator {
  /** Only in browsers that support it: whether the reader saves data. */
  connection?: { saveData?: boolean };
}

/** Values for the names in braces of a message. Numbers are formatted for the language. */
type Values = Record<string, string | number>;

/** Translated messages, written by `generator/text/messages.py`. */
interface Catalogue {
  /** BCP 47. */
  language: string;
  /** Whether the language is written from right to left. */
  rtl: boolean;
  /** The index of the form of a message for each plural category of CLDR. */
  forms: Record<string, number>;
  /** The forms of each message by its English text, or by context, U+0004 and text. */
  messages: Record<string, string[]>;
  /** Whether the annotator has its messages in a separate file. */
  apart: boolean;
}

/** Set before `messages.js` loads if the site is not in English. */
declare var archiveMessages: Catalogue | undefined;

/** The messages of the scripts (`messages.js`). */
declare var archive: {
  /** The language of the site, for `Intl`. */
  locale: string;
  apart: boolean;
  /** A translated message with its values filled in: `_("Line {n}", { n })`. */
  _(message: string, values?: Values): string;
  /** Returns the message unchanged. Marks it for the catalogues if it is translated later by `_`. */
  N_(message: string): string;
  /** A message in the plural form for a number, which is `{n}` in it. */
  ngettext(one: string, many: string, n: number, values?: Values): string;
  /** A message with a context, for words that mean different things in different places. */
  pgettext(context: string, message: string, values?: Values): string;
  number(value: number): string;
  /** The words as a list in a sentence: "a, b and c". */
  listed(words: string[]): string;
  /** A text without the isolates that messages put around names, for the clipboard and for files. */
  plain(text: string): string;
  /** A message with elements in place of names, as a list for `make`: `woven(_("See {page}."), { page: link })`. */
  woven(message: string, parts: Record<string, string | Node>): (string | Node)[];
  /** Adds messages. */
  learn(more: Record<string, string[]>): void;
};
