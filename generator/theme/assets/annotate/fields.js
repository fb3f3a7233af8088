// The fields of a record and its parts, made from what the archive says of their keys. A field reads its value from the record when
// it is made, and hands on every change; it knows nothing of the page around it.
import { button, combobox, make, newId } from "./dom.js";
import { spansOf } from "./check.js";

const LABELS = {
  publisher: "Publisher",
  url: "Web address",
  seen: "Day on which the copy was read",
  copy: "Copy",
  sha256: "Hash of the copy",
  relays: "Copies or rewrites",
  archived: "Archived copies",
  status: "Rights",
  text: "Words",
  cue: "Reporting verb, as printed",
  said: "When it was said",
  to: "To whom",
  via: "Who carried it, nearest the speaker first",
  role: "Speaker’s role, as printed",
  translated: "Translated",
  utterance: "Passage of an utterance",
  fidelity: "Fidelity, an editor’s finding",
  context: "What the words are about",
  note: "Note for readers",
  prefix: "Words directly before",
  suffix: "Words directly behind",
  at: "Where it stands in the text",
  really: "Whose words they really are, where the article errs",
  rests_on: "What it rests on",
  holder: "Who takes the position",
  stance: "Position",
  proposition: "Proposition",
  quotations: "Quotations that carry it",
  as_of: "Time for which it holds",
  by: "Given by",
  qualifier: "Qualifier, as printed",
  misreads: "Measure that the source counted",
  measure: "What is counted",
  value: "Number",
  low: "Lower end",
  high: "Upper end",
  best: "Best estimate",
  edtf: "Date",
  words: "As printed",
  basis: "Basis of an inference",
  id: "Name within the article",
  unnamed: "Unnamed source, in the article’s words",
  implied: "Not named by the article itself",
  article: "The carrier’s own article",
  channel: "Where it was carried",
  of: "Article or organisation",
  captured: "Captured",
  supplied_title: "A title of our own, where the copy shows none",
  deck: "In one sentence: what this copy is",
  notes: "Notes on the copy",
  review: "Review",
  authors: "Authors, one a line",
};
const IN_PART = {
  "Article.text": "How much of the text is kept",
  "Rights.text": "How much of the text is kept",
  "Step.by": "Carrier",
  "Step.unnamed": "Unnamed carrier, in the article’s words",
  "Attribution.speaker": "Who really said it; empty where nobody knows",
  "Attribution.basis": "How one knows",
  "Statement.basis": "On what, in words; an inference needs it",
  "Occurrence.date": "The article’s own date",
  "Statement.date": "When it was taken",
  "Step.date": "When this carrier had it",
};
const RARE = {
  Quotation: ["really", "context", "language", "fidelity", "note", "prefix", "suffix", "review"],
  Statement: ["note", "review"],
  Figure: ["best", "misreads", "quotations", "note", "review"],
  Occurrence: ["note"],
  Step: ["unnamed", "article", "date", "channel", "note"],
  Article: ["review", "notes"],
  Provenance: ["archived", "sha256"],
};
const labelOf = (part, key) =>
  IN_PART[`${part}.${key}`] || LABELS[key] || key[0].toUpperCase() + key.slice(1).replaceAll("_", " ");
const isMapping = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

const WANTED = /^(title|(quotations|statements|figures|events)\.\d+\.\w+)$/; // what a part needs; parts of its parts may be left out whole

