// Elements. A text is only ever set as text.

/** An element with a class and a text. */
export function element(tag, name, text) {
  const made = document.createElement(tag);
  if (name) {
    made.className = name;
  }
  if (text !== undefined && text !== null) {
    made.textContent = text;
  }
  return made;
}

/** The same with children; what is null is left out. */
export function withChildren(parent, ...children) {
  parent.append(...children.filter((child) => child !== null && child !== undefined));
  return parent;
}

const SVG = "http://www.w3.org/2000/svg";

/** A drawn element. */
export function drawn(tag, attributes) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, value);
  }
  return made;
}
