// The queue by keyboard, and its counts kept up to date. Everything here can also be done without it.
const SECONDS_BETWEEN_COUNTS = 30;
const SWITCH = "rights-keys-off";
const rows = [...document.querySelectorAll("[data-row]")];
const help = document.querySelector("#keys");
const opener = document.querySelector("#keys-open");
const toggle = document.querySelector("#keys-switch");
let chosen = -1;

function areOff() {
  return localStorage.getItem(SWITCH) === "yes";
}

function choose(index) {
  if (!rows.length) return;
  rows[chosen]?.classList.remove("rp-chosen");
  chosen = Math.max(0, Math.min(rows.length - 1, index));
  rows[chosen].classList.add("rp-chosen");
  rows[chosen].querySelector("a").focus();
}

const KEYS = {
  j: () => choose(chosen + 1),
  k: () => choose(chosen - 1),
  x: () => rows[chosen]?.querySelector("input[type=checkbox]")?.click(),
  "/": () => document.querySelector("#search").focus(),
  "?": () => help.showModal(),
};

function pressed(event) {
  const isTyping = event.target.closest("input:not([type=checkbox]), textarea, select, dialog");
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey || areOff()) return;
  const act = KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

function tell() {
  toggle.textContent = areOff() ? "Turn the keys on" : "Turn the keys off";
}

async function count() {
  if (document.hidden) return;
  const answer = await fetch(document.querySelector("[data-counts]").dataset.counts, { headers: { Accept: "application/json" } });
  if (!answer.ok || answer.redirected) return;
  const counts = await answer.json();
  document.querySelectorAll("[data-count]").forEach((place) => {
    place.textContent = counts[place.dataset.count] ?? place.textContent;
  });
}

opener.hidden = false;
opener.addEventListener("click", () => help.showModal());
toggle.addEventListener("click", () => {
  localStorage.setItem(SWITCH, areOff() ? "no" : "yes");
  tell();
});
tell();
document.addEventListener("keydown", pressed);
setInterval(() => count().catch(() => undefined), SECONDS_BETWEEN_COUNTS * 1000);
