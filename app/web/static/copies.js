// Copies of what is typed in a form, kept in this browser for as long as the server does not have it.

const KEPT = "ascribe kept "; // what copies are called, with the person, the form and a name of their own
const SENT = "ascribe sent"; // in the tab: which copy belongs to what was sent last; ascribe.js drops it once it is in

export class Copies {
  constructor(form) {
    const { _noun: noun, _slug: slug } = form.elements;
    this.forms = `${KEPT}${form.dataset.person} ${noun.value} ${slug.value || "new"} `;
    this.key = `${this.forms}${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
  }

  // Names and values of fields; false if this browser keeps nothing.
  keep(typed) {
    try {
      localStorage.setItem(this.key, JSON.stringify({ at: Date.now(), typed }));
      return true;
    } catch {
      return false;
    }
  }

  drop(key = this.key) {
    localStorage.removeItem(key);
  }

  markSent() {
    sessionStorage.setItem(SENT, this.key);
  }

  dropSent() {
    const key = sessionStorage.getItem(SENT);
    if (key) {
      this.drop(key);
    }
  }

  // Those that this person left in this form, with their names and times.
  earlier() {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(this.forms));
    return keys.map((key) => ({ key, ...JSON.parse(localStorage.getItem(key)) }));
  }
}
