// Typing ahead: in the search boxes, names and sentences to go to at once; naming.js makes fields of forms from it.
// Without it the form searches as ever.
// Source: ARIA 1.2, combobox with a listbox popup, https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
const PAUSE = 150; // milliseconds without a key before the server is asked

// A box to type in, and a list under it, which is put into `holder` and bears that id.
export class Suggestions {
  constructor(input, holder, id) {
    this.input = input;
    this.list = this.made("ul", { role: "listbox", id, class: "suggestions", "aria-label": "Suggestions" });
    this.status = this.made("span", { role: "status", class: "hidden" });
    this.list.hidden = true;
    holder.append(this.list, this.status);
    const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
    for (const [name, value] of Object.entries(attributes)) {
      this.input.setAttribute(name, value);
    }
    this.chosen = -1;
    this.input.addEventListener("input", () => this.wait());
    this.input.addEventListener("keydown", (pressed) => this.press(pressed));
    this.input.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (pressed) => pressed.preventDefault()); // the box keeps the focus
  }

  made(tag, attributes) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      element.setAttribute(name, value);
    }
    return element;
  }

  wait() {
    clearTimeout(this.timer);
    this.asked?.abort();
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    const typed = this.input.value;
    if (typed.trim().length < 2) {
      this.close();
      return;
    }
    this.asked = new AbortController();
    try {
      const answer = await fetch(this.address(typed), { signal: this.asked.signal });
      const found = answer.ok ? (await answer.json()).items : [];
      if (typed === this.input.value && document.activeElement === this.input) {
        this.show(found);
      }
    } catch {
      // Asked anew meanwhile, or out of reach: the form still works.
    }
  }

  address(typed) {
    return `/search/suggest.json?q=${encodeURIComponent(typed)}`;
  }

  show(found) {
    this.list.replaceChildren(...found.map((one, at) => this.option(one, at)));
    this.choose(-1);
    this.open(found.length > 0);
    this.status.textContent = found.length === 0 ? "" : `${found.length} ${found.length === 1 ? "suggestion" : "suggestions"}`;
  }

  option(one, at) {
    const option = this.made("li", { role: "option", id: `${this.list.id}-${at}`, "aria-selected": "false" });
    const noun = this.made("span", { class: "quiet" });
    noun.textContent = one.noun;
    option.append(one.name, " ", noun);
    option.found = one;
    option.addEventListener("click", () => this.go(option.found));
    return option;
  }

  press(pressed) {
    const { key } = pressed;
    if (pressed.isComposing || pressed.altKey || pressed.ctrlKey || pressed.metaKey) {
      return;
    }
    if (key === "Escape" && !this.list.hidden) {
      this.close();
    } else if (key === "Enter" && this.options[this.chosen]) {
      this.go(this.options[this.chosen].found);
    } else if ((key === "ArrowDown" || key === "ArrowUp") && this.options.length > 0) {
      this.open(true);
      this.step(key === "ArrowDown" ? 1 : -1);
    } else {
      return;
    }
    pressed.preventDefault();
  }

  get options() {
    return [...this.list.children];
  }

  // Up from the first and down from the last lead back to what was typed.
  step(by) {
    const places = this.options.length + 1;
    this.choose(((this.chosen + 1 + by + places) % places) - 1);
  }

  choose(at) {
    this.chosen = at;
    for (const [place, option] of this.options.entries()) {
      option.setAttribute("aria-selected", String(place === at));
    }
    if (at >= 0) {
      this.input.setAttribute("aria-activedescendant", this.options[at].id);
      this.options[at].scrollIntoView({ block: "nearest" });
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  open(yes) {
    this.list.hidden = !yes;
    this.input.setAttribute("aria-expanded", String(yes));
  }

  close() {
    clearTimeout(this.timer);
    this.asked?.abort();
    this.choose(-1);
    this.open(false);
  }

  go(found) {
    location.assign(new URL(found.url).pathname);
  }
}

for (const [number, form] of document.querySelectorAll("form.search").entries()) {
  new Suggestions(form.querySelector('input[name="q"]'), form, `suggestions-${number}`);
}
