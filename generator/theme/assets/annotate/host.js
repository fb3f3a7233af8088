// Addresses at which the archive's code host creates and edits files.

const MAX_ADDRESS = 7500; // characters: code hosts and browsers accept addresses of this length

/** @typedef {{ name: string, edit: string, create: string, fills: boolean, query: string }} Host */

/**
 * How files are created and edited on the code host; null if the site names none.
 * @param {string} repository  its address
 * @param {string} edit  what stands between that and a file's path
 * @param {URL} root  the site's own address
 * @returns {Host | null}
 */
export const hostOf = (repository, edit, root) => {
  if (!repository) return null;
  const base = repository.replace(/(?<!\/)\/+$/, "");
  const way = (edit || "edit/main/").replace(/^\/+|(?<!\/)\/+$/g, "");
  const gitlab = way.startsWith("-/");
  return {
    name: new URL(base, root).hostname,
    edit: `${base}/${way}/`,
    create: `${base}/${way.replace("edit/", "new/")}`,
    fills: !gitlab,
    query: gitlab ? "file_name" : "filename",
  };
};

/**
 * The address for creating a file, and whether it contains the text; a long text is left out.
 * @param {Host} host
 * @param {string} path
 * @param {string} text
 */
export const newFileAddress = (host, path, text) => {
  const short = `${host.create}?${host.query}=${encodeURIComponent(path)}`;
  const whole = `${short}&value=${encodeURIComponent(text)}`;
  return host.fills && whole.length <= MAX_ADDRESS ? { href: whole, filled: true } : { href: short, filled: false };
};
