// Parts of a form's page that the server draws while somebody types: where quotes stand, proposals, warnings.

// Take them from a newer page, but for those in use.
export function redraw(page) {
  for (const region of document.querySelectorAll("[data-live]")) {
    const fresh = page.querySelector(`[data-live="${region.dataset.live}"]`);
    const inUse = region.contains(document.activeElement) || region.querySelector("input:checked");
    if (fresh && !inUse && fresh.innerHTML !== region.innerHTML) {
      region.innerHTML = fresh.innerHTML;
      takeOwnWords(region, page);
    }
  }
}

// A quote that was typed with other signs gets the source's own, unless somebody is typing in it.
function takeOwnWords(region, page) {
  const area = region.closest("[data-row]")?.querySelector("textarea");
  if (region.querySelector("[data-own-words]") && area !== document.activeElement) {
    area.value = page.getElementById(area.id).value;
  }
}
