// WhatsApp's text: *bold*, _italic_, ~struck~, ```code``` and links. Everything a person or a bot wrote becomes a text
// node; no markup is ever read from it.

const MARKED = /```([\s\S]+?)```|(?<![\p{L}\p{N}])([*_~])(?=\S)([^\n]*?\S)\2(?![\p{L}\p{N}])|https?:\/\/[^\s<>"']+/u;
const TAGS = { "*": "strong", _: "em", "~": "s" };
const DEEPEST = 3;

/** The text as nodes. */
export function formatted(text, depth = 0) {
  const nodes = document.createDocumentFragment();
  let rest = text;
  while (rest !== "") {
    const found = depth < DEEPEST ? MARKED.exec(rest) : null;
    if (!found) {
      nodes.append(rest);
      break;
    }
    nodes.append(rest.slice(0, found.index), one(found, depth));
    rest = rest.slice(found.index + found[0].length);
  }
  return nodes;
}

function one([whole, code, mark, inner], depth) {
  if (code !== undefined) {
    const element = document.createElement("code");
    element.textContent = code;
    return element;
  }
  if (mark === undefined) {
    return link(whole, whole);
  }
  const element = document.createElement(TAGS[mark]);
  element.append(formatted(inner, depth + 1));
  return element;
}

/** A link that leads nowhere but to http and https; anything else stays text. */
export function link(address, label) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return document.createTextNode(label);
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    return document.createTextNode(label);
  }
  const element = document.createElement("a");
  element.href = url.href;
  element.target = "_blank";
  element.rel = "noopener noreferrer";
  element.textContent = label;
  return element;
}
