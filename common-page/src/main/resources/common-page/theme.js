// Dark or light: as the system says, until somebody chooses. Not a module, so that it runs before the first paint.
(() => {
  const KEY = "flow-theme";
  const NEXT = { system: "light", light: "dark", dark: "system" };
  const WORDS = { system: "as the system", light: "light", dark: "dark" };

  function stored() {
    try {
      const theme = localStorage.getItem(KEY);
      return theme in NEXT ? theme : "system";
    } catch {
      return "system"; // storage may be forbidden
    }
  }

  function keep(theme) {
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // then it holds until the page is left
    }
  }

  function apply(theme) {
    document.documentElement.dataset.theme = theme;
    const button = document.querySelector("#theme");
    if (button) {
      button.setAttribute("aria-label", `Theme: ${WORDS[theme]}`);
      button.title = `Theme: ${WORDS[theme]}`;
    }
  }

  let theme = stored();
  apply(theme);
  document.addEventListener("DOMContentLoaded", () => {
    apply(theme);
    document.querySelector("#theme")?.addEventListener("click", () => {
      theme = NEXT[theme];
      keep(theme);
      apply(theme);
    });
  });
})();
