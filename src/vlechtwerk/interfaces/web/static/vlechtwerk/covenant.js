// Unfold the clause that an address points into, where the browser does not do so itself.
(() => {
  const unfold = () => {
    const part = location.hash && document.getElementById(location.hash.slice(1));
    let fold = part && part.closest("details:not([open])");
    if (!fold) return;
    for (; fold; fold = part.closest("details:not([open])")) fold.open = true;
    part.scrollIntoView();
  };
  window.addEventListener("hashchange", unfold);
  unfold();
})();