/** Makes fields. `get(path)` reads a value of the record, `set(path, value)` changes it: undefined takes its key out. */
export const fieldsFor = ({ known, get, set, quotationIds }) => {
  // A part that may be written short, as a mapping, and back.
  const wide = (value, part) =>
    value === undefined || value === null ? {} : isMapping(value) ? value : { [known.form[part].short]: value };
  const narrow = (tree, part) => {
    const keys = Object.keys(tree).filter((key) => tree[key] !== undefined);
    const { short } = known.form[part];
    if (!keys.length) return undefined;
    if (keys.length !== 1 || keys[0] !== short) return Object.fromEntries(keys.map((key) => [key, tree[key]]));
    const value = tree[short];
    return Array.isArray(value) ? (value.length === 1 ? value[0] : tree) : value;
  };

  // One key of a part that may be short: read from its wide form, and written back in its least.
  const inside = (path, part) => ({
    read: (key) => wide(get(path), part)[key],
    write: (key, value) => {
      const tree = { ...wide(get(path), part) };
      if (value === undefined) delete tree[key];
      else tree[key] = value;
      // A key that is demanded and may be null says null beside the others, and does not stand alone.
      const open = part === "Article" ? [] : known.form[part].fields.filter((it) => it.nullable).map((it) => it.key);
      const said = Object.keys(tree).some((it) => tree[it] !== null);
      for (const it of open) {
        if (!said) delete tree[it];
        else if (!(it in tree)) tree[it] = null;
      }
      set(path, known.form[part].short ? narrow(tree, part) : Object.keys(tree).length ? tree : undefined);
    },
  });

  /** Every field of a part of the record, the rare ones folded away while they are empty. */
  const part = (name, path, { only, without = [] } = {}) => {
    const all = known.form[name].fields;
    const last = ({ key }) => key === "id" || key === "at"; // they follow from the rest
    const shown = only
      ? only.map((key) => all.find((field) => field.key === key))
      : [...all.filter((field) => !last(field)), ...all.filter(last)].filter(({ key }) => !without.includes(key));
    const rare = RARE[name] || [];
    const { read, write } = inside(path, name);
    const draw = (field) =>
      control(field, name, [...path, field.key], {
        read: () => read(field.key),
        write: (value) => write(field.key, value),
      });
    const folded = only ? [] : shown.filter(({ key }) => rare.includes(key));
    const filled = folded.some(({ key }) => read(key) !== undefined);
    return [
      ...shown.filter((field) => !folded.includes(field)).map(draw),
      folded.length
        ? make(
            "details",
            { class: "an-more", open: filled },
            make("summary", {}, "More"),
            make("div", { class: "an-grid" }, ...folded.map(draw)),
          )
        : "",
    ];
  };

  const control = (field, owner, path, value) => {
    const label = labelOf(owner, field.key);
    if (owner !== "AgentRef" && field.type === "part") {
      if (field.part === "AgentRef") {
        return field.many ? agents(field, label, path, value) : agent(field, label, path, value);
      }
      if (field.many) return rows(field, label, path);
      return group(label, path, part(field.part, path));
    }
    if (field.key === "text" && field.many) return words(field, label, path, value);
    if (field.key === "quotations") return ticks(field, label, path, value);
    if (field.type === "spans") return spans(label, path, value);
    if (field.many && field.type === "ref") return chips(field, label, path, value);
    if (field.many) return lines(field, label, path, value);
    if (field.type === "ref" || field.type === "passage") return choice(field, label, path, value);
    if (field.key === "status") {
      return select(
        field,
        label,
        path,
        value,
        Object.entries(known.rights).map(([code, { label: words }]) => [code, `${words} (${code})`]),
      );
    }
    if (field.type === "choice") {
      return select(
        field,
        label,
        path,
        value,
        field.choices.map((it) => [it, it]),
      );
    }
    if (field.type === "truth") {
      return select(
        field,
        label,
        path,
        value,
        ["true", "false", "unknown"].map((it) => [it, it]),
      );
    }
    return text(field, label, path, value);
  };

  // --- a labelled field, and what surrounds it ---

  const framed = (field, label, path, inner, { hint = field.what, id } = {}) =>
    make(
      "div",
      { class: "an-field", "data-field": path.join("."), "data-hint": hint || "", "data-size": sizeOf(field) },
      make(
        "label",
        { for: id },
        label,
        field.required && WANTED.test(path.join(".")) ? make("span", { class: "an-required" }, " required") : "",
      ),
      inner,
      make("span", { class: "ar-sr", id: `${id}-hint` }, hint || ""),
      make("p", { class: "an-fault", id: `${id}-fault`, hidden: true }),
    );
  const sizeOf = ({ key, type }) => {
    if (type === "edtf" || type === "number" || ["basis", "words"].includes(key)) return "third";
    return ["choice", "truth", "language", "line", "ref", "passage", "id"].includes(type) &&
      !["title", "supplied_title", "deck"].includes(key)
      ? "half"
      : null;
  };
  const described = (id) => `${id}-hint ${id}-fault`;
  const group = (label, path, inner, attributes = {}) =>
    make(
      "fieldset",
      { class: "an-group an-grid", "data-field": path.join("."), ...attributes },
      make("legend", {}, label),
      ...inner,
      make("p", { class: "an-fault", hidden: true }),
    );

  const text = (field, label, path, { read, write }) => {
    const id = newId(field.key);
    const long = field.type === "prose" || (field.type === "words" && field.key !== "prefix" && field.key !== "suffix");
    const value = read() ?? "";
    const input = make(long ? "textarea" : "input", {
      id,
      rows: long ? 2 : null,
      type: long ? null : field.type === "url" ? "url" : "text",
      autocomplete: "off",
      inputmode: field.type === "number" ? "decimal" : null,
      spellcheck: long ? null : "false",
      "aria-describedby": described(id),
      placeholder: field.type === "edtf" ? "2025-04-28" : null,
      oninput: () => write(valueOf(input.value, field)),
    });
    input.value = value;
    return framed(field, label, path, input, { id });
  };
  const valueOf = (typed, field) => {
    const folded = field.type === "prose" ? typed.trim() : typed.split(/\s+/).filter(Boolean).join(" ");
    return folded || (field.key === "title" ? null : undefined);
  };

  const select = (field, label, path, { read, write }, choices) => {
    const id = newId(field.key);
    const input = make(
      "select",
      { id, "aria-describedby": described(id), onchange: () => write(input.value || undefined) },
      make("option", { value: "" }, field.default ? `not said (${field.default})` : "not said"),
      ...choices.map(([value, words]) => make("option", { value }, words)),
    );
    input.value = read() ?? "";
    return framed(field, label, path, input, { id });
  };

  const choice = (field, label, path, { read, write }) => {
    const id = newId(field.key);
    const kinds = field.type === "passage" ? ["passage"] : field.kinds;
    const blank = field.key === "publisher" || field.nullable ? null : undefined; // null says that nobody is named, or known
    // A quotation renders what its speaker said.
    const own = (row) => row.kind === "passage" && row.speaker === get([...path.slice(0, -1), "speaker"]);
    return framed(
      field,
      label,
      path,
      picker({ id, kinds, value: read() ?? "", preferred: own, choose: (it) => write(it || blank) }),
      { id },
    );
  };
  const picker = ({ id, kinds, value, choose, preferred, many = false }) =>
    combobox({
      id,
      describedby: described(id),
      value,
      many,
      search: (typed) => known.search(kinds, typed, preferred),
      nameOf: (it) => (kinds.includes("passage") ? known.passageRows.get(it)?.name : known.get(it)?.name),
      prepare: kinds.includes("article") ? () => known.articles().catch(() => {}) : undefined,
      choose,
    });

  // --- lists ---

  const chips = (field, label, path, { read, write }) => {
    const id = newId(field.key);
    const list = make("ul", { class: "an-chips", "aria-label": label });
    const add = (it) => {
      const now = [read() ?? []].flat();
      if (it && !now.includes(it)) write([...now, it]);
      draw();
    };
    const draw = () =>
      list.replaceChildren(
        ...[read() ?? []].flat().map((it, number, all) =>
          make(
            "li",
            {},
            button([make("span", { class: "ar-sr" }, "Take out "), known.get(it)?.name || it], () => {
              const left = all.filter((_, at) => at !== number);
              write(left.length ? left : undefined);
              draw();
              list.nextElementSibling.querySelector("input").focus();
            }),
          ),
        ),
      );
    const inner = make("div", {}, list, picker({ id, kinds: field.kinds, value: "", choose: add, many: true }));
    draw();
    return framed(field, label, path, inner, { id });
  };

  const lines = (field, label, path, { read, write }) => {
    const id = newId(field.key);
    const input = make("textarea", {
      id,
      rows: 1,
      "aria-describedby": described(id),
      oninput: () => {
        const all = input.value
          .split("\n")
          .map((line) => line.trim())
          .filter(Boolean);
        write(all.length ? all : undefined);
      },
    });
    input.value = [read() ?? []].flat().join("\n");
    return framed(field, label, path, input, { id });
  };

  // The words of a quotation: one text, or its parts in order.
  const words = (field, label, path, { read, write }) => {
    const place = make("div", { class: "an-words" });
    const draw = () => {
      const parts = [read() ?? ""].flat();
      place.replaceChildren(
        ...parts.map((value, number) => {
          const id = newId("text");
          const input = make("textarea", {
            id,
            rows: 2,
            "aria-describedby": described(id),
            oninput: () => {
              const all = [read() ?? ""].flat();
              all[number] = input.value.split(/\s+/).filter(Boolean).join(" ");
              write(all.length > 1 ? all : all[0] || undefined);
            },
          });
          input.value = value;
          const out =
            parts.length > 1
              ? button(
                  `Take part ${number + 1} out`,
                  () => {
                    const left = [read()].flat().filter((_, at) => at !== number);
                    write(left.length > 1 ? left : left[0]);
                    draw();
                    place.querySelector("textarea").focus();
                  },
                  { class: "an-quiet" },
                )
              : null;
          const steps = parts.length > 1 ? [...path, number] : path;
          const frame = framed(field, parts.length > 1 ? `Words, part ${number + 1}` : label, steps, input, { id });
          if (out) frame.append(out);
          return frame;
        }),
      );
    };
    draw();
    place.redraw = draw;
    place.dataset.redraw = path.join(".");
    return place;
  };

  const ticks = (field, label, path, { read, write }) => {
    const ids = quotationIds();
    if (!ids.length) return make("div", { hidden: true, "data-field": path.join(".") });
    return group(
      label,
      path,
      ids.map(({ id, words: said }) => {
        const box = make("input", {
          type: "checkbox",
          value: id,
          onchange: () => {
            const all = ids.map((it) => it.id).filter((it) => (it === id ? box.checked : (read() || []).includes(it)));
            write(all.length ? all : undefined);
          },
        });
        box.checked = (read() || []).includes(id);
        return make("label", { class: "an-tick" }, box, make("span", {}, said));
      }),
    );
  };

  const spans = (label, path, { read }) => {
    const place = make("p", { class: "an-at", "data-field": path.join("."), "data-redraw": path.join(".") });
    place.redraw = () => {
      const found = spansOf(read());
      place.textContent = found.length
        ? `${label}: characters ${found.map(([start, end]) => `${start}–${end}`).join(", ")}`
        : `${label}: not told`;
    };
    place.redraw();
    return place;
  };

  // --- who ---

  const agent = (field, label, path, { read, write }) => {
    const now = wide(read(), "AgentRef");
    const [id, other] = [newId(field.key), newId("unnamed")];
    const hide = "unnamed" in now;
    const named = make(
      "div",
      { hidden: hide },
      picker({
        id,
        kinds: ["person", "organisation"],
        value: now.id ?? "",
        choose: (it) => {
          if (!box.checked) write(it || undefined);
        },
      }),
    );
    const words = make("input", {
      id: other,
      type: "text",
      "aria-label": `${label}: the article’s words for the source`,
      placeholder: "a senior official",
      oninput: () => write({ unnamed: words.value.trim() }),
    });
    words.value = now.unnamed ?? "";
    words.hidden = !hide;
    const box = make("input", {
      type: "checkbox",
      onchange: () => {
        named.hidden = box.checked;
        words.hidden = !box.checked;
        write(box.checked ? { unnamed: words.value.trim() } : named.querySelector("input").value || undefined);
        (box.checked ? words : named.querySelector("input")).focus();
      },
    });
    box.checked = hide;
    return framed(
      field,
      label,
      path,
      make(
        "div",
        {},
        named,
        words,
        make("label", { class: "an-tick" }, box, make("span", {}, "The article leaves the source unnamed")),
      ),
      { id },
    );
  };

  const agents = (field, label, path, { read, write }) => {
    const id = newId(field.key);
    const list = make("ul", { class: "an-chips", "aria-label": label });
    const words = make("input", {
      type: "text",
      "aria-label": "An unnamed source, in the article’s words: Enter adds it",
      placeholder: "or an unnamed source, in the article’s words",
      onkeydown: (event) => {
        if (event.key !== "Enter" || event.isComposing) return;
        event.preventDefault();
        if (!words.value.trim()) return;
        write([...(read() || []), { unnamed: words.value.trim() }]);
        words.value = "";
        draw();
      },
    });
    const draw = () =>
      list.replaceChildren(
        ...(read() || []).map((it, number, all) =>
          make(
            "li",
            {},
            button(
              [
                make("span", { class: "ar-sr" }, "Take out "),
                it.unnamed ? `“${it.unnamed}”` : known.get(it.id || it)?.name || String(it),
              ],
              () => {
                write(all.filter((_, at) => at !== number));
                draw();
                list.nextElementSibling.querySelector("input").focus();
              },
            ),
          ),
        ),
      );
    const add = (it) => {
      if (it && !(read() || []).includes(it)) write([...(read() || []), it]);
      draw();
    };
    draw();
    return framed(
      field,
      label,
      path,
      make(
        "div",
        {},
        list,
        picker({ id, kinds: ["person", "organisation"], value: "", choose: add, many: true }),
        words,
      ),
      { id },
    );
  };

  // --- parts in a list: steps of a chain, archived copies ---

  const rows = (field, label, path) => {
    const place = make("div", { class: "an-rows" });
    const noun = { Step: "carrier", Capture: "archived copy" }[field.part] || "row";
    const draw = (focus = -1) => {
      const all = get(path) || [];
      place.replaceChildren(
        ...all.map((_, number) =>
          make(
            "fieldset",
            { class: "an-group an-grid an-row", "data-field": [...path, number].join(".") },
            make("legend", {}, `${noun[0].toUpperCase()}${noun.slice(1)} ${number + 1}`),
            ...(field.part === "Step" ? carrier([...path, number]) : part(field.part, [...path, number])),
            make("p", { class: "an-fault", hidden: true }),
            button(
              `Take ${noun} ${number + 1} out`,
              () => {
                const left = (get(path) || []).filter((__, at) => at !== number);
                set(path, left.length ? left : undefined);
                draw();
                place.querySelector(".an-add").focus();
              },
              { class: "an-quiet" },
            ),
          ),
        ),
        button(
          `Add ${noun[0] === "a" ? "an" : "a"} ${noun}`,
          () => {
            set(path, [...(get(path) || []), field.part === "Step" ? "" : {}]);
            draw((get(path) || []).length - 1);
          },
          { class: "an-quiet an-add" },
        ),
      );
      if (focus >= 0) place.querySelectorAll("fieldset")[focus]?.querySelector("input").focus();
    };
    draw();
    return group(label, path, [place]);
  };

  // A carrier is one id almost always; several, or an unnamed one, stand in its further fields.
  const carrier = (path) => {
    const { read, write } = inside(path, "Step");
    const id = newId("by");
    const by = [read("by") ?? []].flat();
    const field = known.form.Step.fields.find(({ key }) => key === "by");
    const single = framed(
      { what: field.what },
      labelOf("Step", "by"),
      [...path, "by"],
      picker({
        id,
        kinds: field.kinds,
        value: by[0] ?? "",
        choose: (it) => {
          const others = [read("by") ?? []].flat().slice(1);
          write("by", others.length ? [it, ...others] : it || (read("unnamed") ? undefined : ""));
        },
      }),
      { id },
    );
    const box = make("input", { type: "checkbox", onchange: () => write("implied", box.checked ? "true" : undefined) });
    box.checked = read("implied") === "true";
    const rest = part("Step", path, { without: ["by", "implied"] });
    return [single, make("label", { class: "an-tick" }, box, make("span", {}, LABELS.implied)), ...rest];
  };

  return { part, labelOf, picker, framed, described };
};
