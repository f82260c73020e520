// Rows of a form's lists, added and taken out in place, and proposals taken over. The buttons bear the steps that
// app/web/forms/steps.py carries out where no script runs.

const OWN_VOICE = "own_voice";

export class Rows {
  // `onNew` is told of each new row.
  constructor(form, onNew) {
    this.form = form;
    this.onNew = onNew;
    form.addEventListener("click", (clicked) => {
      const button = clicked.target.closest("button[name=_do]");
      if (button && !button.hidden && this.step(button)) {
        clicked.preventDefault();
      }
    });
  }

  // True if the step could be done here.
  step(button) {
    const [verb, what = "", rest = ""] = split(button.value);
    switch (verb) {
      case "add":
        return this.grow(what);
      case "remove":
        return this.remove(button);
      case "put":
        return this.put(what, new URLSearchParams(rest), button);
      case "set":
        return this.set(new URLSearchParams(button.value.slice("set ".length)), button);
      default:
        return false;
    }
  }

  list(name) {
    return this.form.querySelector(`[data-list="${name}"]`);
  }

  rowsOf(name) {
    return [...this.list(name).querySelectorAll("[data-row]")];
  }

  // A blank row at the end of a list; nothing if the list has no template.
  add(name) {
    const list = this.list(name);
    const template = list?.querySelector("template");
    if (!template) {
      return null;
    }
    const number = Math.max(-1, ...this.rowsOf(name).map((row) => numberOf(row, name))) + 1;
    const row = template.content.firstElementChild.cloneNode(true);
    rename(row, name, "__row__", String(number));
    list.insertBefore(row, template.previousElementSibling);
    unfold(row);
    this.count(name);
    this.onNew(row);
    return row;
  }

  grow(name) {
    const last = this.list(name) ? this.rowsOf(name).at(-1) : null;
    const row = this.add(name);
    if (!row) {
      return false;
    }
    // The way to the page ends with whoever wrote it: a new step comes before.
    if (name === "attribution" && last && field(last, "mode")?.value === OWN_VOICE) {
      const [old, added] = [numberOf(last, name), numberOf(row, name)];
      exchange(last, row, name, old, added);
      last.before(row);
      this.count(name);
      if (this.rowsOf(name).length === 2) {
        field(row, "actor").value = this.form.elements.claimant.value;
      }
    }
    this.changed(row);
    firstField(row)?.focus();
    return true;
  }

  remove(button) {
    const row = button.closest("[data-row]");
    const list = row?.closest("[data-list]");
    if (!list) {
      return false;
    }
    const name = list.dataset.list;
    const near = row.nextElementSibling?.matches("[data-row]") ? row.nextElementSibling : row.previousElementSibling;
    row.remove();
    this.count(name);
    const next = near?.matches("[data-row]") ? firstField(near) : list.querySelector(`button[value="add ${name}"]`);
    next?.focus();
    this.changed(list);
    return true;
  }

  put(name, values, button) {
    const row = this.add(name);
    if (!row) {
      return false;
    }
    for (const [key, value] of values) {
      fill(key ? field(row, key) : firstField(row), value);
    }
    this.taken(button);
    (empty(row) ?? firstField(row)).focus();
    return true;
  }

  set(values, button) {
    for (const name of [...values.keys()].filter((key) => key.startsWith("-"))) {
      this.rowsOf(name.slice(1)).forEach((row) => row.remove());
    }
    let first = null;
    for (const [key, value] of [...values].filter(([name]) => !name.startsWith("-"))) {
      const name = key.replace(/^\+/, "");
      const found = this.fieldAt(name);
      fill(found, key.startsWith("+") ? `${found.value.trim()}\n${value}`.trim() : value);
      first ??= found;
    }
    this.taken(button);
    if (first && first.type !== "hidden") {
      first.focus();
    }
    return true;
  }

  // The field of that name; rows are added until there is one.
  fieldAt(name) {
    const [list] = name.split(".");
    while (!this.form.elements[name] && this.list(list)) {
      this.add(list);
    }
    const found = this.form.elements[name];
    return found instanceof RadioNodeList ? hidden(this.form, found, name) : found;
  }

  // A proposal that was taken over is no longer offered.
  taken(button) {
    const group = button.closest(".proposed, .notice");
    button.remove();
    if (group && (group.matches(".notice") || !group.querySelector("button"))) {
      group.remove();
    }
    this.changed(this.form);
  }

  count(name) {
    for (const [at, row] of this.rowsOf(name).entries()) {
      for (const number of row.querySelectorAll("[data-number]")) {
        number.textContent = String(at + 1);
      }
    }
  }

  changed(element) {
    element.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function split(step) {
  const [verb, what, ...rest] = step.split(" ");
  return [verb, what, rest.join(" ")];
}

export function numberOf(row, name) {
  const found = row.querySelector(`[name^="${name}."]`);
  return Number(found.name.split(".")[1]);
}

function field(row, key) {
  return row.querySelector(`[name$=".${key}"]`);
}

function firstField(row) {
  return row.querySelector("input:not([type=hidden]), textarea, select");
}

function empty(row) {
  return [...row.querySelectorAll("input:not([type=hidden]), textarea, select")].find((one) => one.value === "");
}

function fill(element, value) {
  element.value = value;
  unfold(element);
}

function unfold(element) {
  for (let part = element.closest("details"); part; part = part.parentElement.closest("details")) {
    part.open = true;
  }
}

// Radio buttons that choose a place give way to the place that is set.
function hidden(form, radios, name) {
  const places = radios[0].closest(".places");
  const one = Object.assign(document.createElement("input"), { type: "hidden", name });
  places.replaceWith(one);
  return one;
}

// In every attribute of a row, the number it has in names and ids.
function rename(row, name, from, to) {
  const found = new RegExp(`((?:${name}|place)[.-])${from}(?![\\w])`, "g");
  for (const element of [row, ...row.querySelectorAll("*")]) {
    for (const attribute of element.attributes) {
      if (attribute.name !== "value" || element.matches("button")) {
        attribute.value = attribute.value.replace(found, `$1${to}`);
      }
    }
  }
}

function exchange(one, other, name, first, second) {
  rename(one, name, first, "__row__");
  rename(other, name, second, first);
  rename(one, name, "__row__", second);
}
