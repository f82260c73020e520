// Forms that write: rows come and go in place, names are offered, drafts save themselves. Every form works without it.
import { nameFields } from "./naming.js";
import { Rows } from "./rows.js";
import { Keeping } from "./keeping.js";

const form = document.querySelector("form[data-entry]");
if (form) {
  const rows = new Rows(form, (added) => nameFields(added, rows));
  nameFields(form, rows);
  new Keeping(form);

  // What stands beside the form folds on a narrow screen, where it comes first.
  if (matchMedia("(max-width: 899px)").matches) {
    for (const beside of document.querySelectorAll("[data-folds]")) {
      beside.open = false;
    }
  }

  form.addEventListener("keydown", (pressed) => {
    const inLine = pressed.target.matches("input:not([type=checkbox], [type=radio])");
    if (pressed.key !== "Enter" || pressed.isComposing) {
      return;
    }
    if (pressed.ctrlKey || pressed.metaKey) {
      pressed.preventDefault();
      form.requestSubmit([...form.querySelectorAll("button.main")].at(-1));
    } else if (inLine) {
      pressed.preventDefault(); // a line is not the end of a form
    }
  });
}
