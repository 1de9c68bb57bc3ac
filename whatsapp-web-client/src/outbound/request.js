import { createHash } from 'node:crypto';
import { recipient } from '../whatsapp/addresses.js';

/**
 * The body of `POST /send-message` to the WhatsApp messages it asks for. Pure.
 *
 * @typedef {import('../whatsapp/engine.js').File} File
 *
 * @typedef {object} Part one WhatsApp message
 * @property {string} text
 * @property {File} [file]
 * @property {string} [url] where the file is to be fetched
 * @property {'voice' | 'sticker' | 'document'} [fileAs]
 * @property {string} [quotedMessageId]
 *
 * @typedef {object} SendRequest
 * @property {string} [id]
 * @property {string} chatId
 * @property {boolean} typing
 * @property {Part[]} parts in the order in which they are sent
 * @property {string} fingerprint equal for equal requests: an id must not be used for two of them
 */

/** The request can never be carried out as it is. */
export class BadRequest extends Error {}

const MOST_TEXT = 65_536;
const MOST_ID = 200;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/**
 * @param {any} body
 * @param {{ mediaHosts: string[] }} options
 * @returns {SendRequest}
 */
export function sendRequest(body, { mediaHosts }) {
  const { number, message = '', attachments, media, id, quoted_message_id: quoted, typing = false } = body ?? {};
  const transcript = attachments?.transcript_file;
  // The seed's words, for the seed's callers.
  if (!number || (!message && !transcript && !media)) throw new BadRequest('Both number and message are required');
  expect(typeof number === 'string', 'number must be a string');
  expect(typeof message === 'string' && message.length <= MOST_TEXT, `message must be a string of at most ${MOST_TEXT} characters`);
  expect(id === undefined || (typeof id === 'string' && id !== '' && id.length <= MOST_ID), `id must be a string of 1 to ${MOST_ID} characters`);
  expect(quoted === undefined || (typeof quoted === 'string' && quoted.length <= MOST_ID), 'quoted_message_id must be a message id');
  expect(typeof typing === 'boolean', 'typing must be true or false');
  const chatId = recipient(number);
  if (!chatId) throw new BadRequest('number must be digits, <digits>@c.us, <id>@lid or <id>@g.us');

  const parts = [
    ...(transcript ? [{ text: '', file: transcriptFile(transcript), fileAs: /** @type {const} */ ('document') }] : []),
    ...(media ? mediaParts(media, message, mediaHosts) : []),
    ...(!media && message ? [{ text: message }] : []),
  ];
  if (quoted) parts[parts.length - 1] = { ...parts[parts.length - 1], quotedMessageId: quoted };
  const fingerprint = createHash('sha256').update(JSON.stringify({ chatId, parts })).digest('hex').slice(0, 32);
  return { ...(id !== undefined && { id }), chatId, typing, parts, fingerprint };
}

/** @param {any} given @returns {File} */
function transcriptFile(given) {
  expect(typeof given === 'string', 'attachments.transcript_file must be base64');
  return { mimeType: 'text/plain', filename: 'transcript.txt', data: base64(given, 'attachments.transcript_file') };
}

/**
 * A file with its caption. Voice notes and stickers cannot have one: then the text is a message of its own.
 *
 * @param {any} media
 * @param {string} message
 * @param {string[]} hosts
 * @returns {Part[]}
 */
function mediaParts(media, message, hosts) {
  expect(typeof media === 'object', 'media must be an object');
  const { mime_type: mimeType, data, url, filename, caption, type } = media;
  expect(typeof mimeType === 'string' && /^[\w.+-]+\/[\w.+-]+(\s*;.*)?$/.test(mimeType), 'media.mime_type must be a MIME type');
  expect(filename === undefined || (typeof filename === 'string' && filename.length <= 255), 'media.filename must be a file name');
  expect(caption === undefined || typeof caption === 'string', 'media.caption must be a string');
  expect(!data !== !url, 'media needs either data or url');
  const fileAs = sentAs(type, mimeType);
  const silent = mimeType.startsWith('audio/') || fileAs === 'sticker';
  const text = silent ? '' : (caption ?? message);
  const after = silent ? [caption, message].filter(Boolean).join('\n') : caption === undefined ? '' : message;
  const source = url ? { url: allowed(url, hosts) } : {};
  const file = { mimeType, data: url ? '' : base64(data, 'media.data'), filename: plainName(filename || nameless(mimeType)) };
  return [{ text, file, ...source, ...(fileAs && { fileAs }) }, ...(after ? [{ text: after }] : [])];
}

/** @param {unknown} type @param {string} mimeType @returns {Part['fileAs']} */
function sentAs(type, mimeType) {
  if (type === 'document' || type === 'sticker') return type;
  if (type === 'ptt' || type === 'voice') return 'voice';
  return type === undefined && mimeType.startsWith('audio/ogg') ? 'voice' : undefined;
}

/** Without a name the library would call a file "undefined". @param {string} mimeType */
const nameless = (mimeType) => `file.${/\/(?:x-|vnd\.)?(\w+)/.exec(mimeType)?.[1] ?? 'bin'}`;

/** A name, not a path. @param {string} filename */
const plainName = (filename) => filename.replace(/[/\\\u0000-\u001f]/g, '_');

/** @param {unknown} url @param {string[]} hosts */
function allowed(url, hosts) {
  const { protocol, host, username } = typeof url === 'string' && URL.canParse(url) ? new URL(url) : { protocol: '', host: '', username: '' };
  expect(/^https?:$/.test(protocol) && username === '' && hosts.includes(host), 'media.url must be on one of the configured hosts');
  return String(url);
}

/** @param {unknown} given with or without a `data:...;base64,` before it @param {string} name */
function base64(given, name) {
  const text = typeof given === 'string' ? given.replace(/^data:[^,]{0,200};base64,/, '').replace(/\s/g, '') : '';
  expect(text !== '' && text.length % 4 !== 1 && BASE64.test(text), `${name} must be base64`);
  return text;
}

/** @param {boolean} holds @param {string} otherwise */
function expect(holds, otherwise) {
  if (!holds) throw new BadRequest(otherwise);
}
