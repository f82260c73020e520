// The collection without leaving the page: how many records are in it, and which buttons would take one out again.
"use strict";

const LETTERS = { claim: "c", source: "s" };

// What the reader has collected, from the cookie that the server writes: `c.its-slug_s.another`.
function collected() {
  const cookie = document.cookie.split("; ").find((one) => one.startsWith("collection="));
  return new Set((cookie?.slice("collection=".length) ?? "").split("_").filter((one) => one !== ""));
}

function showCollected() {
  const items = collected();
  for (const link of document.querySelectorAll("[data-collection]")) {
    link.textContent = items.size > 0 ? `Collection (${items.size})` : "Collection";
  }
  for (const button of document.querySelectorAll("button.collect")) {
    const [noun, slug] = button.value.split(":");
    const isIn = items.has(`${LETTERS[noun]}.${slug}`);
    button.formAction = isIn ? "/collection/remove" : "/collection/add";
    button.textContent = isIn ? "Take out of collection" : "Add to collection";
  }
}

async function change(form, button) {
  const fields = new URLSearchParams({ item: button.value, back: form.elements.back.value });
  const answer = await fetch(button.formAction, { method: "POST", body: fields, redirect: "manual" });
  if (answer.type !== "opaqueredirect") {
    // The page that the server answers with says what is wrong.
    const item = Object.assign(document.createElement("input"), { type: "hidden", name: "item", value: button.value });
    form.append(item);
    form.action = button.formAction;
    form.submit();
    return;
  }
  const isIn = button.formAction.endsWith("/add");
  showCollected();
  document.querySelector("[data-told]").textContent =
    `${isIn ? "Added to" : "Taken out of"} your collection, which holds ${collected().size} now.`;
}

document.getElementById("collect")?.addEventListener("submit", (sent) => {
  sent.preventDefault();
  change(sent.target, sent.submitter);
});
// Also when the browser shows a page again that it has put away.
window.addEventListener("pageshow", showCollected);
