// In the reader, for those who write: marked words offer a button that opens a claim from them. Each paragraph has a
// link that does the same without this.

const PAUSE = 250; // milliseconds without a change of the selection
const reader = document.querySelector("[data-marking]");
const told = document.querySelector("[data-told]");

const button = Object.assign(document.createElement("button"), { type: "button", className: "make-claim", textContent: "Make a claim", hidden: true });
let marked = null;
let timer = 0;

// How many code points of its block's text stand before a point; the numbers of claims and paragraphs are not text.
function pointsBefore(block, node, offset) {
  const range = document.createRange();
  range.setStart(block, 0);
  range.setEnd(node, offset);
  const before = range.cloneContents();
  for (const number of before.querySelectorAll("sup, .paragraph-number")) {
    number.remove();
  }
  return [...before.textContent].length;
}

// The offset in the text of the source; nothing for a point outside of all blocks.
function offsetAt(node, offset) {
  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  const block = element.closest(".block");
  return block && reader.contains(block) ? Number(block.id.slice("at-".length)) + pointsBefore(block, node, offset) : null;
}

// A range may begin before or end behind the blocks that it touches: then it reaches to their ends.
function stretchOf(range) {
  const touched = [...reader.querySelectorAll(".block")].filter((block) => range.intersectsNode(block));
  if (touched.length === 0) {
    return null;
  }
  const [first, last] = [touched[0], touched.at(-1)];
  const start = offsetAt(range.startContainer, range.startOffset) ?? offsetAt(first, 0);
  const stop = offsetAt(range.endContainer, range.endOffset) ?? offsetAt(last, last.childNodes.length);
  return start < stop ? { start, stop, last } : null;
}

function look() {
  const selection = getSelection();
  const range = selection.rangeCount > 0 && !selection.isCollapsed ? selection.getRangeAt(0) : null;
  const found = range && range.toString().trim() !== "" && range.intersectsNode(reader) ? stretchOf(range) : null;
  if (found) {
    offer(found, range.getBoundingClientRect());
  } else if (document.activeElement !== button) {
    hide();
  }
}

function offer(found, box) {
  const isNew = button.hidden;
  marked = found;
  // In reading order right behind the marked words, so that the next Tab leads to it.
  if (found.last.nextElementSibling !== button) {
    found.last.after(button);
  }
  button.hidden = false;
  const frame = button.offsetParent.getBoundingClientRect();
  const left = Math.min(Math.max(box.left - frame.left, 0), frame.width - button.offsetWidth);
  button.style.left = `${left}px`;
  button.style.top = `${box.bottom - frame.top + 6}px`;
  if (isNew) {
    told.textContent = "Words marked. Press Tab for the button that makes a claim of them.";
  }
}

function hide() {
  marked = null;
  button.hidden = true;
}

if (reader) {
  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
  document.addEventListener("keydown", (pressed) => {
    if (pressed.key === "Escape" && !button.hidden) {
      hide();
    }
  });
  button.addEventListener("mousedown", (pressed) => pressed.preventDefault()); // the words stay marked
  button.addEventListener("click", () => {
    const { start, stop } = marked;
    location.assign(`/claims/new?source=${reader.dataset.marking}&start=${start}&stop=${stop}`);
  });
}
