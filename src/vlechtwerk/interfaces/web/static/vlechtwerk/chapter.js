// Selects the words at fault in the text of a chapter; without this the link leads to the text.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-start]");
  const text = document.getElementById("id_text");
  if (!link || !text) {
    return;
  }
  event.preventDefault();
  const found = text.value.indexOf(link.dataset.words, Number(link.dataset.start));
  const start = found < 0 ? text.value.indexOf(link.dataset.words) : found;
  text.focus();
  if (start >= 0) {
    text.setSelectionRange(start, start + link.dataset.words.length);
  }
});
