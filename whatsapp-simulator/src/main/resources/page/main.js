// Puts the page together.

import { Faults } from "./faults.js";
import { Phone } from "./phone.js";
import { Sheet } from "./sheet.js";
import { listen } from "./stream.js";
import { Way } from "./way.js";

const number = document.querySelector("#number");
const connection = document.querySelector("#connection");
const sheet = new Sheet();
const way = new Way();
const faults = new Faults();
const phones = [...document.querySelectorAll(".phone")].map(
  (root) => new Phone(root, sheet, (_, id) => way.point(id)),
);

function digits() {
  return number.value.replace(/\D/g, "");
}

async function show() {
  const chosen = digits();
  const isNumber = chosen.length >= 5 && chosen.length <= 15;
  number.setAttribute("aria-invalid", String(!isNumber));
  if (!isNumber) {
    return;
  }
  history.replaceState(null, "", `#${chosen}`);
  await Promise.all(phones.map((phone) => phone.show(chosen)));
}

function connected(state, words) {
  connection.dataset.state = state;
  connection.textContent = words;
}

/** A load that fails shows as a lost connection; the stream tries again and so do we. */
function load(what) {
  what().catch(() => connected("lost", "reconnecting"));
}

if (/^#\d{5,15}$/.test(location.hash)) {
  number.value = location.hash.slice(1);
}
number.addEventListener("input", () => load(show));

listen({
  ready() {
    connected("live", "live");
    load(show);
    load(() => faults.show());
  },
  lost() {
    connected("lost", "reconnecting");
  },
  happened(type, event) {
    if (type === "bubble") {
      phones.forEach((phone) => phone.happened(event));
    }
    if (type === "typing") {
      phones.forEach((phone) => phone.typing(event));
    } else if (type === "faults") {
      faults.changed(event.data);
    } else {
      way.happened(type, event);
    }
  },
});

const tabs = [...document.querySelectorAll("[data-tab]")];
for (const tab of tabs) {
  tab.addEventListener("click", () => {
    document.body.dataset.tab = tab.dataset.tab;
    tabs.forEach((other) => other.setAttribute("aria-pressed", String(other === tab)));
  });
}
document.body.dataset.tab = "web";

const clock = document.querySelector(".clock");
function tick() {
  clock.textContent = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}
tick();
setInterval(tick, 10_000);
