import crypto from 'node:crypto';
import { EventEmitter } from 'node:events';
import fs from 'node:fs';
import https from 'node:https';
import { selfSigned } from './certificate.js';

/**
 * The other side of WhatsApp: people who write, a phone that scans, servers that remember. It serves the page in `page/`
 * under the name web.whatsapp.com and is driven by a test or, over HTTP, by `control.js`.
 *
 * @typedef {{ phone?: string, lid?: string, chat?: string, name?: string, unknown?: boolean }} Person
 *
 * @typedef {object} Written what a person does
 * @property {string} from digits, or an address
 * @property {string} [body]
 * @property {string} [type]
 * @property {string} [name]
 * @property {string} [group] `<id>@g.us`
 * @property {{ mime_type: string, data?: string, filename?: string, size?: number }} [media] data in base64
 * @property {string} [quoted] a message id
 * @property {{ latitude: number, longitude: number, name?: string, address?: string }} [location]
 * @property {string[]} [vcards]
 * @property {boolean} [fromMe] written by the bot's owner on his phone
 * @property {number} [at] seconds
 *
 * @typedef {{ fromMe: boolean, remote: string, id: string, participant?: string }} Key
 * @typedef {Record<string, any> & { key: Key }} Message
 *
 * @typedef {object} Sent a message that left the page
 * @property {string} message_id
 * @property {string} to
 * @property {string} type
 * @property {string} body text or caption
 * @property {{ mime_type: string, filename?: string, size: number, data: string }} [media]
 * @property {string} [quoted_message_id]
 * @property {number} at
 * @property {boolean} repeated a message of this id had arrived before; phones show it once
 */

const ME = { pn: '15550001111@c.us', lid: '99900011122233@lid' };
const PAGE = new URL('./page/', import.meta.url);

export class StandIn extends EventEmitter {
  /** @type {Sent[]} */
  sent = [];
  /** @type {string[]} modules that the library asked for and the page does not have */
  missing = [];
  /** @type {string[]} chats that saw us typing */
  typing = [];
  /**
   * What is to happen: acks that follow a send, sends to refuse, milliseconds until a send is answered, sends never answered,
   * own messages that the page forgets when it is loaded, the page syncing before the library listens, where message keys keep
   * their text, and a server that answers 503 instead of the page.
   */
  rules = {
    acks: /** @type {number[]} */ ([2]), refuse: 0, delayMs: 0, swallow: 0, forgetSent: false, early: false,
    dialect: /** @type {'_serialized' | '$1'} */ ('_serialized'), down: false,
  };

  /** @type {Map<string, Message>} */
  #messages = new Map();
  /** Messages that the page has, from its load or as news. @type {Set<string>} */
  #told = new Set();
  /** @type {Map<string, Buffer>} */
  #files = new Map();
  /** @type {Record<string, Person>} */
  #people = {};
  /** @type {Set<import('node:http').ServerResponse>} */
  #pages = new Set();
  #device = '';
  #listening = false;
  #state = 'none';
  #server;

