// Starts the components' scripts, and keeps a page that waits for background work up to date.
import { initAll } from "./govuk-frontend.min.js";

initAll();

const SECONDS_BETWEEN_LOOKS = 4;
const live = document.querySelector("[data-live]");

async function look() {
  if (document.hidden) return;
  const answer = await fetch(live.dataset.live, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const text = await answer.text();
  if (text !== live.dataset.seen) location.reload();
}

// What a part of the page takes long to look up comes after the page; until then, and without scripts, a link stands there.
async function bring(part) {
  const answer = await fetch(part.dataset.part, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return;
  const found = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(part.dataset.of);
  if (found) part.replaceChildren(document.adoptNode(found));
}

document.querySelectorAll("[data-part]").forEach((part) => bring(part).catch(() => undefined));

if (live) {
  setInterval(() => look().catch(() => undefined), SECONDS_BETWEEN_LOOKS * 1000);
}
