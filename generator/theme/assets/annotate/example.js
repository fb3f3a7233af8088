// A fictional article that shows how the page works: one of its two quotations is annotated.
import { _ } from "../lib/messages.js";

/** The example in the form of a saved draft. @param {string} language  the archive's own @returns {import("./record.js").Kept} */
export const example = (language) => {
  const open = _("We will open it again in May");
  const radio = _("the town’s radio");
  return {
    id: "made-up-bridge",
    tree: {
      title: _("The bridge stays shut (made-up example)"),
      language,
      publisher: null,
      published: "2025-03-14",
      source: { copy: "whole", seen: "2025-03-15" },
      quotations: [
        {
          id: "open-again",
          speaker: { unnamed: _("the mayor") },
          text: open,
          to: radio,
          said: "2025-03-14",
          via: [{ unnamed: radio }],
        },
      ],
    },
    body: _(
      "The bridge has been shut since the flood of January. The mayor names a month in which it is to open again, and her deputy doubts that. Neither says who has inspected it, or what the repair costs.",
    ),
    copy: _(
      "Made-up example. The bridge stays shut, the mayor said on Friday. “{one},” she told the town’s radio. Her deputy was less sure: “{other},” he said.",
      { one: open, other: _("nobody has looked at the piers yet") },
    ),
    dismissed: [],
    of: null,
    ofBody: null,
  };
};
