// The list that opens from a list message.

import { sign } from "./signs.js";

export class Sheet {
  #dialog = document.querySelector("#sheet");
  #title = document.querySelector("#sheet-title");
  #rows = document.querySelector("#sheet-rows");

  constructor() {
    const close = document.querySelector("#sheet-close");
    close.append(sign("close"));
    close.addEventListener("click", () => this.#dialog.close());
    this.#dialog.addEventListener("click", (event) => {
      if (event.target === this.#dialog) {
        this.#dialog.close(); // beside the sheet
      }
    });
  }

  /** Shows the rows of a list; choose(option) is called with the one that is tapped. */
  open(bubble, choose) {
    this.#title.textContent = bubble.button;
    this.#rows.replaceChildren();
    let section = null;
    for (const option of bubble.options) {
      if (option.section && option.section !== section) {
        section = option.section;
        const title = document.createElement("h3");
        title.textContent = section;
        this.#rows.append(title);
      }
      this.#rows.append(this.#row(option, choose));
    }
    this.#dialog.showModal();
  }

  #row(option, choose) {
    const row = document.createElement("button");
    row.type = "button";
    row.dataset.option = option.id;
    const title = document.createElement("span");
    title.textContent = option.title;
    row.append(title);
    if (option.description) {
      const more = document.createElement("small");
      more.textContent = option.description;
      row.append(more);
    }
    row.addEventListener("click", () => {
      this.#dialog.close();
      choose(option);
    });
    return row;
  }
}
