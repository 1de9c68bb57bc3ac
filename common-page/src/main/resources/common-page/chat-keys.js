// A chat by keyboard: one of its messages is in the order of Tab; arrows, Home and End move to the others.

const BUTTON = "button.moment";

/** Makes a chat's messages reachable. */
export function walkable(chat) {
  chat.addEventListener("keydown", (event) => {
    const all = [...chat.querySelectorAll(BUTTON)];
    const at = all.indexOf(document.activeElement);
    if (at < 0) {
      return;
    }
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    const next = to === undefined ? undefined : all[Math.max(0, Math.min(all.length - 1, to))];
    if (next) {
      event.preventDefault();
      choose(all, next);
      next.focus();
    }
  });
  chat.addEventListener("focusin", (event) => {
    const button = event.target.closest(BUTTON);
    if (button) {
      choose([...chat.querySelectorAll(BUTTON)], button);
    }
  });
}

/** After the chat has changed: the last message is the one Tab comes to, unless somebody is on another. */
export function settled(chat) {
  const all = [...chat.querySelectorAll(BUTTON)];
  const focused = all.find((button) => button === document.activeElement);
  choose(all, focused ?? all.at(-1));
}

function choose(all, one) {
  for (const button of all) {
    button.tabIndex = button === one ? 0 : -1;
  }
}
