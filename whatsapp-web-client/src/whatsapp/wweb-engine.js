import { EventEmitter } from 'node:events';
import fs from 'node:fs/promises';
import path from 'node:path';
import wweb from 'whatsapp-web.js';
import { reason } from '../log.js';
import { TimeLimit, within } from '../time.js';
import { canonical, isPhone } from './addresses.js';
import { CompatClient } from './compat.js';
import { NotReachable, NotSent, Uncertain } from './engine.js';
import { bareId, keyText, widText } from './keys.js';
import { modelsOf, ownMessagesSince, receivedIdsSince } from './history.js';
import { freeProfile, processTreeOf } from './profile.js';
import { edit, reaction, received, revoke } from './received.js';

/**
 * One life of whatsapp-web.js in one Chromium. It tells what happens and does what it is told; what follows from it (restart,
 * wait, give up) is the supervisor's.
 *
 * @typedef {import('./engine.js').Outbound} Outbound
 */

const CALL_MS = 10_000;
const DOWNLOAD_MS = 60_000;
const CATCH_UP_MS = 30_000;
/** WhatsApp's clock is not ours. */
const CLOCK_MS = 60_000;
const CLOSE_MS = 5000;

/** How many chats, and messages of each, are looked through for what came while nobody listened. */
const MOST_CHATS = 200;
const MOST_OF_A_CHAT = 1000;
const MOST_OWN = 200;
/** Messages that cross from the page at once. */
const BATCH = 100;

/** The profile is removed by us, with the browser closed: the library would do it under the running browser's hands. */
class KeptAuth extends wweb.LocalAuth {
  logout = async () => {};
}

export class WwebEngine extends EventEmitter {
  #options;
  #client;
  #stopped = false;
  #loggedOut = false;
  #profile;

