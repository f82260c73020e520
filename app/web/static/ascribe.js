// Makes reading easier; every page works without it.
"use strict";

// What an address points at within its page; nothing if the fragment is not well formed.
function fragment() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
}

// The stretches of a quote light up where a link lands, also where the quote is cut by others or by names.
function showLanding() {
  const wanted = fragment();
  let first = null;
  for (const piece of document.querySelectorAll("[data-anchors]")) {
    const landed = wanted !== "" && piece.dataset.anchors.split(" ").includes(wanted);
    piece.classList.toggle("landed", landed);
    first = landed && !first ? piece : first;
  }
  if (first) {
    first.scrollIntoView({ block: "center" });
  }
}

// Pointing at or focusing a quoted stretch lights up its notes, and the other way round.
function lightUp(numbers, on) {
  for (const number of numbers) {
    for (const note of document.querySelectorAll(`[data-note="${number}"]`)) {
      note.classList.toggle("lit", on);
    }
    for (const piece of document.querySelectorAll(`.quoted[data-notes~="${number}"]`)) {
      piece.classList.toggle("lit", on);
    }
  }
}

function numbersAt(target) {
  const piece = target.closest?.("[data-note], [data-notes]");
  return piece ? (piece.dataset.note ?? piece.dataset.notes).split(" ") : [];
}

// On a narrow screen what stands before the words of a page folds.
if (matchMedia("(max-width: 899px)").matches) {
  for (const folding of document.querySelectorAll(".folds")) {
    folding.open = false;
  }
}

const reader = document.querySelector(".reader");
if (reader) {
  for (const [event, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
    reader.addEventListener(event, (happened) => lightUp(numbersAt(happened.target), on));
  }
  window.addEventListener("hashchange", showLanding);
  showLanding();
  // On a narrow screen the notes fold under their paragraph.
  if (matchMedia("(max-width: 899px)").matches) {
    for (const notes of reader.querySelectorAll(".notes")) {
      notes.open = false;
    }
  }
}

// On paper everything is open that can be opened here: the record of a source and what is claimed beside its text.
window.addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll(".record, .notes")) {
    folded.open = true;
  }
});

// An index narrows while one types; the form still asks the server for what is on other pages.
const filter = document.querySelector("[data-filter]");
const rows = document.querySelectorAll("[data-filtered] tbody tr");
if (filter && rows.length > 0) {
  filter.addEventListener("input", () => {
    const words = filter.value.toLowerCase().split(/\s+/);
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
    }
  });
}

// What was sent is in the base or in a draft now: the copy that the form kept in this browser goes.
const sent = sessionStorage.getItem("ascribe sent");
if (sent && (fragment() === "saved" || location.pathname.startsWith("/drafts"))) {
  localStorage.removeItem(sent);
  sessionStorage.removeItem("ascribe sent");
}

// "/" goes to the search box.
document.addEventListener("keydown", (pressed) => {
  const typing = pressed.target.closest?.("input, textarea, select, [contenteditable]");
  if (pressed.key === "/" && !typing && !pressed.ctrlKey && !pressed.metaKey && !pressed.altKey) {
    document.getElementById("site-q")?.focus();
    pressed.preventDefault();
  }
});
