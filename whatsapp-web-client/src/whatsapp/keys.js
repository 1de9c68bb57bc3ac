import { createHash } from 'node:crypto';

/**
 * Message keys. Their text form, `<fromMe>_<chat>_<id>[_<participant>]`, is what the whole world calls a message id.
 * Pages before July 2026 keep it in `_serialized`, later ones in `$1`. Pure.
 *
 * @typedef {{ _serialized?: string, $1?: string, fromMe?: boolean, remote?: any, id?: string, participant?: any }} MessageKey
 */

/**
 * @param {MessageKey | string | null | undefined} key
 * @returns {string} empty when there is no key
 */
export function keyText(key) {
  if (!key) return '';
  if (typeof key === 'string') return key;
  const known = key._serialized ?? key.$1;
  if (typeof known === 'string') return known;
  const participant = widText(key.participant);
  return [String(key.fromMe ?? false), widText(key.remote), key.id ?? '', ...(participant ? [participant] : [])].join('_');
}

/** @param {any} wid an address as WhatsApp's objects hold it @returns {string} */
export function widText(wid) {
  if (!wid) return '';
  if (typeof wid === 'string') return wid;
  return wid._serialized ?? wid.$1 ?? `${wid.user}@${wid.server}`;
}

/** @param {string} messageId @returns {string} the part that the sending device chose: the same in every dialect and for every chat name */
export function bareId(messageId) {
  return messageId.split('_')[2] ?? messageId;
}

/**
 * The id that a message of ours will carry, made from the idempotency key instead of by chance. After a crash it tells
 * whether the page has sent the message, and a receiving phone takes two messages of one id for one. The form is
 * WhatsApp Web's own: 3EB0 and 18 hexadecimal digits.
 *
 * @param {string} idempotencyKey
 * @param {number} part a request can be more than one message
 * @param {number} attempt a message that WhatsApp refused needs a new id to be sent again
 */
export function chosenId(idempotencyKey, part, attempt) {
  const digest = createHash('sha256').update(`${idempotencyKey}#${part}#${attempt}`).digest('hex');
  return `3EB0${digest.slice(0, 18).toUpperCase()}`;
}
