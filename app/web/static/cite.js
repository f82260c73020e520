// The cite box copies, and changes its style on the spot; without this it leads to a page of its own.
"use strict";

function addCopyButtons(box) {
  for (const citation of box.querySelectorAll(".citation, .in-text")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = citation.matches(".in-text") ? "Copy for the text" : "Copy";
    button.addEventListener("click", () => copy(citation, box.querySelector(".said-copied")));
    citation.after(button);
  }
}

// With its italics where the browser can, else the words alone.
async function copy(citation, said) {
  const written = citation.cloneNode(true);
  written.querySelector(".quiet")?.remove();
  const words = written.textContent.trim();
  try {
    const parts = { "text/plain": words, "text/html": written.innerHTML.trim() };
    const blobs = Object.entries(parts).map(([type, text]) => [type, new Blob([text], { type })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    said.textContent = "Copied.";
  } catch {
    getSelection().selectAllChildren(citation);
    said.textContent = "Selected: copy it with your keyboard.";
  }
  said.classList.remove("hidden");
}

// Another style, fetched from the page that the form leads to.
async function changeStyle(box, form) {
  const open = [...box.querySelectorAll("details")].findIndex((line) => line.open);
  const answer = await fetch(`${form.getAttribute("action")}?style=${form.elements.style.value}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("#cite");
  if (!answer.ok || !fresh) {
    form.submit();
    return;
  }
  fresh.querySelectorAll("details").forEach((line, number) => { line.open = number === open; });
  box.replaceWith(fresh);
  enhance(fresh);
  fresh.querySelector("select").focus();
}

function enhance(box) {
  addCopyButtons(box);
  const form = box.querySelector("form");
  form.querySelector("button").hidden = true;
  form.addEventListener("change", () => changeStyle(box, form));
}

const citeBox = document.querySelector("#cite");
if (citeBox) {
  enhance(citeBox);
}
