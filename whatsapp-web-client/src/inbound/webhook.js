import { isGroup, isLid } from '../whatsapp/addresses.js';

/**
 * The bodies that go to the ingress: the seed's four keys, and beside them what a pipeline needs. Pure.
 *
 * @typedef {import('../whatsapp/engine.js').Received} Received
 *
 * @typedef {object} Fetched what had to be asked of WhatsApp
 * @property {string} [phone] the number behind a LID
 * @property {import('../whatsapp/engine.js').File} [file]
 * @property {string} [omitted] why there is no file
 */

const VOICE = new Set(['ptt', 'audio']);

/** What WhatsApp writes into a chat by itself; nobody said it. */
const NOTICES = new Set([
  'e2e_notification', 'notification', 'notification_template', 'group_notification', 'gp2', 'broadcast_notification',
  'newsletter_notification', 'protocol', 'debug', 'ciphertext', 'revoked', 'encrypted', 'pinned_message',
]);

/**
 * @param {Received} received
 * @param {{ groups: boolean, since: number }} options
 * @returns {string | undefined} why it does not concern the bot
 */
export function ignored({ type, chatId, fromMe, broadcast, timestamp }, { groups, since }) {
  if (fromMe) return 'own';
  if (broadcast || chatId === 'status@broadcast') return 'broadcast';
  if (isGroup(chatId) && !groups) return 'group';
  if (NOTICES.has(type)) return 'notice';
  // A new device is shown the reactions of years; those are no news.
  if (type === 'reaction' && timestamp < since) return 'old';
  return undefined;
}

/** @param {Received} received @returns {boolean} whether WhatsApp must be asked before the body is complete */
export function needsFetching({ senderId, media }) {
  return isLid(senderId) || media !== undefined;
}

/**
 * @param {Received} received
 * @param {Fetched} fetched
 * @param {string} session
 */
export function webhookBody(received, fetched, session) {
  const { senderId, media } = received;
  const voice = VOICE.has(received.type);
  return {
    sender: fetched.phone ?? senderId,
    raw_msg: voice ? (fetched.file?.data ?? '') : said(received),
    msg_type: received.type,
    client_type: 'whatsapp',
    message_id: received.messageId,
    timestamp: received.timestamp,
    chat_id: received.chatId,
    sender_name: received.senderName,
    session,
    ...(fetched.phone && isLid(senderId) && { sender_lid: senderId }),
    ...(media && { media: described(media, fetched, voice) }),
    ...(received.quotedMessageId && { quoted_message_id: received.quotedMessageId }),
    ...(received.location && { location: received.location }),
    ...aimed(received),
  };
}

/** @param {Received} received */
function said({ vCards, text }) {
  return vCards ? JSON.stringify(vCards) : text;
}

/** @param {NonNullable<Received['media']>} media @param {Fetched} fetched @param {boolean} voice its bytes are the raw_msg */
function described(media, { file, omitted }, voice) {
  const filename = media.filename ?? file?.filename;
  const size = file ? bytesOf(file.data) : media.size;
  return {
    mime_type: file?.mimeType ?? media.mimeType,
    ...(filename && { filename }),
    ...(size !== undefined && { size }),
    ...(file && !voice && { data: file.data }),
    ...(!file && { omitted_reason: omitted ?? 'unavailable' }),
  };
}

/** @param {string} base64 */
export const bytesOf = (base64) => Buffer.byteLength(base64, 'base64');

/** @param {Received} received */
function aimed({ type, target, text }) {
  if (target === undefined) return {};
  if (type === 'reaction') return { reaction: { message_id: target, emoji: text } };
  return type === 'edit' ? { edit: { message_id: target } } : { revoke: { message_id: target } };
}

/**
 * @param {import('../whatsapp/engine.js').Ack} ack
 * @param {{ id?: string, to: string }} sent what we know of the message
 * @param {string} session
 */
export function statusBody({ messageId, ack, timestamp }, { id, to }, session) {
  return { message_id: messageId, ...(id && { id }), ack, recipient: to, timestamp, session };
}
