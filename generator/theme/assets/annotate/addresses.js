// The key by which the archive compares web addresses of one page, made as `archive check` makes it.
import { curly } from "./marks.js";
import { shown } from "./rule.js";
import { lengthOf } from "./text.js";

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

const ADDRESS_LIMIT = 2000;

const ADDRESS = /^https?:\/\/([^/?#:@[\]]*|\[[0-9A-Fa-f:.]+\])(?::([0-9]*))?(?:[/?#][^\n]*)?$/i;
const WHITE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/**
 * What is wrong with a web address; null if nothing is. The same as in generator/records/scalars.py.
 * @param {string} value
 * @returns {import("./rule.js").Fault | null}
 */
export const addressFault = (value) => {
  const marks = curly(value);
  if (marks) return marks;
  const user = value.match(/^https?:\/\/[^/?#]*@([^/?#@]*)/i);
  if (user) {
    return [
      "password-in-address",
      "a user name or password stands in the address, and would be published",
      `take out what stands before ${shown(user[1]) || "the host"}, the @ included`,
    ];
  }
  if (WHITE.test(value)) {
    return ["bad-address", `'${shown(value)}' is not a web address`, "copy it from the browser, without spaces"];
  }
  if (!/^https?:\/\/[^/?#]/i.test(value)) {
    return [
      "bad-address",
      `'${shown(value)}' is not an http or https address`,
      "begin it with https://, or write null",
    ];
  }
  const length = lengthOf(value);
  if (length > ADDRESS_LIMIT) {
    const remedy = "leave out what follows ? where the page opens without it, or write null and the archived copy";
    return [
      "text-too-long",
      `the address has ${length.toLocaleString("en")} characters, and ${ADDRESS_LIMIT.toLocaleString("en")} is the limit`,
      remedy,
    ];
  }
  const unfit = [...new Set(value.match(/[<>"\\^`{|}]/g))];
  if (unfit.length) {
    return [
      "bad-address",
      `${unfit.join(" ")} cannot stand in a web address`,
      `write ${unfit.map((sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()} for ${sign}`).join(", ")}`,
    ];
  }
  const [, host, port] = value.match(ADDRESS) || [];
  return host && isHost(host) && Number(port || 0) <= 65535
    ? null
    : ["bad-address", `'${shown(value)}' is not a web address`, "copy it from the browser"];
};

/** @param {string} text */
const isHost = (text) =>
  text.startsWith("[") ? URL.canParse(`http://${text}/`) : !/[/?#:@]/.test(text.normalize("NFKC"));
