// The form for new records that the article refers to, each with a few fields.
import { make } from "../lib/dom.js";
import { _ } from "../lib/messages.js";
import { button, newId } from "./dom.js";
import { Fields } from "./fields.js";
import { OFFERS, rowOf } from "./newcomer.js";
import { valueAt } from "./record.js";

export class Newcomers {
  /** @param {import("./page.js").Desk} desk */
  constructor(desk) {
    this.desk = desk;
    const { draft, known } = desk;
    this.fields = new Fields({
      known,
      get: ([, ...path]) => valueAt(draft.newcomers, this.inTree(path)),
      set: ([, ...path], value) => {
        draft.setNewcomer(Number(path[0]), path.slice(1), value);
        desk.refresh();
      },
    });
    this.inner = make("div", {});
    this.node = make(
      "section",
      { "aria-labelledby": "an-new" },
      make("h2", { id: "an-new" }, _("New records")),
      make(
        "p",
        { class: "ar-small ar-soft" },
        _("The archive does not have this name yet. Each new record becomes a file of its own, next to the article’s."),
      ),
      this.inner,
    );
    this.draw();
  }

  /** @param {import("./record.js").Path} path */
  inTree([number, ...keys]) {
    return [number, "tree", ...keys];
  }

  draw() {
    const { draft, known } = this.desk;
    this.node.hidden = !draft.newcomers.length;
    this.inner.replaceChildren(
      ...draft.newcomers.map((it, number) => this.drawNewcomer(it, number, known.made[it.kind].part)),
    );
  }

  /** @param {import("./newcomer.js").Newcomer} it @param {number} number @param {string} part */
  drawNewcomer(it, number, part) {
    const { desk } = this;
    const id = newId("new");
    const typed = () => {
      desk.draft.renameNewcomer(number, input.value.trim());
      desk.redraw();
    };
    const input = make("input", {
      id,
      type: "text",
      spellcheck: "false",
      autocomplete: "off",
      "aria-describedby": `${id}-fault`,
      onchange: typed,
    });
    input.value = it.id;
    const remove = () => {
      desk.draft.removeNewcomer(number);
      this.draw();
      desk.refresh();
    };
    return make(
      "fieldset",
      { class: "an-group an-grid", "data-field": `newcomers.${number}` },
      make("legend", {}, _(OFFERS[it.kind], { name: rowOf(it).name })),
      this.fields.part(part, ["newcomers", number]),
      make(
        "div",
        { class: "an-field", "data-field": `newcomers.${number}.id` },
        make("label", { for: id }, _("Id of the record")),
        input,
        make("p", { class: "an-fault", id: `${id}-fault`, hidden: true }),
      ),
      make("p", { class: "an-fault", hidden: true }),
      button(_("Remove this new record"), remove, { class: "an-quiet" }),
    );
  }
}
