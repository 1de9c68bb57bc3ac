// Puts the console's page together.

import { Chat } from "./chat.js";
import { Console } from "./console.js";
import { List } from "./list.js";
import { Letters } from "./letters.js";
import { Live } from "./live.js";
import { sign } from "./signs.js";
import { Tabs } from "./tabs.js";
import { WayPanel } from "./way-panel.js";

const HINT = "Choose a message, by a click or with Tab and Enter: its way through the topics appears here.";

const narrow = matchMedia("(max-width: 720px)");
const connection = document.querySelector("#connection");
const console = new Console("/api/");
const panels = new Tabs(document.querySelector("#side [role=tablist]"));
const live = new Live(document.querySelector("#panel-live"));
const way = new WayPanel(document.querySelector("#panel-way"), console, HINT);
const letters = new Letters(document.querySelector("#panel-letters"), console, {
  count: (number) => panels.count("panel-letters", number),
  way: (id, user) => showWay(id, user),
});
const chat = new Chat(document.querySelector("#chat"), console, (bubble, user) => {
  chat.choose(bubble.id);
  showWay(bubble.id, user);
});
const list = new List(document.querySelector("#list"), console, {
  open: (user) => open(user),
  id: (id) => showWay(id),
});

document.querySelector("#theme").append(sign("theme"));
panels.show("panel-live");

function showWay(id, user) {
  panels.show("panel-way");
  way.show(id, user);
  if (narrow.matches) {
    show("side");
  }
  document.querySelector("#panel-way").focus({ preventScroll: true });
}

async function open(user) {
  location.hash = user;
  list.mark(user);
  if (narrow.matches) {
    show("chat");
  }
  await chat.show(user);
}

function connected(state, words) {
  connection.dataset.state = state;
  connection.textContent = words;
}

const tabs = [...document.querySelectorAll("nav [data-tab]")];
function show(name) {
  document.body.dataset.tab = name;
  tabs.forEach((tab) => tab.setAttribute("aria-pressed", String(tab.dataset.tab === name)));
}
tabs.forEach((tab) => tab.addEventListener("click", () => show(tab.dataset.tab)));
show("list");

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") {
    return;
  }
  if (document.querySelector("#side").contains(document.activeElement)) {
    if (narrow.matches) {
      show("chat");
    }
    chat.focus();
  } else if (document.querySelector("#chat").contains(document.activeElement)) {
    if (narrow.matches) {
      show("list");
    }
    list.focus();
  }
});

async function begin() {
  try {
    const about = await console.open();
    document.querySelector("#leave").hidden = !about.token;
  } catch (error) {
    if (error.status === 401) {
      location.assign("/login");
      return;
    }
    connected("lost", "reconnecting");
    setTimeout(begin, 2000);
    return;
  }
  const stop = console.live({
    ready: ({ history }) => {
      connected("live", "live");
      live.begin(history);
      list.show();
      letters.show();
      chat.refresh();
    },
    lost: (ended) => {
      connected("lost", "reconnecting");
      live.lost();
      if (ended) { // an answer that was no stream: the session may be over
        stop();
        setTimeout(begin, 2000);
      }
    },
    happened: (type, event) => {
      if (type === "stats") {
        live.happened(event);
      } else if (type === "changed") {
        list.changed();
        chat.changed(event);
        way.changed(event);
      } else {
        letters.show();
      }
    },
  });
  const chosen = decodeURIComponent(location.hash.slice(1));
  if (chosen) {
    open(chosen);
  }
}

begin();