  /**
   * @param {{ dataDir: string, session: string, browserPath: string, browserArgs: string[], sandbox: boolean,
   *   groups: boolean, sendTimeoutMs: number, log: import('../log.js').Log }} options
   */
  constructor(options) {
    super();
    this.#options = options;
    const folder = path.join(options.dataDir, 'auth');
    this.#profile = path.join(folder, `session-${options.session}`);
    this.#client = new CompatClient({
      authStrategy: new KeptAuth({ clientId: options.session, dataPath: folder }),
      authTimeoutMs: 60_000,
      takeoverOnConflict: true,
      takeoverTimeoutMs: 1000,
      // The page is always the one WhatsApp serves: an old copy stops working some day, and a cache needs a folder.
      webVersionCache: { type: 'none' },
      puppeteer: {
        executablePath: options.browserPath,
        headless: true,
        // Over a pipe the browser notices our death and closes itself in order.
        pipe: true,
        protocolTimeout: 60_000,
        handleSIGINT: false,
        handleSIGTERM: false,
        handleSIGHUP: false,
        args: [...browserArgs(options.sandbox), ...options.browserArgs],
      },
    });
    this.#listen();
  }

  async start() {
    const orphans = await freeProfile(this.#profile);
    if (orphans > 0) this.#options.log.warn('ended a browser left over from before', { processes: orphans });
    const starting = this.#client.initialize();
    // The library makes browser and page itself and tells nobody when: watched from the moment they exist.
    const watch = setInterval(() => this.#watchBrowser() && clearInterval(watch), 50);
    try {
      await starting;
      this.#watchBrowser();
    } finally {
      clearInterval(watch);
    }
  }

  async stop() {
    if (this.#stopped) return;
    this.#stopped = true;
    try {
      await within(CLOSE_MS, 'closing the browser', this.#client.destroy());
    } catch (error) {
      this.#options.log.warn('the browser did not close by itself', { reason: reason(error) });
    }
    await freeProfile(this.#profile);
    if (this.#loggedOut) await fs.rm(this.#profile, { recursive: true, force: true, maxRetries: 4 });
  }

  /** @returns {Promise<{ state: string | null, synced: boolean, injected: boolean }>} */
  probe() {
    return this.#inPage('asking for the state', CALL_MS, () => {
      const page = /** @type {any} */ (globalThis);
      const { Socket } = page.require('WAWebSocketModel');
      return { state: Socket.state ?? null, synced: Boolean(Socket.hasSynced), injected: page.WWebJS !== undefined };
    });
  }

  async nudge() {
    await this.#inPage('repeating the sync signal', CALL_MS, () => {
      /** @type {any} */ (globalThis).onAppStateHasSyncedEvent();
    });
  }

  /** @param {Outbound} message */
  async send({ chatId, chosenId, text, file, fileAs, quotedMessageId }) {
    const content = file ? new wweb.MessageMedia(file.mimeType, file.data, file.filename) : text;
    const options = {
      sendSeen: false,
      linkPreview: false,
      waitUntilMsgSent: true,
      parseVCards: false, // a text that begins like a contact card is still a text
      extra: { chosenId },
      ...(file && text !== '' && { caption: text }),
      ...(fileAs === 'voice' && { sendAudioAsVoice: true }),
      ...(fileAs === 'sticker' && { sendMediaAsSticker: true }),
      ...(fileAs === 'document' && { sendMediaAsDocument: true }),
      ...(quotedMessageId && { quotedMessageId }),
    };
    const sent = await this.#sent(chatId, content, options);
    // "undefined" or an error is no "no": the message may be out. The page's own list of messages decides.
    if (!sent) return this.#evidence(chatId, chosenId);
    if (sent.ack < 0) throw new NotSent('WhatsApp did not take the message');
    return { messageId: keyText(sent.id), ack: sent.ack };
  }

  /** @param {string} chatId @param {string | wweb.MessageMedia} content @param {object} options */
  async #sent(chatId, content, options) {
    try {
      return await within(this.#options.sendTimeoutMs, 'sending', this.#client.sendMessage(chatId, content, options));
    } catch (error) {
      const why = reason(error);
      if (/No LID for user|Lid is missing|invalid wid/i.test(why)) throw new NotReachable(why);
      // Thrown by the page before it hands the message to its sender.
      if (/media-fault|upload failed|quoted message|Invalid media type/i.test(why)) throw new NotSent(why);
      if (error instanceof TimeLimit) throw new Uncertain(why);
      return undefined;
    }
  }

  /** @param {string} chatId @param {string} chosenId */
  async #evidence(chatId, chosenId) {
    const own = await this.ownMessages(chatId, Date.now() - this.#options.sendTimeoutMs - CLOCK_MS).catch((error) => {
      throw new Uncertain(reason(error));
    });
    const found = own.find(({ messageId }) => bareId(messageId) === chosenId);
    if (!found) throw new Uncertain('neither the library nor the chat knows the message');
    if (found.ack < 0) throw new NotSent('WhatsApp did not take the message');
    return found;
  }

  /** @param {string} chatId @param {number} since */
  async ownMessages(chatId, since) {
    const wanted = { chatId, since: Math.floor(since / 1000), most: MOST_OWN };
    const models = await this.#inPage('reading the chat', CALL_MS, ownMessagesSince, wanted);
    return models.map((model) => this.#message(model)).map((message) => ({
      messageId: keyText(message.id),
      ack: message.ack,
      text: message.body,
      timestamp: message.timestamp * 1000,
    }));
  }

  /** @param {string} chatId */
  async reachable(chatId) {
    if (!isPhone(chatId)) return chatId;
    const wid = await within(CALL_MS, 'looking the number up', this.#client.getNumberId(chatId));
    return wid ? widText(wid) : undefined;
  }

  /** @param {string} chatId */
  async typing(chatId) {
    await this.#inPage('typing', CALL_MS, (id) => /** @type {any} */ (globalThis).WWebJS.sendChatstate('typing', id), chatId);
  }

  /** @param {string} lid */
  async phoneOf(lid) {
    const [pair] = await within(CALL_MS, 'resolving a LID', this.#client.getContactLidAndPhone([lid]));
    return pair?.pn && isPhone(pair.pn) ? pair.pn : undefined;
  }

  /** @param {string} messageId */
  async download(messageId) {
    const message = await within(CALL_MS, 'finding the message', this.#client.getMessageById(messageId));
    const media = message && (await within(DOWNLOAD_MS, 'fetching the file', message.downloadMedia()));
    return media
      ? { mimeType: media.mimetype, data: media.data, ...(media.filename && { filename: media.filename }) }
      : undefined;
  }

  /** @param {number} since @param {(messageId: string) => boolean} known */
  async *receivedSince(since, known) {
    const wanted = { groups: this.#options.groups, since: Math.floor(since / 1000), mostChats: MOST_CHATS, most: MOST_OF_A_CHAT };
    const ids = await this.#inPage('looking for missed messages', CATCH_UP_MS, receivedIdsSince, wanted);
    const missed = ids.filter((id) => !known(id));
    for (let at = 0; at < missed.length; at += BATCH) {
      const models = await this.#inPage('reading missed messages', CATCH_UP_MS, modelsOf, missed.slice(at, at + BATCH));
      yield models.map((model) => received(this.#message(model), this.#me));
    }
  }

  /** @param {any} model as the page gives it @returns {wweb.Message} */
  #message(model) {
    return new (/** @type {any} */ (wweb).Message)(this.#client, model);
  }

  processes() {
    return processTreeOf(this.#profile);
  }

  /** @type {string[]} our own addresses, phone and LID */
  #me = [];

  async #ready() {
    try {
      const own = await this.#inPage('asking who we are', CALL_MS, () => {
        const me = /** @type {any} */ (globalThis).require('WAWebUserPrefsMeUser');
        return [me.getMaybeMePnUser()?._serialized, me.getMaybeMeLidUser()?._serialized];
      });
      this.#me = own.filter(Boolean).map(canonical);
    } catch (error) {
      // Only quotes of our own messages are then named less exactly.
      this.#options.log.warn('own address unknown', { reason: reason(error) });
    }
    if (!this.#stopped) this.emit('ready');
  }

  /**
   * @template T
   * @param {string} what
   * @param {number} ms
   * @param {(...args: any[]) => T} work runs in the page
   * @param {...any} args
   */
  async #inPage(what, ms, work, ...args) {
    const page = this.#client.pupPage;
    if (!page) throw new Error(`${what}: no page`);
    return /** @type {Awaited<T>} */ (await within(ms, what, page.evaluate(work, ...args)));
  }

  #listen() {
    const client = this.#client;
    const heard = (/** @type {string} */ event, /** @type {() => unknown} */ read) => {
      if (!this.#stopped) this.emit(event, read());
    };
    client.on('qr', (qr) => heard('qr', () => qr));
    client.on('authenticated', () => heard('authenticated', () => undefined));
    client.on('ready', () => this.#ready());
    client.on('change_state', (state) => heard('state', () => state));
    client.on('auth_failure', (why) => this.#died(`authentication failed: ${why}`));
    client.on('disconnected', (why) => this.#disconnected(String(why)));
    client.on('message', (message) => heard('message', () => received(message, this.#me)));
    client.on('message_edit', (message, text) => heard('edit', () => edit(message, String(text ?? ''), this.#me, Date.now())));
    client.on('message_revoke_everyone', (message) => heard('revoke', () => revoke(message, this.#me, Date.now())));
    client.on('message_reaction', (given) => heard('reaction', () => reaction(given)));
    client.on('message_ciphertext_failed', (message) => {
      this.#options.log.warn('a message could not be decrypted; when WhatsApp has it again it is fetched', { messageId: keyText(message.id) });
    });
    client.on('message_ack', (message, ack) => {
      if (message.fromMe) heard('ack', () => this.#ack(message, ack));
    });
  }

  /** @param {wweb.Message} message @param {number} ack */
  #ack(message, ack) {
    return { messageId: keyText(message.id), recipient: widText(message.id.remote), ack: Number(ack), timestamp: Date.now() };
  }

  /** @param {string} why */
  #disconnected(why) {
    if (why !== 'LOGOUT') return this.#died(`disconnected: ${why}`);
    this.#loggedOut = true;
    if (!this.#stopped) this.emit('logged-out', why);
  }

  /** @param {string} why */
  #died(why) {
    if (!this.#stopped) this.emit('dead', why);
  }

  #watched = false;

  /** The library does not notice when its browser or page dies. */
  #watchBrowser() {
    const { pupBrowser: browser, pupPage: page } = this.#client;
    if (this.#watched || !browser || !page) return this.#watched;
    this.#watched = true;
    browser.once('disconnected', () => this.#died('the browser is gone'));
    page.once('error', () => this.#died('the page crashed'));
    page.once('close', () => this.#died('the page was closed'));
    return true;
  }
}

/** @param {boolean} sandbox */
function browserArgs(sandbox) {
  return [
    ...(sandbox ? [] : ['--no-sandbox', '--disable-setuid-sandbox']),
    '--disable-gpu',
    '--disable-quic',
    '--disable-dev-shm-usage',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-extensions',
  ];
}

