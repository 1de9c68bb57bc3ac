// Times and numbers as people read them.

const clock = new Intl.DateTimeFormat([], { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat([], { day: "numeric", month: "short" });
const exact = new Intl.DateTimeFormat([], { dateStyle: "medium", timeStyle: "medium" });
const precise = new Intl.DateTimeFormat([], {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
  hourCycle: "h23",
});
const whole = new Intl.NumberFormat([], { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat([], { notation: "compact", maximumFractionDigits: 1 });

/** 14:03 */
export function timeOfDay(iso) {
  return clock.format(new Date(iso));
}

/** 14:03 of today, 3 Nov of another day. */
export function lately(iso) {
  const at = new Date(iso);
  return at.toDateString() === new Date().toDateString() ? clock.format(at) : day.format(at);
}

/** The whole moment, for a tooltip. */
export function moment(iso) {
  return exact.format(new Date(iso));
}

/** 14:03:21.120 */
export function preciseTime(iso) {
  return precise.format(new Date(iso));
}

/** 41 ms, 2.3 s, 4 min, 3 h */
export function span(ms) {
  if (ms < 1000) {
    return `${Math.max(0, Math.round(ms))} ms`;
  }
  if (ms < 60_000) {
    return `${(ms / 1000).toFixed(1)} s`;
  }
  return ms < 5_400_000 ? `${Math.round(ms / 60_000)} min` : `${Math.round(ms / 3_600_000)} h`;
}

/** 1,204 and 1.2M */
export function count(number) {
  return number < 100_000 ? whole.format(number) : short.format(number);
}

/** +1 555 000 1111, roughly: groups of digits are easier to compare. */
export function written(number) {
  return /^\d{7,15}$/.test(number)
    ? `+${number.slice(0, -10)} ${number.slice(-10, -7)} ${number.slice(-7, -4)} ${number.slice(-4)}`.replace(/\s+/g, " ")
    : number;
}
