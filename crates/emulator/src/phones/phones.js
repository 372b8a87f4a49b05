// Keeps the page up to date and spares reloads. Every form and link works without it.

/** Last HTML of each live region, as the server wrote it. @type {Map<string, string>} */
const shown = new Map();
/** The world's clock minus the browser's, in milliseconds. */
let ahead = 0;
let fetching = false;
let again = false;
/** Until when a notice stays, whatever else happens. */
let noticeUntil = 0;

const regions = (root) => root.querySelectorAll("[data-live]");

function remember() {
  for (const region of regions(document)) shown.set(region.id, region.innerHTML);
  readClock(document);
}

function readClock(root) {
  const face = root.getElementById("clock-face");
  ahead = Number(face.dataset.now) - Date.now();
}

function tick() {
  const now = new Date(Date.now() + ahead);
  document.querySelector("[data-tick]").textContent = now.toISOString().slice(11, 19);
}

const atEnd = (box) => box.scrollHeight - box.scrollTop - box.clientHeight < 80;

/** Puts what is new in `fresh` into the live regions. @param {Document} fresh */
function apply(fresh) {
  readClock(fresh);
  for (const region of regions(document)) {
    const next = fresh.getElementById(region.id);
    if (!next || shown.get(region.id) === next.innerHTML) continue;
    if (region.id === "notice" && Date.now() < noticeUntil) continue;
    shown.set(region.id, next.innerHTML);
    const open = [...region.querySelectorAll("details[open]")].map((details) => details.id);
    const follow = region.hasAttribute("data-scroll") && atEnd(region);
    region.innerHTML = next.innerHTML;
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    if (follow) region.scrollTop = region.scrollHeight;
  }
  tick();
}

async function refresh() {
  if (fetching) {
    again = true;
    return;
  }
  fetching = true;
  try {
    const response = await fetch(location.href);
    if (response.ok) apply(new DOMParser().parseFromString(await response.text(), "text/html"));
  } finally {
    fetching = false;
    if (again) {
      again = false;
      refresh();
    }
  }
}

async function send(form, button) {
  const fields = new FormData(form, button);
  const response = await fetch(form.action, { method: "POST", body: new URLSearchParams(fields) });
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  const here = new URLSearchParams(location.search);
  const there = new URL(response.url).searchParams;
  const moves = here.has("reply") || here.has("edit") || (here.get("post") ?? "") !== (there.get("post") ?? "") || (there.get("customer") ?? "") !== (here.get("customer") ?? there.get("customer") ?? "");
  const pageForms = !form.closest("[data-live]") && form.closest(".panel") && form.action.includes("/faults");
  if (!response.ok || !fresh.getElementById("clock-face") || moves || pageForms) {
    location.href = response.url;
    return;
  }
  const failed = there.has("notice");
  noticeUntil = 0;
  if (!failed && form.matches(".composer")) form.reset();
  if (!failed) for (const details of form.closest("[data-live]")?.querySelectorAll("details[open]") ?? []) details.removeAttribute("open");
  if (!failed) form.closest(".pop")?.removeAttribute("open");
  apply(fresh);
  if (failed) noticeUntil = Date.now() + 6000;
  const thread = document.getElementById("thread");
  if (thread && form.closest(".phone")) thread.scrollTop = thread.scrollHeight;
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  event.preventDefault();
  send(form, event.submitter);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !event.target.matches(".composer textarea")) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});

document.addEventListener("click", (event) => {
  for (const details of document.querySelectorAll(".bubble-menu[open], .pop[open]")) {
    if (!details.contains(event.target)) details.removeAttribute("open");
  }
});

remember();
setInterval(tick, 1000);
tick();
for (const box of document.querySelectorAll("[data-scroll]")) box.scrollTop = box.scrollHeight;

const source = new EventSource("/phones/events");
source.addEventListener("change", refresh);
source.addEventListener("beat", (event) => {
  const moved = Math.abs(Number(event.data) - Date.now() - ahead) > 1500;
  if (moved || document.querySelector(".typing")) refresh();
});
source.addEventListener("open", refresh);
