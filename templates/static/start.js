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

if (live) {
  setInterval(() => look().catch(() => undefined), SECONDS_BETWEEN_LOOKS * 1000);
}
