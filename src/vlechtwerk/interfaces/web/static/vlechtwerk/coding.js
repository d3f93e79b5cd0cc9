// Code a text by keyboard: choose sentences or words, give a code, undo. Without this script the forms do the same.
document.addEventListener("DOMContentLoaded", () => {
  const text = document.querySelector("[data-coding]");
  const form = document.getElementById("code-form");
  if (!text || !form) return;
  for (const one of document.querySelectorAll("[data-without-script]")) one.hidden = true;
  for (const one of document.querySelectorAll("[data-with-script]")) one.hidden = false;
  const sentences = [...text.querySelectorAll("[data-number]")];
  const keys = document.querySelector("[data-keys]");
  const field = (name) => form.elements[name];
  const undo = document.getElementById("undo");
  const chosenWords = form.querySelector("[data-chosen]");
  let anchor = -1;
  let focus = -1;

  // Places are counted in code points, of which some have two units here.
  const points = (words) => [...words].length;
  const show = (start, end, words) => {
    const [first, last] = [Math.min(anchor, focus), Math.max(anchor, focus)];
    sentences.forEach((one, at) => {
      one.classList.toggle("vw-coding__sentence--chosen", at >= first && at <= last);
    });
    field("first").value = sentences[first].dataset.number;
    field("last").value = sentences[last].dataset.number;
    if (undo) {
      undo.elements.first.value = field("first").value;
      undo.elements.last.value = field("last").value;
    }
    field("start").value = start;
    field("end").value = end;
    chosenWords.textContent = words ? `“${words.trim().slice(0, 200)}”` : "";
  };
  const choose = (from, to) => {
    anchor = Math.min(Math.max(0, from), sentences.length - 1);
    focus = Math.min(Math.max(0, to), sentences.length - 1);
    const part = sentences.slice(Math.min(anchor, focus), Math.max(anchor, focus) + 1);
    // Whole sentences are told by their numbers: the space behind the last is no part of them.
    show("", "", part.map((one) => one.textContent).join(" "));
    sentences[focus].focus({ preventScroll: true });
    sentences[focus].scrollIntoView({ block: "nearest" });
  };
  const placeOf = (node, offset) => {
    const holder = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const sentence = holder.closest("[data-number]");
    if (!sentence) return null;
    const range = document.createRange();
    range.setStart(sentence, 0);
    range.setEnd(node, offset);
    return { sentence, at: Number(sentence.dataset.start) + points(range.toString()) };
  };
  document.addEventListener("selectionchange", () => {
    const chosen = document.getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed) return;
    const range = chosen.getRangeAt(0);
    if (!text.contains(range.commonAncestorContainer)) return;
    const [from, to] = [
      placeOf(range.startContainer, range.startOffset),
      placeOf(range.endContainer, range.endOffset),
    ];
    if (!from || !to || from.at >= to.at) return;
    anchor = sentences.indexOf(from.sentence);
    focus = sentences.indexOf(to.sentence);
    show(from.at, to.at, chosen.toString());
  });
  for (const name of ["first", "last"]) {
    field(name).addEventListener("input", () => {
      field("start").value = "";
      field("end").value = "";
    });
  }

  text.tabIndex = 0;
  text.setAttribute("aria-keyshortcuts", "ArrowDown ArrowUp Shift+ArrowDown C 1 2 3 4 5 6 7 8 9 Control+Z");
  text.addEventListener("keydown", (event) => {
    if (!keys.checked || event.altKey || event.metaKey || event.target.closest("input, textarea, summary, button")) return;
    if (event.ctrlKey) {
      if (event.key.toLowerCase() === "z" && undo) {
        event.preventDefault();
        undo.requestSubmit();
      }
      return;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const to = focus < 0 ? 0 : focus + (event.key === "ArrowDown" ? 1 : -1);
      choose(event.shiftKey && anchor >= 0 ? anchor : to, to);
    } else if (event.key.toLowerCase() === "c" && focus >= 0) {
      event.preventDefault();
      field("code").focus();
    } else if (/^[1-9]$/.test(event.key) && focus >= 0) {
      const button = form.querySelector(`[data-digit="${event.key}"]`);
      if (!button) return;
      event.preventDefault();
      form.requestSubmit(button);
    }
  });
  // In the code box Enter gives the code, Ctrl and Enter make it a new one, Escape leads back to the text.
  field("code").addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      if (focus >= 0) choose(anchor, focus);
    } else if (event.key === "Enter" && event.ctrlKey) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("[name=new]"));
    }
  });
  // Back where one was before the page was sent; refused, back in the code box.
  const refused = "refused" in form.dataset;
  const asked = new URLSearchParams(location.search);
  const from = refused ? field("first").value : asked.get("from");
  const to = (refused ? field("last").value : asked.get("to")) || from;
  const at = sentences.findIndex((one) => one.dataset.number === from);
  if (at >= 0) {
    const until = sentences.findIndex((one) => one.dataset.number === to);
    choose(at, until < 0 ? at : until);
  } else if (location.hash === "#text") {
    text.focus();
  }
  if (refused) field("code").focus();
});
