// Drafts that save themselves. What cannot be sent to the server is kept in this browser until it can.
import { Copies } from "./copies.js";
import { redraw } from "./live.js";

const PAUSE = 3_000; // milliseconds without a key before a draft is saved
const AGAIN = 10_000; // until the next try, when a draft could not be saved
const LARGEST = 60_000; // bytes that a browser still sends while a page goes away

export class Keeping {
  constructor(form) {
    this.form = form;
    this.line = form.querySelector("[data-saved]");
    this.copies = new Copies(form);
    this.saved = this.typed();
    if (document.querySelector("#problems, #similar, #overtaken")) {
      this.copies.dropSent(); // it came back in this form
    }
    this.offer();
    form.addEventListener("input", () => this.later());
    form.addEventListener("submit", (sent) => this.send(sent));
    addEventListener("pagehide", () => this.leave());
    addEventListener("online", () => this.save());
    addEventListener("beforeunload", (leaving) => {
      if (this.isChanged && !this.sending) {
        leaving.preventDefault();
      }
    });
    document.addEventListener("visibilitychange", () => this.save());
  }

  // What is typed, without the marks of this sign-in and of earlier saves.
  typed() {
    const own = ["_csrf", "_draft", "_saves"];
    return JSON.stringify([...new FormData(this.form)].filter(([name, value]) => !own.includes(name) && typeof value === "string"));
  }

  get isChanged() {
    return this.typed() !== this.saved;
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), this.failed ? AGAIN : PAUSE);
    if (this.failed) {
      this.keepHere();
    }
  }

  async save() {
    clearTimeout(this.timer);
    if (this.busy || this.sending || !this.isChanged) {
      return;
    }
    const typed = this.typed();
    this.busy = this.post();
    const problem = await this.busy;
    this.busy = null;
    if (problem) {
      this.fail(problem);
    } else {
      this.saved = typed;
      this.failed = false;
      this.copies.drop();
      this.tell(`Draft saved ${new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })}`);
      await this.look(typed);
    }
    if (this.isChanged) {
      this.later();
    }
  }

  // Send what is typed; what went wrong, or nothing.
  async post(options = {}) {
    const body = new URLSearchParams([...new FormData(this.form)].filter(([, value]) => typeof value === "string"));
    body.set("_do", "keep");
    try {
      const answer = await fetch("/drafts", { method: "POST", body, headers: { Accept: "application/json" }, ...options });
      if (answer.status === 401) {
        return "signed out";
      }
      if (answer.status === 403 && !options.again && (await this.renew())) {
        return await this.post({ again: true });
      }
      if (!answer.ok) {
        return answer.status === 403 ? "signed out" : "refused";
      }
      const { draft, saves } = await answer.json();
      this.form.elements._draft.value = draft;
      this.form.elements._saves.value = saves;
      history.replaceState(history.state, "", `/drafts/${draft}/edit`); // what a reload shows
      return "";
    } catch {
      return "out of reach";
    }
  }

  // After signing in again, in another tab perhaps, forms carry another mark.
  async renew() {
    const page = await this.page("/account");
    const mark = page?.querySelector("[name=_csrf]")?.value ?? "";
    const isNew = mark !== "" && mark !== this.form.elements._csrf.value;
    this.form.elements._csrf.value = mark || this.form.elements._csrf.value;
    return isNew;
  }

  async page(path) {
    const answer = await fetch(path);
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  }

  // What the server makes of what was saved: where quotes stand, proposals, warnings.
  async look(typed) {
    if (!document.querySelector("[data-live]")) {
      return;
    }
    const page = await this.page(`/drafts/${this.form.elements._draft.value}/edit`).catch(() => null);
    if (!page || typed !== this.typed()) {
      return;
    }
    redraw(page);
    this.saved = this.typed();
  }

  fail(problem) {
    const isKept = this.keepHere();
    this.failed = true;
    const where = isKept ? "What you type is kept in this browser" : "Copy what you typed: this browser keeps nothing";
    if (problem === "signed out") {
      const link = Object.assign(document.createElement("a"), { href: "/sign-in", target: "_blank", textContent: "Sign in in another tab" });
      this.tell(`You are signed out. ${where}. `, link, " and it is saved.");
    } else {
      this.tell(`Not saved: the server ${problem === "refused" ? "refuses this draft" : "is out of reach"}. ${where} and sent again.`);
    }
    this.later();
  }

  // Said once, not with every try.
  tell(...words) {
    const text = words.map((one) => one.textContent ?? one).join("");
    if (this.line.textContent !== text) {
      this.line.replaceChildren(...words);
    }
  }

  // False if this browser keeps nothing.
  keepHere() {
    return this.copies.keep(JSON.parse(this.typed()));
  }

  // A save that is under way comes first, so that what is sent names its draft. Until the answer is there, a copy stays.
  async send(sent) {
    if (sent.defaultPrevented) {
      return;
    }
    if (this.busy) {
      sent.preventDefault();
      await this.busy;
      this.form.requestSubmit(sent.submitter);
      return;
    }
    this.sending = true;
    clearTimeout(this.timer);
    if (this.keepHere()) {
      this.copies.markSent();
    }
  }

  leave() {
    if (this.sending || !this.isChanged) {
      return;
    }
    if (this.typed().length > LARGEST) {
      this.keepHere();
    } else {
      this.post({ keepalive: true });
    }
  }

  // Copies that were never saved, offered one by one.
  offer() {
    for (const { key, at, typed } of this.copies.earlier()) {
      const day = new Date(at).toLocaleString("en-GB", { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
      const note = Object.assign(document.createElement("p"), { className: "banner", textContent: `What you typed on ${day} was never sent. It is kept in this browser. ` });
      note.append(this.button("Bring it back", () => this.restore(typed, key, note)), " ", this.button("Throw it away", () => {
        this.copies.drop(key);
        note.remove();
      }));
      this.form.prepend(note);
    }
  }

  button(label, does) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "minor", textContent: label });
    button.addEventListener("click", does);
    return button;
  }

  // The server draws the form anew from it, with all its rows.
  async restore(typed, key, note) {
    const mark = this.form.elements._csrf.value;
    const body = new URLSearchParams([...typed, ["_csrf", mark], ["_do", "keep"]]);
    const answer = await fetch("/drafts", { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer?.ok) {
      note.append(" It cannot be brought back now: the server is out of reach, or you are signed out.");
      return;
    }
    this.copies.drop(key);
    this.sending = true;
    location.assign((await answer.json()).url);
  }
}
