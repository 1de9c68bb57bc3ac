import { reason } from '../log.js';

/**
 * One POST to the ingress and what it means.
 *
 * @typedef {{ is: 'stored' } | { is: 'refused', why: string } | { is: 'later', why: string, afterMs?: number }} Answer
 */

/** Answers that will be the same for ever: this body is not taken. Everything else may change, a wrong token too. */
const NEVER = new Set([400, 413, 422]);
const MOST_WAIT_MS = 60_000;

/**
 * Pure.
 *
 * @param {number} status
 * @param {string} body
 * @param {string | null} retryAfter seconds
 * @returns {Answer}
 */
export function classify(status, body, retryAfter) {
  if (NEVER.has(status)) return { is: 'refused', why: `HTTP ${status}` };
  if (status >= 200 && status < 300 && succeeded(body)) return { is: 'stored' };
  const seconds = /^\d{1,6}$/.test(retryAfter ?? '') ? Number(retryAfter) : undefined;
  return {
    is: 'later',
    // A 2xx without the agreed word comes from something that is not the ingress: nothing is known to be stored.
    why: status < 300 ? `HTTP ${status} without success` : `HTTP ${status}`,
    ...(seconds !== undefined && { afterMs: Math.min(seconds * 1000, MOST_WAIT_MS) }),
  };
}

/** @param {string} body */
function succeeded(body) {
  try {
    return JSON.parse(body)?.success === true;
  } catch {
    return false;
  }
}

/**
 * @param {{ url: string, token?: string, timeoutMs: number }} options
 * @returns {(body: string, key: string) => Promise<Answer>}
 */
export function ingressAt({ url, token, timeoutMs }) {
  return async (body, key) => {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'Idempotency-Key': encodeURIComponent(key),
          ...(token && { Authorization: `Bearer ${token}` }),
        },
        body,
        redirect: 'error', // the token is meant for this address only
        signal: AbortSignal.timeout(timeoutMs),
      });
      return classify(response.status, (await response.text()).slice(0, 10_000), response.headers.get('retry-after'));
    } catch (error) {
      const cause = error instanceof Error && error.cause ? `: ${reason(error.cause)}` : '';
      return { is: 'later', why: `${reason(error)}${cause}` };
    }
  };
}
