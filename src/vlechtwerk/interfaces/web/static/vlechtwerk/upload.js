// Send the files of a form in the background, and say how far it is. Without this script the form goes as any other.
(() => {
  const form = document.querySelector("form[data-upload]");
  if (!form) return;
  const panel = form.querySelector(".vw-sending");
  const bar = panel.querySelector("progress");
  const said = panel.querySelector("[role=status]");
  const stop = panel.querySelector("button");
  const endings = form.querySelectorAll("[data-upload-ended]");
  let sending = null;

  // While files are sent only the panel answers: what is changed in the form would not go along.
  const showSending = (on) => {
    form.toggleAttribute("data-sending", on);
    panel.hidden = !on;
    for (let part = panel; part !== form; part = part.parentElement) {
      for (const other of part.parentElement.children) if (other !== part) other.inert = on;
    }
  };

  // A screen reader reads each change aloud, so the words go by ten.
  const say = (percent) => {
    const words = panel.dataset.sent.replace("{percent}", percent - (percent % 10));
    if (said.textContent !== words) said.textContent = words;
  };
  const begin = () => {
    endings.forEach((ending) => { ending.hidden = true; });
    bar.value = 0;
    stop.hidden = false;
    showSending(true);
    say(0);
    panel.focus();
  };
  const end = (how) => {
    sending = null;
    showSending(false);
    endings.forEach((ending) => { ending.hidden = ending.dataset.uploadEnded !== how; });
    form.querySelector("button[type=submit]").focus();
  };
  const sayChecking = () => {
    bar.value = 100;
    said.textContent = panel.dataset.checking;
    if (stop === document.activeElement) panel.focus();
    // What has arrived can't be called back.
    stop.hidden = true;
  };

  // The page that came back takes the place of this one, as it does without a script; the address stays that of the form.
  const showPage = (page) => {
    document.open();
    window.addEventListener("load", () => {
      const first = document.querySelector("[autofocus]");
      if (first) first.focus();
    });
    document.write(page);
    document.close();
  };
  const follow = (request, sentTo) => {
    const next = request.getResponseHeader("Location");
    const isPage = (request.getResponseHeader("Content-Type") || "").startsWith("text/html");
    if (next) window.location.assign(next);
    else if (request.responseURL !== sentTo) window.location.assign(request.responseURL);
    else if (isPage) showPage(request.responseText);
    else end("uncertain");
  };

  form.addEventListener("submit", (event) => {
    const chosen = [...form.querySelectorAll("input[type=file]")].some((field) => field.files.length);
    if (sending) event.preventDefault();
    if (sending || !chosen || event.defaultPrevented) return;
    event.preventDefault();
    let arrived = false;
    const request = new XMLHttpRequest();
    const sentTo = form.action.split("#")[0];
    request.open("POST", sentTo);
    // A redirect is followed unasked, and would use up the word of what was done: the server names the address instead.
    request.setRequestHeader("Vlechtwerk-Sent-By", "script");
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      bar.value = (100 * loaded) / total;
      if (loaded < total) say(Math.floor(bar.value));
    });
    request.upload.addEventListener("load", () => {
      arrived = true;
      sayChecking();
    });
    request.addEventListener("load", () => follow(request, sentTo));
    request.addEventListener("error", () => end(arrived ? "uncertain" : "failed"));
    request.addEventListener("abort", () => end("stopped"));
    sending = request;
    begin();
    request.send(new FormData(form));
  });
  // Files may be dropped anywhere in the area around the field; the field itself takes them by its own means.
  form.querySelectorAll("[data-drop]").forEach((area) => {
    const field = area.querySelector("input[type=file]");
    const holdsFiles = (event) => !sending && [...event.dataTransfer.types].includes("Files");
    const show = (on) => area.toggleAttribute("data-over", on);
    area.addEventListener("dragover", (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
      show(true);
    });
    area.addEventListener("dragleave", (event) => area.contains(event.relatedTarget) || show(false));
    area.addEventListener("drop", (event) => {
      show(false);
      if (!holdsFiles(event) || event.target === field) return;
      event.preventDefault();
      field.files = event.dataTransfer.files;
      field.dispatchEvent(new Event("change", { bubbles: true }));
      field.focus();
    });
  });
  stop.addEventListener("click", () => sending && sending.abort());
  // Back in the browser shows the page as it was left.
  window.addEventListener("pageshow", (event) => event.persisted && showSending(false));
})();
