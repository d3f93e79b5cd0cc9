// Writing in a report; without this script a number is typed, and every act on the page takes the typed words along.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("words-form");
  const text = form && form.querySelector("textarea");
  const isTyped = () => Boolean(text) && (form.hasAttribute("data-unsaved") || text.value !== text.defaultValue);
  if (text) {
    // Puts the number of a fact where the writer stands; the facts can be renewed while one writes.
    const offer = () => {
      for (const button of document.querySelectorAll("[data-insert]")) button.hidden = false;
    };
    offer();
    document.body.addEventListener("htmx:afterSettle", offer);
    document.addEventListener("click", (event) => {
      const button = event.target.closest("[data-insert]");
      if (!button) return;
      text.setRangeText(button.dataset.insert, text.selectionStart, text.selectionEnd, "end");
      text.focus();
      text.dispatchEvent(new Event("input"));
    });
    // Words that were not saved are not left without asking; acts of this page send them along.
    let sent = false;
    form.addEventListener("submit", () => {
      sent = true;
    });
    window.addEventListener("pageshow", () => {
      sent = false;
    });
    window.addEventListener("beforeunload", (event) => {
      if (isTyped() && !sent) event.preventDefault();
    });
    // What is typed may mend what stands in the way: the button then saves it, and the answer says what still does.
    const open = () => {
      for (const button of document.querySelectorAll("button[aria-describedby=blocks]")) {
        button.setAttribute("aria-disabled", String(!isTyped()));
      }
    };
    open();
    text.addEventListener("input", open);
    window.addEventListener("pageshow", open);
    document.body.addEventListener("htmx:afterSettle", open);
  }
  // What stands in the way is named first: the button takes the reader there.
  document.addEventListener("click", (event) => {
    const blocks = document.getElementById("blocks");
    if (!blocks || isTyped() || !event.target.closest("button[aria-disabled=true]")) return;
    event.preventDefault();
    blocks.focus();
  });
});
