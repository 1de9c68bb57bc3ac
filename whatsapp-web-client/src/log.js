import { masked } from './mask.js';

/**
 * One line per event: a constant sentence, and facts under fixed keys. Never a message text, never a token; numbers masked.
 *
 * @typedef {Record<string, string | number | boolean | null | undefined>} Facts
 * @typedef {(sentence: string, facts?: Facts) => void} Write
 * @typedef {{ debug: Write, info: Write, warn: Write, error: Write }} Log
 */

const LEVELS = /** @type {const} */ (['debug', 'info', 'warn', 'error']);

/** Controls, line separators and bidirectional marks: they would forge or hide lines in a terminal. */
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** @type {(text: string) => string} */
const printable = (text) => text.replace(UNPRINTABLE, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** @type {(value: Facts[string]) => Facts[string]} */
const safe = (value) => (typeof value === 'string' ? printable(masked(value.slice(0, 2000))) : value);

/**
 * @param {{ format: 'text' | 'json', level: string, now?: () => Date, out?: (line: string) => void }} options
 * @returns {Log}
 */
export function createLog({ format, level, now = () => new Date(), out = (line) => process.stdout.write(line) }) {
  const least = LEVELS.findIndex((known) => known === level);

  /** @param {typeof LEVELS[number]} severity @returns {Write} */
  const writer = (severity) => (sentence, facts = {}) => {
    if (LEVELS.indexOf(severity) < least) return;
    const known = Object.entries(facts).filter(([, value]) => value !== undefined);
    const cleaned = known.map(([key, value]) => /** @type {const} */ ([key, safe(value)]));
    const at = now().toISOString();
    if (format === 'json') {
      out(`${JSON.stringify({ at, level: severity, message: printable(sentence), ...Object.fromEntries(cleaned) })}\n`);
    } else {
      const tail = cleaned.map(([key, value]) => ` ${key}=${typeof value === 'string' ? JSON.stringify(value) : value}`);
      out(`${at} ${severity.toUpperCase().padEnd(5)} ${printable(sentence)}${tail.join('')}\n`);
    }
  };

  return { debug: writer('debug'), info: writer('info'), warn: writer('warn'), error: writer('error') };
}

/**
 * What a caught value says. Puppeteer and the library throw strings as well as errors.
 *
 * @param {unknown} thrown
 * @returns {string}
 */
export function reason(thrown) {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
