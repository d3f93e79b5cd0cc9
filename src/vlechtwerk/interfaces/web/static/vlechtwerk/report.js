// Puts the number of a fact where the writer stands; without this script a number is typed.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const text = document.querySelector("#words textarea");
  if (!text) return;
  for (const button of document.querySelectorAll("[data-insert]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      text.setRangeText(button.dataset.insert, text.selectionStart, text.selectionEnd, "end");
      text.focus();
    });
  }
  // What stands in the way is named first: the button takes the reader there.
  const submit = document.querySelector("button[aria-disabled=true]");
  const blocks = document.getElementById("blocks");
  if (submit && blocks) {
    submit.addEventListener("click", (event) => {
      event.preventDefault();
      blocks.focus();
    });
  }
});
