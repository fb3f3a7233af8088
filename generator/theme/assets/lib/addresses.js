// The key by which web addresses of one page are compared, made as generator/text/addresses.py makes it.

const HOST = /^(?:www\d?|m|mobile|amp|touch)\.(?=[^.]+\.)|(?<=^[a-z]{2}\.)m\.(?=[^.]+\.)/;
const PATH = /\/amp(?=\/|$)|(?<=.)\.amp(?=\.html?$|$)|\/(?:index|default)\.(?:html?|php|aspx?)$/gi;

// What stands before the address of a page in that of the copy that a web archive keeps of it.
const KEPT_COPY =
  /^https?:\/\/(?:web\.archive\.org\/web\/\d+(?:[a-z]{2}_)?|archive\.(?:today|ph|is|li|md|vn|fo)\/\d+)\/(https?:)\/+(?=.)/i;
// Keys of pages that have several addresses, and the one key to write for each.
/** @type {[RegExp, string][]} */
const OTHERS = [
  [/^youtu\.be\/([\w-]+)(?:[^\w-].*)?$/s, "youtube.com/watch?v=$1"],
  [/^youtube\.com\/(?:live|shorts|embed|v)\/([\w-]+)(?:[^\w-].*)?$/s, "youtube.com/watch?v=$1"],
  [/^youtube\.com\/watch\?(?:[^&]*&)*?(v=[\w-]+)(?:[^\w-].*)?$/s, "youtube.com/watch?$1"],
  [/^(?:twitter|x)\.com\/(\w+\/status\/\d+)(?:\D.*)?$/s, "x.com/$1"],
  [/^t\.me\/s\//, "t.me/"],
  [/^dx\.doi\.org\//, "doi.org/"],
];

/** @type {(text: string) => string} */
const encoded = (text) =>
  encodeURIComponent(text).replace(/%(2F|3A|40|24|26|2B|2C|3B|3D)/g, (code) => decodeURIComponent(code));

// A part of an address with every character encoded in the same way.
/** @type {(text: string) => string} */
const coded = (text) => {
  try {
    return encoded(decodeURIComponent(text).normalize());
  } catch {
    // It is not encoded in UTF-8: its bytes stay as they are.
    return text.replace(/((?:%[\da-f]{2})+)|[^%]+|%/gi, (part, bytes) => (bytes ? bytes.toUpperCase() : encoded(part)));
  }
};

/** The key of a valid address. `tracking` is a pattern for parameters that only serve trackers.
    @type {(address: string, tracking: string) => string} */
export const keyOf = (address, tracking) => {
  const url = new URL(address.replace(KEPT_COPY, "$1//"));
  const tracked = new RegExp(`^(?:${tracking})(?:=.*)?$`, "is");
  const host = url.hostname.replace(/\.$/, "").replace(HOST, "");
  const port = ["", "80", "443"].includes(url.port) ? "" : `:${url.port}`;
  const path = coded(url.pathname)
    .replace(PATH, "")
    .replace(/(?<!\/)\/+$/, "");
  const asked = url.search
    .slice(1)
    .split("&")
    .filter((part) => part && !tracked.test(part))
    .map(coded)
    .sort();
  const place = /^#[!/]/.test(url.hash) ? `#${coded(url.hash.slice(1))}` : "";
  const key = host + port + path + (asked.length ? `?${asked.join("&")}` : "") + place;
  return OTHERS.reduce((found, [pattern, written]) => found.replace(pattern, written), key);
};
