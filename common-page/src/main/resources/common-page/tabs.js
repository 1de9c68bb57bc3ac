// Tabs by the book: arrows move, Home and End jump, one of them is in the order of Tab.

export class Tabs {
  #tabs;
  #onShow;

  /**
   * @param list the element with role tablist; each tab names its panel in aria-controls
   * @param onShow called with the panel's id when another is shown
   */
  constructor(list, onShow = () => {}) {
    this.#tabs = [...list.querySelectorAll("[role=tab]")];
    this.#onShow = onShow;
    for (const tab of this.#tabs) {
      tab.addEventListener("click", () => this.show(tab.getAttribute("aria-controls")));
    }
    list.addEventListener("keydown", (event) => this.#key(event));
  }

  /** Shows a panel. */
  show(id) {
    for (const tab of this.#tabs) {
      const chosen = tab.getAttribute("aria-controls") === id;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      document.getElementById(tab.getAttribute("aria-controls")).hidden = !chosen;
    }
    this.#onShow(id);
  }

  /** Which panel is shown. */
  get shown() {
    return this.#tabs.find((tab) => tab.getAttribute("aria-selected") === "true")?.getAttribute("aria-controls");
  }

  /** A number beside a tab's name; none at 0. */
  count(id, number) {
    const tab = this.#tabs.find((one) => one.getAttribute("aria-controls") === id);
    const badge = tab?.querySelector(".count");
    if (badge) {
      badge.textContent = number > 0 ? String(number) : "";
      badge.hidden = !(number > 0);
    }
  }

  #key(event) {
    const there = this.#tabs.filter((tab) => !tab.hidden);
    const at = there.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: there.length - 1 }[event.key];
    if (at < 0 || to === undefined) {
      return;
    }
    event.preventDefault();
    const next = there[(to + there.length) % there.length];
    next.focus();
    this.show(next.getAttribute("aria-controls"));
  }
}
