// Web addresses as `archive check` judges them.
import { _, ngettext } from "../lib/messages.js";
import { curlyMarksFault } from "./marks.js";
import { joinWithCommas, quoteBriefly } from "./rule.js";
import { lengthOf } from "./text.js";

export { keyOf } from "../lib/addresses.js";

const ADDRESS_LIMIT = 2000;

const ADDRESS = /^https?:\/\/([^/?#:@[\]]*|\[[0-9A-Fa-f:.]+\])(?::([0-9]*))?(?:[/?#][^\n]*)?$/i;
const SECRET =
  /[?&;#](password|passwd|pwd|access_token|id_token|refresh_token|auth_token|client_secret|api_?key|jsessionid|phpsessid|x-amz-signature)=[^&;#]/i;
const [LATIN, LOOKALIKES] = [/[A-Za-z]/, /[\u0370-\u04ff]/];
const WHITE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/**
 * What is wrong with a web address; null if nothing is. The same as in generator/records/scalars.py.
 * @param {string} value
 * @returns {import("./rule.js").Fault | null}
 */
export const addressFault = (value) => {
  const marks = curlyMarksFault(value);
  if (marks) return marks;
  const user = value.match(/^https?:\/\/[^/?#]*@([^/?#@]*)/i);
  if (user) {
    return [
      "password-in-address",
      _("the address contains a user name or password, which would be published"),
      withoutUser(quoteBriefly(user[1])),
    ];
  }
  const secret = value.match(SECRET)?.[1];
  if (secret) {
    return [
      "password-in-address",
      _("the address contains a password or key, which would be published"),
      _("remove {name} from it, or write null", { name: quoteBriefly(secret) }),
    ];
  }
  const fault = _("'{value}' is not a web address", { value: quoteBriefly(value) });
  if (WHITE.test(value)) {
    return ["bad-address", fault, _("copy it from the browser, without spaces")];
  }
  if (!/^https?:\/\/[^/?#]/i.test(value)) {
    return [
      "bad-address",
      _("'{value}' is not an http or https address", { value: quoteBriefly(value) }),
      _("begin it with https://, or write null"),
    ];
  }
  const length = lengthOf(value);
  if (length > ADDRESS_LIMIT) {
    const remedy = _(
      "leave out everything after the ? if the page opens without it, or write null and give the archived copy",
    );
    return [
      "text-too-long",
      ngettext(
        "the address has {n} character, and {limit} is the limit",
        "the address has {n} characters, and {limit} is the limit",
        length,
        { limit: ADDRESS_LIMIT },
      ),
      remedy,
    ];
  }
  const unfit = [...new Set(value.match(/[<>"\\^`{|}]/g))];
  if (unfit.length) {
    const codes = unfit.map((sign) =>
      _("{code} for {sign}", { code: `%${sign.charCodeAt(0).toString(16).toUpperCase()}`, sign }),
    );
    return [
      "bad-address",
      _("{signs} cannot be part of a web address", { signs: unfit.join(" ") }),
      _("write {codes}", { codes: joinWithCommas(codes) }),
    ];
  }
  const [, host, port] = value.match(ADDRESS) || [];
  const imitation = host && lookalikeLabel(host);
  if (imitation) {
    return [
      "bad-address",
      _("every letter of {name} only looks like a Latin letter", { name: quoteBriefly(imitation) }),
      _("write it in Latin letters, or {code} if the name is meant so", {
        code: new URL(`http://${imitation}/`).hostname,
      }),
    ];
  }
  const mixed = host?.split(".").find((label) => LATIN.test(label) && LOOKALIKES.test(label));
  if (mixed) {
    const sign = mixed.match(LOOKALIKES)?.[0] ?? "";
    const code = `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
    return [
      "bad-address",
      _("{sign} ({code}) only looks like a Latin letter in {name}", { sign, code, name: quoteBriefly(mixed) }),
      _("copy the address from the browser"),
    ];
  }
  return host && isHost(host) && Number(port || 0) <= 65535
    ? null
    : ["bad-address", fault, _("copy it from the browser")];
};

// Cyrillic and Greek letters with the shape of a Latin one.
const IMITATING = /^[аеорсухіјѕһӏԁԛԝкмтвнαορνυκιχАВЕКМНОРСТУХІЈЅҺӀԚԜΑΒΕΖΗΙΚΜΝΟΡΤΥΧ]{2,}$/;

/** The label of a host that consists only of letters that look Latin but are not, under a Latin top-level domain. @param {string} host */
const lookalikeLabel = (host) => {
  const labels = host.replace(/\.$/, "").split(".");
  return LATIN.test(labels.pop()?.[0] ?? "") ? labels.find((label) => IMITATING.test(label)) : undefined;
};

/** What to do about a user name before a host. @param {string} host */
export const withoutUser = (host) =>
  host
    ? _("remove everything before {host}, including the @", { host })
    : _("remove everything before the host, including the @");

/** @param {string} text */
const isHost = (text) => {
  if (text.startsWith("[")) return URL.canParse(`http://${text}/`);
  const plain = text.normalize("NFKC");
  const labels = plain.replace(/\.$/, "").replaceAll("。", ".").split(".");
  const fit = labels.every((label) => label && lengthOf(label) <= 63) && lengthOf(plain) <= 253;
  return fit && !/[/?#:@]/.test(plain) && !/^https?$/i.test(plain);
};
