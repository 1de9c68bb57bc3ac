import { canonical } from './addresses.js';
import { keyText, widText } from './keys.js';

/**
 * The library's objects to {@link import('./engine.js').Received}. Pure.
 *
 * @typedef {import('./engine.js').Received} Received
 * @typedef {import('whatsapp-web.js').Message} Message
 */

const MEDIA = new Set(['ptt', 'audio', 'image', 'video', 'document', 'sticker', 'ptv']);

/**
 * @param {Message} message
 * @param {string[]} me our own addresses, to tell whose message was quoted
 * @returns {Received}
 */
export function received(message, me) {
  const data = /** @type {any} */ (message)._data ?? {};
  const messageId = keyText(message.id);
  const chatId = canonical(widText(message.id?.remote) || message.from);
  return {
    key: messageId,
    messageId,
    type: message.type,
    chatId,
    senderId: canonical(widText(message.author ?? data.author) || message.from || chatId),
    senderName: data.notifyName ?? '',
    fromMe: Boolean(message.fromMe),
    ...(isBroadcast(message, chatId) && { broadcast: true }),
    timestamp: message.timestamp * 1000,
    text: text(message, data),
    ...(message.vCards?.length > 0 && { vCards: message.vCards }),
    ...(message.type === 'location' && { location: location(data) }),
    ...((MEDIA.has(message.type) || message.hasMedia) && { media: media(data) }),
    ...(data.quotedStanzaID && { quotedMessageId: quoted(data, chatId, me) }),
  };
}

/** @param {Message} message @param {string} chatId */
function isBroadcast(message, chatId) {
  return Boolean(message.isStatus || message.broadcast) || /@(broadcast|newsletter)$/.test(chatId);
}

/** @param {Message} message @param {any} data */
function text(message, data) {
  if (message.type === 'location') return ''; // the body is a picture of the map
  // The chosen option's id says more than its title.
  return data.selectedButtonId ?? data.listResponse?.singleSelectReply?.selectedRowId ?? message.body ?? '';
}

/** @param {any} data */
function location(data) {
  const [name, address] = typeof data.loc === 'string' ? data.loc.split('\n') : [];
  return { latitude: Number(data.lat), longitude: Number(data.lng), ...(name && { name }), ...(address && { address }) };
}

/** @param {any} data */
function media(data) {
  return {
    mimeType: data.mimetype ?? 'application/octet-stream',
    ...(data.filename && { filename: String(data.filename) }),
    ...(Number.isFinite(data.size) && { size: Number(data.size) }),
  };
}

/** @param {any} data @param {string} chatId @param {string[]} me */
function quoted(data, chatId, me) {
  const author = canonical(widText(data.quotedParticipant));
  const inGroup = chatId.endsWith('@g.us');
  const parts = [String(me.includes(author)), chatId, data.quotedStanzaID, ...(inGroup && author ? [author] : [])];
  return parts.join('_');
}

/**
 * @param {Message} message as it reads now
 * @param {string} newText
 * @param {string[]} me
 * @param {number} now for pages that do not tell when it was edited
 * @returns {Received}
 */
export function edit(message, newText, me, now) {
  const { media: _, quotedMessageId: __, ...base } = received(message, me);
  const at = Number(message.latestEditSenderTimestampMs) || now;
  const key = `${base.messageId}_edit_${at}`;
  return { ...base, key, messageId: key, type: 'edit', text: newText ?? '', timestamp: at, target: base.messageId };
}

/**
 * @param {Message} message
 * @param {string[]} me
 * @param {number} now
 * @returns {Received}
 */
export function revoke(message, me, now) {
  const base = received(message, me);
  const target = keyText(/** @type {any} */ (message).protocolMessageKey) || base.messageId;
  const key = `${target}_revoke`;
  return { ...only(base), key, messageId: key, type: 'revoke', text: '', timestamp: now, target };
}

/** @param {Received} base what remains of a message whose content is gone */
function only({ chatId, senderId, senderName, fromMe, broadcast }) {
  return { chatId, senderId, senderName, fromMe, ...(broadcast && { broadcast }) };
}

/**
 * @param {import('whatsapp-web.js').Reaction} reaction
 * @returns {Received}
 */
export function reaction(reaction) {
  const id = /** @type {any} */ (reaction.id);
  const target = keyText(/** @type {any} */ (reaction.msgId));
  const chatId = canonical(widText(/** @type {any} */ (reaction.msgId)?.remote) || target.split('_')[1] || '');
  const timestamp = Math.round(reaction.timestamp * 1000);
  // One person has one reaction per message and may change it: the key holds the emoji and the time.
  const key = `${keyText(id)}_${timestamp}_${reaction.reaction || 'none'}`;
  return {
    key,
    messageId: keyText(id),
    type: 'reaction',
    chatId,
    senderId: canonical(widText(reaction.senderId) || chatId),
    senderName: '',
    fromMe: Boolean(id?.fromMe),
    ...(/@(broadcast|newsletter)$/.test(chatId) && { broadcast: true }),
    timestamp,
    text: reaction.reaction ?? '',
    target,
  };
}
