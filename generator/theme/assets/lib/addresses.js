// The key by which web addresses of one page are recognised, as in generator/text/addresses.py.

const HOST = /^(?:www\d?|m|mobile|amp|touch)\.(?=[^.]+\.)|(?<=^[a-z]{2}\.)m\.(?=[^.]+\.)/;
const PATH = /\/amp(?=\/|$)|(?<=.)\.amp(?=\.html?$|$)|\/(?:index|default)\.(?:html?|php|aspx?)$/gi;

// The prefixes that web archives and similar services put before the address of a page.
const WRAPPED =
  /^https?:\/\/(?:web\.archive\.org\/web(?:\/[\d*]+(?:[a-z]{2}_)?)?\/|archive\.(?:today|ph|is|li|md|vn|fo)\/(?:(?:newest|oldest|\d+)\/)?|12ft\.io\/|r\.jina\.ai\/|webcache\.googleusercontent\.com\/search\?q=cache:(?:[\w-]+:)?)(https?:)\/+(?=.)/i;
const WRAPPED_AMP =
  /^https?:\/\/(?:(?:www\.)?google\.[a-z.]+\/amp\/|[\w-]+\.cdn\.ampproject\.org\/[civ]\/)(?:s\/)?(?=[^/]+\.)/i;
// An address that only redirects to the one in its parameter.
const REDIRECTING =
  /^https?:\/\/(?:(?:www\.)?google\.[a-z.]+\/url|lm?\.facebook\.com\/l\.php|(?:m\.)?vk\.com\/away\.php|out\.reddit\.com\/\w*|slack-redir\.net\/link)\?(?:[^#]*&)?(?:q|u|to|url)=(https?(?::|%3A)[^&#]+)(?:[&#].*)?$/is;
// Keys of pages that have several addresses, and the one key to write for each.
/** @type {[RegExp, string][]} */
const OTHERS = [
  [/^youtu\.be\/([\w-]+)(?:[^\w-].*)?$/s, "youtube.com/watch?v=$1"],
  [/^(?:music\.)?youtube(?:-nocookie)?\.com\//, "youtube.com/"],
  [/^youtube\.com\/(?:live|shorts|embed|v|watch)\/([\w-]+)(?:[^\w-].*)?$/s, "youtube.com/watch?v=$1"],
  [/^youtube\.com\/watch\?(?:[^&]*&)*?(v=[\w-]+)(?:[^\w-].*)?$/s, "youtube.com/watch?$1"],
  [
    /^(?:(?:fx|vx)?twitter\.com|(?:fixup)?x\.com|nitter\.net)\/(?:i\/web|\w+)\/status\/(\d+)(?:\D.*)?$/s,
    "x.com/i/status/$1",
  ],
  [/^telegram\.(?:me|dog)\//, "t.me/"],
  [/^t\.me\/s\//, "t.me/"],
  [/^(t\.me\/(?:c\/)?\w+\/\d+(?:\/\d+)?)\?(?!(?:.*&)?comment=).*$/s, "$1"],
  [/^(t\.me\/(?:c\/)?\w+\/\d+(?:\/\d+)?)\?(?:.*&)?(comment=\d+)(?:\D.*)?$/s, "$1?$2"],
  [/^instagram\.com\/(?:[\w.]+\/)?(?:p|reels?|tv)\/([\w-]+)(?:[^\w-].*)?$/s, "instagram.com/p/$1"],
  [/^tiktok\.com\/(@[\w.-]+\/video\/\d+)(?:\D.*)?$/s, "tiktok.com/$1"],
  [/^(?:(?:web|mbasic)\.facebook|fb)\.com\//, "facebook.com/"],
  [/^redd\.it\/(\w+)$/, "reddit.com/comments/$1"],
  [
    /^(?:(?:old|new|np)\.)?reddit\.com\/(?:(?:r|user)\/\w+\/)?comments\/(\w+)(?:\/[^/?]*)?(\/\w+)?(?:\?.*)?$/s,
    "reddit.com/comments/$1$2",
  ],
  [/^vk\.ru\//, "vk.com/"],
  [/^vk\.com\/[^?]*\?(?:.*&)?w=(wall-?\d+_\d+)(?:\D.*)?$/s, "vk.com/$1"],
  [/^dx\.doi\.org\//, "doi.org/"],
  [/^arxiv\.org\/(?:pdf|html)\/([\w./-]+?)(?:\.pdf)?$/, "arxiv.org/abs/$1"],
  [/^([a-z-]+\.wikipedia\.org)\/w\?title=([^&]+)$/, "$1/wiki/$2"],
  [/^(open\.spotify\.com\/\w+\/\w+)\?.*$/s, "$1"],
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

/** @type {(text: string) => string} */
const decoded = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The key of a valid address. `tracking` is a pattern for parameters that only serve trackers.
    @type {(address: string, tracking: string) => string} */
export const keyOf = (address, tracking) => {
  const leadsOn = address.match(REDIRECTING)?.[1];
  const shown = (leadsOn ? decoded(leadsOn) : address).replace(WRAPPED, "$1//").replace(WRAPPED_AMP, "https://");
  const url = new URL(URL.canParse(shown) ? shown : address);
  const tracked = new RegExp(`^(?:${tracking})(?:=.*)?$`, "is");
  const host = url.hostname.replace(/\.$/, "").replace(HOST, "");
  const port = ["", "80", "443"].includes(url.port) ? "" : `:${url.port}`;
  const path = coded(url.pathname)
    .replace(/\/\/+/g, "/")
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