  constructor() {
    super();
    this.#server = https.createServer(selfSigned(), (request, response) => {
      this.#serve(request, response).catch((error) => {
        response.writeHead(500).end(String(error));
      });
    });
  }

  /** @param {number} [port] @param {string} [host] */
  async start(port = 0, host = '127.0.0.1') {
    await new Promise((resolve) => this.#server.listen(port, host, () => resolve(undefined)));
    return this;
  }

  stop() {
    return new Promise((resolve) => {
      this.#server.close(resolve);
      this.#server.closeAllConnections();
    });
  }

  get port() {
    return /** @type {import('node:net').AddressInfo} */ (this.#server.address()).port;
  }

  /** What Chromium needs to take us for WhatsApp, and to reach nothing else. @param {string} [host] */
  chromiumArgs(host = '127.0.0.1') {
    const rules = `MAP web.whatsapp.com ${host}:${this.port}, MAP * ~NOTFOUND, EXCLUDE ${host}`;
    return `--host-resolver-rules=${rules} --ignore-certificate-errors`;
  }

  get status() {
    return { state: this.#state, linked: this.#device !== '', listening: this.#listening, missing: this.missing };
  }

  /** @param {() => unknown} holds @param {string} what @param {number} [ms] */
  async until(holds, what, ms = 60_000) {
    const end = Date.now() + ms;
    while (!holds()) {
      if (Date.now() > end) throw new Error(`waited ${ms} ms for: ${what}; ${JSON.stringify(this.status)}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  // ---- the phone of the bot's owner

  /** Scans the code, once there is one, and waits until the page listens. */
  async scan() {
    await this.until(() => this.#state === 'UNPAIRED' && this.#pages.size > 0, 'a QR code');
    this.#device = crypto.randomUUID();
    this.#listening = false;
    this.#tell('scan', this.#account());
    await this.until(() => this.#listening, 'the library to listen');
  }

  unlink() {
    this.#device = '';
    this.#listening = false;
    this.#tell('unlink');
  }

  // ---- people

  /** @param {Person} person */
  meet(person) {
    for (const address of [person.phone, person.lid]) if (address) this.#people[address] = person;
    this.#tell('people', this.#people);
  }

  /** @param {Written} written @returns {string} the message id */
  receive(written) {
    const message = this.#message(written);
    const id = keyText(message.key);
    this.#messages.set(id, message);
    if (this.#listening) this.#news();
    return id;
  }

  /** @param {string} messageId @param {string} body */
  edit(messageId, body) {
    const message = this.#known(messageId);
    message[message.media ? 'caption' : 'body'] = body;
    this.#tell('edit', { message, body, at: Date.now() });
  }

  /** @param {string} messageId */
  revoke(messageId) {
    const message = this.#known(messageId);
    Object.assign(message, { type: 'revoked', body: undefined });
    this.#tell('revoke', { message });
  }

  /** @param {string} messageId @param {string} emoji @param {string} from @param {number} [at] */
  react(messageId, emoji, from, at = Date.now()) {
    const message = this.#known(messageId);
    const key = { fromMe: false, remote: message.key.remote, id: newId() };
    this.#tell('react', { message, key, author: address(from), emoji, at });
    return keyText(key);
  }

  /** @param {string} messageId @param {number} ack */
  ack(messageId, ack) {
    const message = this.#known(messageId);
    message.ack = ack;
    this.#tell('ack', { key: message.key, ack });
  }

  // ---- trouble

  /** @param {string} state WhatsApp's word */
  state(state) {
    this.#tell('state', { state });
  }

  reload() {
    this.#listening = false;
    this.#tell('reload');
  }

  /** The page stops answering for ever. */
  hang() {
    this.#tell('hang');
  }

  newQr() {
    this.#tell('ref', { ref: crypto.randomUUID() });
  }

  // ---- inside

  /** @param {Written} written @returns {Message} */
  #message({ from, body = '', type = 'chat', name, group, media, quoted, location, vcards, fromMe = false, at }) {
    const person = address(from);
    const chat = group ?? this.#people[person]?.chat ?? person;
    const key = { fromMe, remote: chat, id: newId(), ...(group && { participant: person }) };
    return {
      key,
      from: fromMe ? ME.pn : chat,
      to: fromMe ? chat : ME.pn,
      ...(group && { author: person }),
      type,
      t: at ?? Math.floor(Date.now() / 1000),
      notifyName: name ?? this.#people[person]?.name ?? '',
      ...(media ? { caption: body, media: this.#media(media) } : { body }),
      ...(quoted && { quotedStanzaID: quoted.split('_')[2], quotedParticipant: quoted.startsWith('true_') ? ME.pn : person }),
      ...(location && { body: 'a picture of the map', lat: location.latitude, lng: location.longitude, loc: [location.name, location.address].filter(Boolean).join('\n') }),
      ...(vcards && (type === 'multi_vcard' ? { vcardList: vcards.map((vcard) => ({ vcard })) } : { body: vcards[0] })),
    };
  }

  /** @param {NonNullable<Written['media']>} media without data it is a file that WhatsApp no longer has */
  #media({ mime_type: mimetype, data, filename, size }) {
    const bytes = data === undefined ? undefined : Buffer.from(data, 'base64');
    const filehash = bytes ? this.#keep(bytes) : newId();
    return { mimetype, filehash, size: size ?? bytes?.length ?? 0, ...(filename && { filename }) };
  }

  /** @param {Buffer} bytes */
  #keep(bytes) {
    const filehash = crypto.createHash('sha256').update(bytes).digest('hex');
    this.#files.set(filehash, bytes);
    return filehash;
  }

  /** @param {string} messageId */
  #known(messageId) {
    const message = this.#messages.get(messageId);
    if (!message) throw new Error(`no message ${messageId}`);
    return message;
  }

  #account() {
    const { dialect, early, forgetSent } = this.rules;
    this.#told = new Set(this.#messages.keys());
    const messages = [...this.#messages.values()].filter(({ key }) => !(forgetSent && key.fromMe));
    return { device: this.#device, dialect, early, me: ME, people: this.#people, messages };
  }

  /** What was written since the page was loaded. */
  #news() {
    for (const [id, message] of this.#messages) {
      if (this.#told.has(id)) continue;
      this.#told.add(id);
      this.#tell('receive', message);
    }
  }

  /** @param {string} command @param {object} [argument] */
  #tell(command, argument = {}) {
    for (const page of this.#pages) page.write(`data: ${JSON.stringify({ ...argument, command })}\n\n`);
  }

  /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
  async #serve(request, response) {
    const path = new URL(request.url ?? '/', 'https://web.whatsapp.com').pathname;
    if (this.rules.down) return response.writeHead(503).end();
    if (path === '/') return response.writeHead(200, { 'Content-Type': 'text/html' }).end(fs.readFileSync(new URL('index.html', PAGE)));
    if (path === '/page.js') return response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(fs.readFileSync(new URL('page.js', PAGE)));
    if (path === '/events') return this.#connect(request, response);
    if (path === '/media') return json(response, { filehash: this.#keep(await bodyOf(request)) });
    if (path.startsWith('/media/')) return this.#file(path.slice('/media/'.length), response);
    if (!path.startsWith('/call/')) return response.writeHead(404).end();
    const call = JSON.parse((await bodyOf(request)).toString());
    return json(response, (await this.#called(path.slice('/call/'.length), call, response)) ?? {});
  }

  /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
  #connect(request, response) {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' }).flushHeaders();
    this.#pages.add(response);
    request.once('close', () => {
      this.#pages.delete(response);
      if (this.#pages.size === 0) this.#listening = false;
    });
  }

  /** @param {string} filehash @param {import('node:http').ServerResponse} response */
  #file(filehash, response) {
    const bytes = this.#files.get(filehash);
    response.writeHead(bytes ? 200 : 404).end(bytes);
  }

  /** @param {string} name @param {any} call @param {import('node:http').ServerResponse} response @returns {Promise<object | void>} */
  async #called(name, call, response) {
    if (name === 'hello') {
      this.#listening = false;
      const linked = this.#device !== '' && call.device === this.#device;
      return { linked, ref: crypto.randomUUID(), ...this.#account() };
    }
    if (name === 'state') this.#state = call.state;
    else if (name === 'listening') this.#listen();
    else if (name === 'missing') this.missing.push(call.name);
    else if (name === 'typing') this.typing.push(call.to);
    else if (name === 'unlink') this.unlink();
    else if (name === 'send') return this.#send(call, response);
  }

  #listen() {
    this.#listening = true;
    this.#news();
  }

  /** @param {any} call @param {import('node:http').ServerResponse} response */
  async #send(call, response) {
    const { key, to, type, body, caption, filename, mimetype, filehash, size, quotedStanzaID, t } = call;
    if (this.rules.refuse > 0) {
      this.rules.refuse -= 1;
      return { ok: false, error: 'refused' };
    }
    const id = keyText(key);
    const bytes = filehash && this.#files.get(filehash);
    this.sent.push({
      message_id: id, to, type, body: caption ?? body ?? '', at: Date.now(), repeated: this.sent.some(({ message_id: known }) => known === id),
      ...(filehash && { media: { mime_type: mimetype, filename, size, data: bytes?.toString('base64') ?? '' } }),
      ...(quotedStanzaID && { quoted_message_id: quotedStanzaID }),
    });
    this.#told.add(id);
    this.#messages.set(id, {
      key, from: ME.pn, to, type, t, ack: 1, ...(filehash ? { caption, media: { mimetype, filehash, size, filename } } : { body }),
    });
    this.emit('sent', this.sent.at(-1));
    if (this.rules.swallow > 0) {
      this.rules.swallow -= 1;
      await new Promise((resolve) => response.once('close', resolve));
    }
    if (this.rules.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, this.rules.delayMs));
    // After the answer, as the receipts of real phones.
    for (const ack of this.rules.acks) setImmediate(() => setTimeout(() => this.ack(id, ack), 50 * ack));
    return { ok: true };
  }
}

/** @param {string} person */
const address = (person) => (person.includes('@') ? person : `${person}@c.us`);

const newId = () => `3A${crypto.randomBytes(9).toString('hex').toUpperCase()}`;

/** @param {Key} key */
const keyText = ({ fromMe, remote, id, participant }) => [fromMe, remote, id, ...(participant ? [participant] : [])].join('_');

/** @param {import('node:http').ServerResponse} response @param {object} body */
const json = (response, body) => response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));

/** @param {import('node:http').IncomingMessage} request */
async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
