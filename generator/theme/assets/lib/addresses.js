// The key by which web addresses of one page are compared, made as generator/text/addresses.py makes it.

const HOST = /^(?:www\d?|m|mobile|amp|touch)\.(?=[^.]+\.)/;
const PATH = /\/amp(?=\/|$)|(?<=.)\.amp(?=\.html?$|$)|\/(?:index|default)\.(?:html?|php|aspx?)$/gi;

// A part of an address with every character encoded in the same way.
/** @type {(text: string) => string} */
const coded = (text) => {
  let plain = text;
  try {
    plain = decodeURIComponent(text);
  } catch {
    // It is not encoded in UTF-8, and stays as it is.
  }
  return encodeURIComponent(plain).replace(/%(2F|3A|40|24|26|2B|2C|3B|3D)/g, (code) => decodeURIComponent(code));
};

/** The key of a valid address. `tracking` is a pattern for parameters that only serve trackers.
    @type {(address: string, tracking: string) => string} */
export const keyOf = (address, tracking) => {
  const url = new URL(address);
  const tracked = new RegExp(`^(?:${tracking})(?:=.*)?$`, "is");
  const host = url.hostname.replace(HOST, "");
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
  return host + port + path + (asked.length ? `?${asked.join("&")}` : "") + place;
};
