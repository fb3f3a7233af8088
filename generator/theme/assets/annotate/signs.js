// Checks all texts of a record for invisible characters, and for addresses with passwords.
import { _, ngettext } from "../lib/messages.js";
import { withoutUser } from "./addresses.js";
import { quoteBriefly, textsOf } from "./rule.js";

/** @typedef {import("./known.js").Unseen} Unseen */

/** @type {import("./rule.js").Rule} */
export const invisible = ({ tree, body }, known, tell) => {
  const never = known.neverAllowed();
  /** @param {unknown} value @param {import("./record.js").Path} path */
  const look = (value, path) => {
    if (typeof value === "string") {
      const sign = value.match(never)?.[0];
      const code = sign && `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
      if (sign) {
        tell(
          path,
          "forbidden-character",
          _("the invisible character {name} is not allowed in a text", {
            name: known.unseen.names[sign] || code || "",
          }),
          _("delete it"),
        );
      } else if (new RegExp(known.unseen.piled, "u").test(value)) {
        const fault = _("more than {n} marks on one letter", { n: known.unseen.mostMarks });
        tell(path, "forbidden-character", fault, _("delete those that no reader needs"));
      }
    } else if (value && typeof value === "object") {
      Object.entries(value).forEach(([key, item]) => look(item, [...path, Array.isArray(value) ? Number(key) : key]));
    }
  };
  look(tree, []);
  look(body, ["body"]);
};

/** The direction marks and joiners in a text that have no effect where they are. As in generator/text/invisible.py. @param {string} text @param {Unseen} unseen */
const idleSigns = (text, { rarely, rightToLeft, unjoined }) =>
  text.split("\n").flatMap((line) => {
    const bothWays = new RegExp(rightToLeft, "u").test(line);
    const letter = new RegExp(unjoined, "u");
    /** @param {RegExpExecArray} hit */
    const idle = ({ 0: sign, index }) =>
      "\u200c\u200d".includes(sign) ? index > 0 && letter.test(line[index - 1]) : !bothWays;
    return [...line.matchAll(new RegExp(rarely, "gu"))].filter(idle).map(([sign]) => sign);
  });

/** @type {import("./rule.js").Rule} */
export const doubtful = ({ tree, body }, known, tell) => {
  for (const texts of [textsOf(tree, []), textsOf(body, ["body"])]) {
    /** @type {Map<string, { path: import("./record.js").Path, times: number }>} */
    const found = new Map();
    for (const [path, text] of texts) {
      for (const sign of idleSigns(text, known.unseen)) {
        const before = found.get(sign) ?? { path, times: 0 };
        found.set(sign, { ...before, times: before.times + 1 });
      }
    }
    for (const [sign, { path, times }] of found) {
      const name = known.unseen.names[sign];
      const fault =
        times > 1
          ? ngettext(
              "the invisible character {name} is here, and does nothing ({n} time)",
              "the invisible character {name} is here, and does nothing ({n} times)",
              times,
              { name },
            )
          : _("the invisible character {name} is here, and does nothing", { name });
      tell(path, "needless-character", fault, _("delete it"), "warning");
    }
  }
};

// An address within a text would be published with its password. Fields for addresses have a check of their own.
/** @type {import("./rule.js").Rule} */
export const disclosing = ({ tree, body }, known, tell) => {
  for (const [path, text] of [...textsOf(tree, []), ...textsOf(body, ["body"])]) {
    if (path.at(-1) === "url") continue;
    for (const [, host] of text.matchAll(new RegExp(known.withUser, "giu"))) {
      tell(
        path,
        "password-in-address",
        _("the address contains a user name or password, which would be published"),
        withoutUser(quoteBriefly(host.replace(/(?<![.,;:!])[.,;:!]+$/, ""))),
      );
    }
  }
};
