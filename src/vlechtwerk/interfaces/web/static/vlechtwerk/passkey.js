// Say on the page when a passkey does not answer; allauth tells it to the console only.
document.addEventListener("allauth.error", () => {
  document.getElementById("passkey-failed").hidden = false;
});
