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

interface Navigator {
  /** Where the browser tells it: whether the reader saves data. */
  connection?: { saveData?: boolean };
}
