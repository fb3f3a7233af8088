// Messages in the language of the site, for modules. They come from ../messages.js, which is
// the first script of every page.
export const { locale, _, N_, ngettext, pgettext, number, listed, plain, woven } = globalThis.archive;
