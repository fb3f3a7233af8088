// Where the code host of an archive makes and edits files.

const AT_MOST = 7500; // characters of an address that code hosts and browsers surely take

/** @typedef {{ name: string, edit: string, create: string, fills: boolean, query: string }} Host */

/**
 * How files are made and edited on the code host; null where the site names none.
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
 * The address at which a new file is made, and whether the text stands in it: a long one does not.
 * @param {Host} host
 * @param {string} path
 * @param {string} text
 */
export const newFile = (host, path, text) => {
  const short = `${host.create}?${host.query}=${encodeURIComponent(path)}`;
  const whole = `${short}&value=${encodeURIComponent(text)}`;
  return host.fills && whole.length <= AT_MOST ? { href: whole, filled: true } : { href: short, filled: false };
};
