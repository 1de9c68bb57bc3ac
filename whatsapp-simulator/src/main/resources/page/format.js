// Times and numbers as people read them.

const clock = new Intl.DateTimeFormat([], { hour: "2-digit", minute: "2-digit" });
const exact = new Intl.DateTimeFormat([], {
  dateStyle: "medium",
  timeStyle: "medium",
});

/** 14:03 */
export function timeOfDay(iso) {
  return clock.format(new Date(iso));
}

/** The whole moment, for a tooltip. */
export function moment(iso) {
  return exact.format(new Date(iso));
}

/** 41 ms, 2.3 s, 4 min */
export function span(ms) {
  if (ms < 1000) {
    return `${Math.max(0, Math.round(ms))} ms`;
  }
  return ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 60_000)} min`;
}

/** +1 555 000 1111, roughly: groups of digits are easier to compare. */
export function written(number) {
  return /^\d{7,15}$/.test(number)
    ? `+${number.slice(0, -10)} ${number.slice(-10, -7)} ${number.slice(-7, -4)} ${number.slice(-4)}`.replace(/\s+/g, " ")
    : number;
}
