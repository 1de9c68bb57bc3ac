import { setTimeout as after } from 'node:timers/promises';

/** A limit that was reached. The work may still go on: whether it took effect is unknown. */
export class TimeLimit extends Error {}

/**
 * @template T
 * @param {number} ms
 * @param {string} what named in the error
 * @param {Promise<T>} work
 * @returns {Promise<T>}
 */
export async function within(ms, what, work) {
  const limit = new AbortController();
  try {
    const expired = after(ms, undefined, { signal: limit.signal }).then(() => {
      throw new TimeLimit(`${what}: no answer within ${ms} ms`);
    });
    return await Promise.race([work, expired]);
  } finally {
    limit.abort();
    // The loser of the race may still fail; nobody waits for it any more.
    work.catch(() => {});
  }
}

/**
 * Waits between tries: doubling, from `first` to `most`, with half of it random so that many clients do not return at once.
 *
 * @param {number} failures how many in a row, from 1
 * @param {{ first: number, most: number, random?: () => number }} limits
 * @returns {number} milliseconds
 */
export function backoff(failures, { first, most, random = Math.random }) {
  const full = Math.min(most, first * 2 ** Math.min(failures - 1, 30));
  return Math.round(full / 2 + (full / 2) * random());
}
