/**
 * What the rest of the program knows of WhatsApp: one life of one engine, from start to stop. The supervisor makes a new
 * one after each death. Implemented over whatsapp-web.js in `wweb-engine.js` and by a fake in the tests.
 *
 * Events (an EventEmitter): `qr` (text), `authenticated`, `ready`, `state` (WhatsApp's word), `logged-out`, `dead` (reason),
 * `message` ({@link Received}), `edit`, `revoke`, `reaction` (also {@link Received}), `ack` ({@link Ack}).
 *
 * @typedef {object} Received something that a person did, as plain JSON: it is journaled as it is
 * @property {string} key what it is told apart by: the message id, or for an edit the id and the time
 * @property {string} messageId
 * @property {string} type the library's word, or edit, revoke, reaction
 * @property {string} chatId
 * @property {string} senderId the person; in a group the participant
 * @property {string} senderName
 * @property {boolean} fromMe
 * @property {boolean} [broadcast] a status, a broadcast list or a channel
 * @property {number} timestamp milliseconds
 * @property {string} text
 * @property {string[]} [vCards]
 * @property {{ latitude: number, longitude: number, name?: string, address?: string }} [location]
 * @property {{ mimeType: string, filename?: string, size?: number }} [media] declared by the sender, not yet fetched
 * @property {string} [quotedMessageId]
 * @property {string} [target] the message that is edited, revoked or reacted to
 *
 * @typedef {{ messageId: string, recipient: string, ack: number, timestamp: number }} Ack
 *
 * @typedef {object} File
 * @property {string} mimeType
 * @property {string} data base64
 * @property {string} [filename]
 *
 * @typedef {object} Outbound one WhatsApp message
 * @property {string} chatId
 * @property {string} chosenId
 * @property {string} text the body, or the caption of the file
 * @property {File} [file]
 * @property {'voice' | 'sticker' | 'document'} [fileAs]
 * @property {string} [quotedMessageId]
 *
 * @typedef {{ messageId: string, ack: number, text: string, timestamp: number }} OwnMessage
 *
 * @typedef {object} EngineCalls
 * @property {() => Promise<void>} start
 * @property {() => Promise<void>} stop ends the browser too; may be called at any time, more than once
 * @property {() => Promise<{ state: string | null, synced: boolean, injected: boolean }>} probe
 * @property {() => Promise<void>} nudge repeats the page's sync signal, for a page that synced before anybody listened
 * @property {(message: Outbound) => Promise<{ messageId: string, ack: number }>} send
 * @property {(chatId: string, since: number) => Promise<OwnMessage[]>} ownMessages what we sent to a chat since a moment (ms)
 * @property {(chatId: string) => Promise<string | undefined>} reachable the address WhatsApp knows for it
 * @property {(chatId: string) => Promise<void>} typing
 * @property {(lid: string) => Promise<string | undefined>} phoneOf the phone address behind a LID
 * @property {(messageId: string) => Promise<File | undefined>} download undefined when WhatsApp no longer has it
 * @property {(since: number, known: (messageId: string) => boolean) => AsyncIterable<Received[]>} receivedSince what others
 *   wrote since a moment (ms) and is not known, oldest first, in portions
 * @property {() => number[]} processes of the browser, for the memory watch
 *
 * @typedef {EngineCalls & import('node:events').EventEmitter} Engine
 */

/** The recipient is not on WhatsApp, or WhatsApp will never take this message. */
export class NotReachable extends Error {}

/** WhatsApp said no: the message was not sent. */
export class NotSent extends Error {}

/** Nobody can say whether the message was sent. */
export class Uncertain extends Error {}
