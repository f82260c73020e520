// Fields that name another record: names are offered while one types, and a new actor where none fits.
import { Suggestions } from "./suggestions.js";

const NEW = "new actor";
let made = 0;

class NameField extends Suggestions {
  constructor(input, rows) {
    super(input, input.closest(".field"), `names-${(made += 1)}`);
    this.rows = rows;
  }

  // “any” is what the row of a stance is toward.
  get noun() {
    const { names } = this.input.dataset;
    return names === "any" ? this.input.form.elements[this.input.name.replace(/name$/, "on")].value : names;
  }

  address(typed) {
    return `${super.address(typed)}&noun=${this.noun}`;
  }

  show(found) {
    const typed = this.input.value.trim();
    const known = found.some((one) => one.name.toLowerCase() === typed.toLowerCase());
    const offersNew = this.noun === "actor" && !known && this.rows.list("new_actors") && !this.isNew(typed);
    super.show(offersNew ? [...found, { noun: NEW, name: `New actor “${typed}”`, slug: typed }] : found);
  }

  option(one, at) {
    const option = super.option(one, at);
    option.querySelector(".quiet").textContent = one.noun === "claim" ? one.slug : "";
    return option;
  }

  // A claim is named by its slug, everything else by its name.
  go(found) {
    const isNew = found.noun === NEW;
    this.input.value = isNew || ["claim", "source"].includes(found.noun) ? found.slug : found.name;
    this.close();
    this.input.dispatchEvent(new Event("input", { bubbles: true }));
    clearTimeout(this.timer);
    if (isNew) {
      this.addActor(found.slug);
    }
  }

  isNew(name) {
    const names = this.input.form.querySelectorAll('[name^="new_actors."][name$=".name"]');
    return [...names].some((one) => one.value.trim().toLowerCase() === name.toLowerCase());
  }

  addActor(name) {
    const row = this.rows.add("new_actors");
    row.querySelector('[name$=".name"]').value = name;
    this.rows.changed(row);
    row.querySelector("select").focus();
  }
}

export function nameFields(root, rows) {
  for (const input of root.querySelectorAll("input[data-names]")) {
    new NameField(input, rows);
  }
}
