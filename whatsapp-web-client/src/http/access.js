import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Who may ask. With a token: who names it, as a bearer or, for people with a browser, as the password of Basic
 * authentication. Without one: this machine only, and only by a local name, so that no foreign web page can reach it by
 * giving its own name our address. Pure.
 *
 * @param {{ authorization?: string, host?: string }} headers
 * @param {string | undefined} token
 * @returns {boolean}
 */
export function mayAsk({ authorization = '', host = '' }, token) {
  if (token === undefined) return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host);
  const [scheme, credentials = ''] = authorization.split(' ');
  if (/^bearer$/i.test(scheme)) return same(credentials, token);
  if (!/^basic$/i.test(scheme)) return false;
  const decoded = Buffer.from(credentials, 'base64').toString('utf8');
  return same(decoded.slice(decoded.indexOf(':') + 1), token);
}

/** In constant time, whatever the lengths. @param {string} a @param {string} b */
function same(a, b) {
  const [x, y] = [a, b].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(x, y);
}
