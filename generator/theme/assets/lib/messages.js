// The messages of the scripts, in the language that the site speaks: for modules what ../messages.js is for the other scripts, of which
// it is the first on every page.
export const { locale, _, N_, ngettext, pgettext, number, listed, plain, woven } = globalThis.archive;
