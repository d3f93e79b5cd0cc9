// A phone follows what the group does, as long as nothing is typed or ticked on it. Without this script a link does it.
document.addEventListener("DOMContentLoaded", () => {
  const EVERY = 5000;
  const main = () => document.getElementById("content");
  const page = document.querySelector("[data-follow]");
  if (!page) return;
  const touched = () =>
    [...main().querySelectorAll("textarea")].some((one) => one.value.trim()) ||
    [...main().querySelectorAll("input[type=checkbox]")].some((one) => one.checked !== one.defaultChecked);
  const follow = async () => {
    if (document.hidden) return;
    const answer = await fetch(page.dataset.follow);
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [now, then] = [fresh.querySelector("[data-doing]"), main().querySelector("[data-doing]")];
    if (!now || !then) return;
    if (now.dataset.doing === then.dataset.doing) {
      const [proposed, before] = [fresh.querySelector("[data-proposed]"), main().querySelector("[data-proposed]")];
      if (proposed && before) before.replaceWith(proposed);
    } else if (touched()) {
      main().querySelector("[data-went-on]").hidden = false;
    } else {
      main().replaceWith(fresh.getElementById("content"));
    }
  };
  // Without a connection for a moment, the next time will do.
  setInterval(() => follow().catch(() => {}), EVERY);
});
