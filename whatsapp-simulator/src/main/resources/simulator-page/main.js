// Puts the page together.

import { Faults } from "./faults.js";
import { Phone } from "./phone.js";
import { Pipeline } from "./pipeline.js";
import { Sheet } from "./sheet.js";
import { sign } from "./signs.js";
import { listen } from "./stream.js";
import { Tabs } from "./tabs.js";
import { Way } from "./way.js";

const TYPES = ["bubble", "typing", "call", "post", "faults", "switches"];

const number = document.querySelector("#number");
const connection = document.querySelector("#connection");
const panels = new Tabs(document.querySelector("#side [role=tablist]"));
const way = new Way();
const pipeline = new Pipeline(panels);
const faults = new Faults((on) => panels.count("panel-faults", on));
const sheet = new Sheet();
const narrow = matchMedia("(max-width: 720px)");
const phones = [...document.querySelectorAll(".phone")].map(
  (root) => new Phone(root, sheet, (bubble, whose) => touched(root.dataset.via, bubble, whose)),
);
/** Where the keyboard goes back to. */
let from = null;

document.querySelector("#theme").append(sign("theme"));
panels.show("panel-way");

/** A message was chosen: its way is shown. */
function touched(via, bubble, whose) {
  const phone = phones.find((one) => one.via === via);
  from = { phone, via, id: bubble.id };
  phones.forEach((one) => one.choose(one === phone ? bubble.id : null));
  panels.show("panel-way");
  way.point(bubble.id, !pipeline.isThere);
  pipeline.show(bubble, whose);
  if (narrow.matches) {
    show("side");
  }
  document.querySelector("#panel-way").focus({ preventScroll: true });
}

function digits() {
  return number.value.replace(/\D/g, "");
}

async function showChats() {
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
number.addEventListener("input", () => load(showChats));

listen("/events", TYPES, {
  ready() {
    connected("live", "live");
    load(showChats);
    load(() => faults.show());
    load(() => pipeline.open());
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
    } else if (type === "switches") {
      faults.turned(event.data);
    } else {
      way.happened(type, event);
      pipeline.happened(type, event);
    }
  },
});

const tabs = [...document.querySelectorAll("[data-tab]")].filter((tab) => tab.tagName === "BUTTON");
function show(name) {
  document.body.dataset.tab = name;
  tabs.forEach((tab) => tab.setAttribute("aria-pressed", String(tab.dataset.tab === name)));
}
tabs.forEach((tab) => tab.addEventListener("click", () => show(tab.dataset.tab)));
show("web");

document.addEventListener("keydown", (event) => {
  const inPanels = document.querySelector("#side").contains(document.activeElement);
  if (event.key === "Escape" && from && inPanels && !document.querySelector("dialog[open]")) {
    if (narrow.matches) {
      show(from.via);
    }
    from.phone.focusOn(from.id);
  }
});

const clock = document.querySelector(".clock");
function tick() {
  clock.textContent = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}
tick();
setInterval(tick, 10_000);
