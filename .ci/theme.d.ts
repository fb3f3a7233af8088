// What a page has beside what every browser gives it.
interface Window {
  /** Material: each page, also one that instant navigation put in place. */
  document$?: { subscribe(come: () => void): { unsubscribe(): void } };
  /** Material: the addresses for which it puts a page in place. */
  location$?: { next(to: URL): void };
  /** Material: the site's own address. */
  __md_scope?: URL;
  /** "As known on a day" (asknown.js). */
  archiveKnown?: {
    day(): string;
    copy(content: Element, day: string): Element | null;
    link(href: string | URL, day?: string): string;
  };
}

interface Window {
  /** Where the page is opened from disk (exports/offline/from-disk.js). */
  archiveOffline?: {
    /** Hands over a file of the site. */
    put(path: string, base64: string, packed: boolean): void;
    /** Defines a module: what it needs, and what makes it of that. */
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
  /** Where the browser tells it: whether the reader saves data. */
  connection?: { saveData?: boolean };
}

/** What the names in braces of a message stand for. Numbers are written as the language writes them. */
type Values = Record<string, string | number>;

/** What is said in another language than English, by generator/text/messages.py. */
interface Catalogue {
  /** BCP 47. */
  language: string;
  /** Whether it is written from the right. */
  rtl: boolean;
  /** Which form of a message a plural category of the CLDR takes. */
  forms: Record<string, number>;
  /** The forms of each message by its English; a context stands before it, and U+0004 between them. */
  messages: Record<string, string[]>;
  /** Whether the page for annotating has messages in a file of its own. */
  apart: boolean;
}

/** Put before messages.js where a site speaks another language than English. */
declare var archiveMessages: Catalogue | undefined;

/** The messages of the scripts (messages.js). */
declare var archive: {
  /** For Intl: the language of the site. */
  locale: string;
  apart: boolean;
  /** A message with its values: `_("Line {n}", { n })`. */
  _(message: string, values?: Values): string;
  /** The message itself, which catalogues have and `_` says later. */
  N_(message: string): string;
  /** A message in the form that a number asks for; `{n}` in it is the number. */
  ngettext(one: string, many: string, n: number, values?: Values): string;
  /** A message whose words mean different things in different places. */
  pgettext(context: string, message: string, values?: Values): string;
  number(value: number): string;
  /** The words as a sentence lists them. */
  listed(words: string[]): string;
  /** A text without the isolates that messages set around names: for what is copied, or goes into a file. */
  plain(text: string): string;
  /** A message in which elements take the place of names: `woven(_("See {page}."), { page: link })`, for what `make` puts into one. */
  woven(message: string, parts: Record<string, string | Node>): (string | Node)[];
  /** Adds messages. */
  learn(more: Record<string, string[]>): void;
};
