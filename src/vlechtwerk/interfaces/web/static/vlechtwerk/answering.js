// One statement a screen; without this script they all stand on one form. Choosing does not jump on: Next is a button.
// An anonymous form is kept in this browser only, under a name that tells nothing, until it is received.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const store = {
    get: (name) => {
      try {
        return JSON.parse(localStorage.getItem(name) || "null");
      } catch {
        return null;
      }
    },
    set: (name, value) => {
      try {
        localStorage.setItem(name, JSON.stringify(value));
        return true;
      } catch {
        return false;
      }
    },
    drop: (name) => {
      try {
        localStorage.removeItem(name);
      } catch {
        // Nothing was kept either.
      }
    },
  };
  const kept = (name) => `answering-${name}`;
  for (const part of document.querySelectorAll("[data-with-script]")) part.hidden = false;
  for (const part of document.querySelectorAll("[data-without-script]")) part.remove();
  // The statement is what is read; the name of the round stays for who hears the page.
  for (const part of document.querySelectorAll("[data-quiet]")) part.classList.add("vw-visually-hidden");

  const received = document.querySelector("[data-forget]");
  if (received) store.drop(kept(received.dataset.forget));
  const begin = document.querySelector("[data-begin]");
  if (begin && begin.dataset.begin && store.get(kept(begin.dataset.begin))) begin.textContent = begin.dataset.goOn;

  const form = document.getElementById("answering");
  if (!form) return;
  const part = (name) => form.querySelector(`[data-${name}]`);
  const inBrowser = form.dataset.keep === "browser";
  const name = kept(form.dataset.name);
  const steps = [...form.querySelectorAll("[data-step]")];
  const statements = steps.filter((step) => step.dataset.step === "statement");
  const fields = () => [...form.elements].filter((field) => /^[sq]-/.test(field.name));
  const valueOf = (step) => {
    const field = step.querySelector("input:checked, textarea");
    return field ? field.value.trim() : "";
  };
  const words = (element, values) =>
    element.dataset.words.replace(/\{(\w+)\}/g, (_whole, key) => values[key]);
  let at = 0;

  const filled = () => {
    const values = {};
    for (const field of fields()) if (field.type !== "radio" || field.checked) values[field.name] = field.value;
    return values;
  };
  const tell = (done) => {
    part("kept").textContent = done ? part("kept").dataset.words : part("kept").dataset.failed;
  };
  let saving = Promise.resolve();
  const keep = () => {
    if (inBrowser) {
      tell(store.set(name, { values: filled(), at }));
      return;
    }
    // One after the other, so that what was filled in last is saved last.
    saving = saving.then(() =>
      fetch(form.dataset.save, {
        method: "POST",
        body: new FormData(form),
        headers: { "Vlechtwerk-Sent-By": "script" },
        redirect: "manual",
      }).then(
        (answer) => tell(answer.status === 204),
        () => tell(false),
      ),
    );
  };
  const restore = () => {
    const found = inBrowser ? store.get(name) : null;
    if (!found || fields().some((field) => (field.type === "radio" ? field.checked : field.value))) return;
    for (const field of fields()) {
      const value = found.values[field.name];
      if (value === undefined) continue;
      if (field.type === "radio") field.checked = field.value === value;
      else field.value = value;
    }
    at = Math.min(Math.max(0, Number(found.at) || 0), steps.length);
    tell(true);
  };

  const line = (title, text, act, to) => {
    const item = document.createElement("li");
    const said = document.createElement("div");
    const strong = document.createElement("b");
    strong.textContent = title;
    said.append(strong, document.createElement("br"), text);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "vw-link-button";
    button.textContent = act;
    button.setAttribute("aria-label", `${act}: ${text}`);
    button.addEventListener("click", () => show(to));
    item.append(said, button);
    return item;
  };
  const textOf = (step) => step.querySelector(".vw-ask__text").textContent.trim();
  const lookThrough = () => {
    const list = part("skipped");
    const { skippedWords, fillWords, remarkWords, readWords } = list.dataset;
    list.replaceChildren();
    steps.forEach((step, index) => {
      const value = valueOf(step);
      if (step.dataset.step === "statement" && !value) {
        list.append(line(skippedWords, `${index + 1}. ${textOf(step)}`, fillWords, index));
      } else if (step.dataset.step === "open" && value) {
        list.append(line(remarkWords.replace("{number}", value.length), textOf(step), readWords, index));
      }
    });
    const number = statements.filter((step) => valueOf(step)).length;
    part("answered").textContent = words(part("answered"), { number, count: statements.length });
  };
  const show = (to, moved = true) => {
    at = Math.min(Math.max(0, to), steps.length);
    const isFinal = at === steps.length;
    steps.forEach((step, index) => {
      step.hidden = index !== at;
    });
    part("final").hidden = !isFinal;
    part("moving").hidden = isFinal;
    part("sending").hidden = !isFinal;
    form.querySelector("[data-moving] [data-back]").disabled = at === 0;
    form.querySelector("progress").value = at;
    part("place").textContent = words(part("place"), { number: Math.min(at + 1, steps.length), count: steps.length });
    const left = Math.ceil(((steps.length - at) / steps.length) * Number(form.dataset.minutes));
    part("left").textContent = isFinal ? "" : words(part("left"), { minutes: left });
    if (isFinal) lookThrough();
    if (!moved) return;
    keep();
    window.scrollTo(0, 0);
    (isFinal ? document.getElementById("final") : steps[at].querySelector(".vw-ask__text")).focus();
  };

  for (const back of form.querySelectorAll("[data-back]")) back.addEventListener("click", () => show(at - 1));
  // Enter in a field moves on too; only the last screen sends.
  let isSent = false;
  form.addEventListener("submit", (event) => {
    if (at < steps.length) {
      event.preventDefault();
      show(at + 1);
    } else if (isSent) {
      event.preventDefault();
    } else {
      isSent = true;
    }
  });
  window.addEventListener("pageshow", () => {
    isSent = false;
  });
  form.addEventListener("change", keep);
  form.addEventListener("input", (event) => {
    if (inBrowser && event.target.matches("textarea")) keep();
  });
  restore();
  // What was saved with us says what is filled in, not where someone was: they go on at the first that is empty.
  if (!inBrowser && steps.some(valueOf)) {
    const empty = steps.findIndex((step) => !valueOf(step));
    at = empty < 0 ? steps.length : empty;
  }
  show(at, false);
});
