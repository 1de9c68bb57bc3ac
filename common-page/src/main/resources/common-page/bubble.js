// One message as an element. Texts are only ever set as text.

import { element } from "./element.js";
import { moment, span, timeOfDay } from "./format.js";
import { sign, ticks } from "./signs.js";
import { formatted, link } from "./text.js";

/**
 * The bubble.
 *
 * @param bubble as the simulator and the console tell it
 * @param context what it answers: quoted(id) gives a text, since is the time it took, file(media) where its bytes are
 * @param on way(bubble) shows its way; tap(option), list(bubble), place() are what a person can do with it. Without
 *   tap it can only be read
 */
export function rendered(bubble, context, on) {
  const item = element("li", `bubble ${bubble.direction} kind-${bubble.kind}`);
  item.dataset.id = bubble.id;
  const body = element("div", "body");
  const quoted = bubble.quotes && context.quoted(bubble.quotes);
  if (quoted) {
    const quote = element("blockquote");
    quote.append(formatted(quoted));
    body.append(quote);
  }
  if (bubble.header && bubble.kind !== "document") {
    body.append(element("strong", "header", bubble.header));
  }
  const shown = media(bubble, context);
  if (shown) {
    body.append(shown);
  }
  if (bubble.text) {
    const text = element("p", "text");
    text.append(formatted(bubble.text));
    body.append(text);
  }
  if (bubble.footer && bubble.footer !== bubble.text) {
    body.append(element("p", "footer", bubble.footer));
  }
  body.append(meta(bubble, context.since, on));
  item.append(body);
  if (bubble.reaction) {
    item.append(element("span", "reaction", bubble.reaction));
  }
  const actions = on.tap ? tappable(bubble, on) : readable(bubble);
  if (actions.length > 0) {
    const box = element("div", "actions");
    box.append(...actions);
    item.append(box);
  }
  return item;
}

/** Time and ticks: a button that shows the message's way. */
function meta(bubble, since, on) {
  const line = element("button", "meta moment");
  line.type = "button";
  line.tabIndex = -1;
  line.title = `${moment(bubble.at)}: show its way`;
  if (since !== null && bubble.direction === "outgoing") {
    const took = element("span", "took", span(since));
    took.title = "from the message to this answer";
    line.append(took);
  }
  const time = element("time", "", timeOfDay(bubble.at));
  time.dateTime = bubble.at;
  line.append(time, ticks(bubble.ticks), element("span", "hidden", "show its way"));
  line.addEventListener("click", (event) => {
    event.stopPropagation();
    on.way(bubble);
  });
  return line;
}

function media(bubble, context) {
  const file = bubble.media && context.file?.(bubble.media);
  switch (bubble.kind) {
    case "image":
    case "sticker": {
      if (!file) {
        return fileLine("🖼", bubble);
      }
      const picture = element("img", "picture");
      picture.src = file;
      picture.alt = bubble.text || bubble.kind;
      picture.loading = "lazy";
      return picture;
    }
    case "audio":
    case "voice": {
      if (!file) {
        return fileLine("🎤", bubble);
      }
      const sound = element("audio");
      sound.src = file;
      sound.controls = true;
      sound.preload = "none";
      return sound;
    }
    case "video":
      return fileLine("🎬", bubble);
    case "document":
      return fileLine("📄", bubble);
    case "contacts":
      return element("span", "big", "👤");
    case "location": {
      const place = element("span", "place");
      place.append(sign("place"), element("span", "", "Location"));
      return place;
    }
    default:
      return null;
  }
}

function fileLine(picture, bubble) {
  const line = element("span", "file");
  line.append(element("span", "big", picture));
  line.append(bubble.link ? link(bubble.link, bubble.link) : element("span", "", bubble.header ?? bubble.kind));
  return line;
}

function tappable(bubble, on) {
  const button = (name, label, act) => {
    const made = element("button", "option");
    made.type = "button";
    made.append(sign(name), element("span", "", label));
    made.addEventListener("click", act);
    return made;
  };
  switch (bubble.kind) {
    case "buttons":
      return bubble.options.map((option) => {
        const made = button("reply", option.title, () => on.tap(option));
        made.dataset.option = option.id;
        return made;
      });
    case "list":
      return [button("list", bubble.button, () => on.list(bubble))];
    case "location_request":
      return [button("place", bubble.button, () => on.place())];
    case "cta_url": {
      const open = link(bubble.link ?? "", bubble.button);
      if (open instanceof HTMLAnchorElement) {
        open.className = "option";
        open.prepend(sign("link"));
        return [open];
      }
      return [];
    }
    case "flow":
    case "voice_call": {
      const made = button("link", bubble.button, () => {});
      made.disabled = true;
      made.title = "Nothing opens in the simulator";
      return [made];
    }
    default:
      return [];
  }
}

/** What could be tapped, where nobody can: the options of buttons and lists, numbered where they went out as text. */
function readable(bubble) {
  if (bubble.kind !== "buttons" && bubble.kind !== "list") {
    return bubble.button ? [element("span", "option still", bubble.button)] : [];
  }
  if (bubble.numbered || bubble.kind === "list") {
    const list = element(bubble.numbered ? "ol" : "ul", "choices");
    for (const option of bubble.options) {
      const row = element("li", "", option.title);
      if (option.description) {
        row.append(element("small", "", option.description));
      }
      list.append(row);
    }
    return bubble.button && !bubble.numbered ? [element("span", "option still", bubble.button), list] : [list];
  }
  return bubble.options.map((option) => element("span", "option still", option.title));
}
