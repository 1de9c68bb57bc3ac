/*
 * What whatsapp-web.js asks of the page web.whatsapp.com, and no more: the modules, models and events on the paths that the
 * client uses. The truth (who wrote what, what was sent) is in the server; the page only has what a page has: its models and
 * the pairing in localStorage. A module that is not here throws and is reported, so that a new version of the library shows
 * what else it wants.
 */
'use strict';

(() => {
  // ---- the server behind the page

  const call = async (name, body = {}) => {
    const response = await fetch(`/call/${name}`, { method: 'POST', body: JSON.stringify({ device: localStorage.getItem('device'), ...body }) });
    return response.json();
  };

  // ---- models

  class Emitter {
    #heard = new Map();

    on(names, listener) {
      for (const name of names.split(' ')) this.#heard.set(name, [...(this.#heard.get(name) ?? []), listener]);
    }

    off(name, listener) {
      this.#heard.set(name, (this.#heard.get(name) ?? []).filter((known) => known !== listener));
    }

    once(name, listener) {
      const first = (...args) => (this.off(name, first), listener(...args));
      this.on(name, first);
    }

    trigger(name, ...args) {
      for (const listener of this.#heard.get(name) ?? []) listener(...args);
    }

    hears(name) {
      return (this.#heard.get(name) ?? []).length > 0;
    }
  }

  class Model extends Emitter {
    #collections = [];

    constructor(fields) {
      super();
      Object.assign(this, fields);
    }

    joined(collection) {
      this.#collections.push(collection);
    }

    set(fields) {
      const before = Object.fromEntries(Object.keys(fields).map((name) => [name, this[name]]));
      Object.assign(this, fields);
      for (const target of [this, ...this.#collections]) {
        for (const name of Object.keys(fields)) {
          if (this[name] !== before[name]) target.trigger(`change:${name}`, this, this[name], before[name]);
        }
        target.trigger('change', this);
      }
    }

    serialize() {
      return { ...this };
    }
  }

  const textOf = (id) => (typeof id === 'string' ? id : id.toString());

  class Collection extends Emitter {
    #models = new Map();

    get(id) {
      return this.#models.get(textOf(id));
    }

    async find(id) {
      return this.get(id);
    }

    add(model) {
      this.#models.set(textOf(model.id), model);
      model.joined(this);
      this.trigger('add', model);
      return model;
    }

    getModelsArray() {
      return [...this.#models.values()];
    }
  }

  class Wid {
    constructor(text) {
      [this.user, this.server] = text.split('@');
      this._serialized = text;
    }

    toString() { return this._serialized; }
    toJid() { return this._serialized; }
    isLid() { return this.server === 'lid'; }
    isGroup() { return this.server === 'g.us'; }
    isUser() { return this.server === 'c.us' || this.server === 'lid'; }
    isStatus() { return this._serialized === 'status@broadcast'; }
  }

  const wid = (text) => {
    if (text instanceof Wid) return text;
    if (typeof text !== 'string' || !/^[\w.-]+@[\w.]+$/.test(text)) throw new Error('invalid wid');
    return new Wid(text);
  };

  /** Where a key keeps its text: set by the server before the first key is made. */
  let keyField = '_serialized';

  class MsgKey {
    constructor({ fromMe, remote, from, to, id, participant, selfDir }) {
      this.fromMe = fromMe ?? selfDir === 'out';
      this.remote = remote ?? (this.fromMe ? to : from);
      this.id = id;
      if (participant) this.participant = participant;
      this[keyField] = this.toString();
    }

    toString() {
      return [this.fromMe, this.remote, this.id, ...(this.participant ? [this.participant] : [])].join('_');
    }

    static async newId() {
      const random = crypto.getRandomValues(new Uint8Array(9));
      return `3EB0${[...random].map((byte) => byte.toString(16).padStart(2, '0')).join('').toUpperCase()}`;
    }
  }

  class MsgModel extends Model {
    unsafe() { return this; }
    async downloadMedia() { this.mediaData.mediaStage = 'RESOLVED'; }
    msgContextInfo() {
      return { quotedMsg: { type: this.type, body: this.body }, quotedStanzaID: this.id.id, quotedParticipant: this.author ?? this.from };
    }
  }

  class ChatModel extends Model {
    constructor(id, title) {
      super({ id, formattedTitle: title ?? id.user, t: 0, unreadCount: 0, mute: { expiration: 0 }, archive: false });
      Object.defineProperty(this, 'msgs', { value: new Collection() });
      if (id.isGroup()) {
        const metadata = { isLidAddressingMode: false, announce: false, serialize: () => ({ participants: [] }) };
        Object.defineProperty(this, 'groupMetadata', { value: metadata });
      }
    }
  }

  const Msg = Object.assign(new Collection(), {
    modelClass: MsgModel,
    async getMessagesById(ids) {
      if (ids.some((id) => id === undefined)) throw new DOMException('No key or key range specified.', 'DataError');
      return { messages: ids.map((id) => Msg.get(id)).filter(Boolean) };
    },
  });
  const Chat = new Collection();
  const Contact = new Collection();

  /** Everybody has one chat, under one of his addresses: the server knows which. */
  let people = {};
  const personOf = (id) => people[textOf(id)] ?? {};
  const chatIdOf = (id) => wid(personOf(id).chat ?? textOf(id));

  const chatFor = (id) => {
    const own = chatIdOf(id);
    return Chat.get(own) ?? Chat.add(new ChatModel(own, personOf(own).name));
  };

  // ---- messages in

  const modelOf = (message, isNewMsg) => {
    const { key, from, to, author, quotedParticipant, media, ...rest } = message;
    return new MsgModel({
      ...rest,
      id: new MsgKey({ ...key, remote: wid(key.remote), participant: key.participant && wid(key.participant) }),
      from: wid(from),
      to: wid(to),
      ...(author && { author: wid(author) }),
      ...(quotedParticipant && { quotedParticipant: wid(quotedParticipant), quotedMsg: { type: 'chat' } }),
      ...(media && { ...media, directPath: `/media/${media.filehash}`, mediaData: { mediaStage: 'NEED_POKE' } }),
      isNewMsg,
    });
  };

  const receive = (message, isNewMsg) => {
    const known = Msg.get(modelOf(message, false).id);
    if (known) return known;
    const model = modelOf(message, isNewMsg);
    const chat = chatFor(model.id.remote);
    chat.t = Math.max(chat.t, model.t);
    chat.msgs.add(model);
    Msg.add(model);
    if (!model.id.fromMe) chat.set({ unreadCount: chat.unreadCount + 1 });
    return model;
  };

  // ---- messages out

  const files = {
    async upload(blob) {
      const response = await fetch('/media', { method: 'POST', body: blob });
      return (await response.json()).filehash;
    },
    async download({ filehash }) {
      const response = await fetch(`/media/${filehash}`);
      if (!response.ok) throw Object.assign(new Error('media not found'), { status: response.status });
      return response.arrayBuffer();
    },
  };

  const deliver = async (model) => {
    const { id, to, type, body, caption, filename, mimetype, filehash, size, quotedStanzaID, t } = model;
    const { ok, error } = await call('send', {
      key: { fromMe: true, remote: textOf(id.remote), id: id.id, participant: id.participant && textOf(id.participant) },
      to: textOf(to), type, body, caption, filename, mimetype, filehash, size, quotedStanzaID, t,
    });
    model.set({ ack: ok ? 1 : -1 });
    if (!ok) throw new Error(error);
    return { messageSendResult: 'OK' };
  };

  const addAndSendMsgToChat = (chat, message) => {
    const model = new MsgModel(message);
    chat.msgs.add(model);
    Msg.add(model);
    const result = deliver(model);
    result.catch(() => {}); // who does not wait for the result learns it from the ack
    return [Promise.resolve(model), result];
  };

  class OpaqueData {
    static async createFromData(blob, mimetype) {
      return Object.assign(new OpaqueData(), { blob, mimetype });
    }

    url() { return URL.createObjectURL(this.blob); }
    autorelease() {}
    formData() { return this.blob; }
  }

  class MediaData extends Model {
    toJSON() {
      const { mediaBlob, renderableUrl, ...fields } = this;
      return fields;
    }
  }

  const mediaTypeOf = (mimetype, { isPtt, asDocument }) => {
    if (asDocument) return 'document';
    if (isPtt) return 'ptt';
    const kind = mimetype.split('/')[0];
    return ['image', 'video', 'audio'].includes(kind) ? kind : 'document';
  };

  const prepRawMedia = (opaque, params) => ({
    async waitForPrep() {
      const { blob, mimetype } = opaque;
      if (mimetype === 'image/broken') throw new Error('media-fault: the file cannot be read');
      return new MediaData({ type: mediaTypeOf(mimetype, params), mimetype, filename: blob.name, size: blob.size, filehash: await files.upload(blob), mediaBlob: opaque });
    },
  });

  // ---- connection and login

  const Socket = new Model({ state: 'OPENING', hasSynced: false });
  Object.assign(Socket, {
    takeover: () => connection('CONNECTED'),
    logout: () => call('unlink'),
  });
  const Conn = new Model({ ref: 'none', platform: 'android', pushname: 'The bot' });
  const Cmd = Object.assign(new Emitter(), { refreshQR: () => {} });
  let me = { pn: undefined, lid: undefined };

  const connection = (state) => {
    Socket.state = state;
    document.getElementById('state').textContent = state;
    Socket.trigger('change:state', Socket, state);
    call('state', { state });
  };

  const until = async (holds) => {
    while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
  };

  const sync = async ({ early }) => {
    // The real page takes seconds to sync; here the library must have had the time to listen, unless a test wants the race.
    if (!early) await until(() => Socket.hears('change:hasSynced'));
    Socket.hasSynced = true;
    Socket.trigger('change:hasSynced', Socket, true);
    await until(() => window.WWebJS !== undefined && Msg.hears('add'));
    call('listening');
  };

  const known = ({ dialect, me: own, people: everybody, messages }) => {
    keyField = dialect;
    me = { pn: wid(own.pn), lid: wid(own.lid) };
    people = everybody;
    for (const message of messages) receive(message, false);
  };

  // ---- what the server tells

  const commands = {
    async scan(account) {
      localStorage.setItem('device', account.device);
      known(account);
      connection('CONNECTED');
      await sync(account);
    },
    ref: ({ ref }) => Conn.set({ ref }),
    people: (everybody) => { people = everybody; },
    receive: (message) => receive(message, true),
    edit: ({ message, body, at }) => Msg.get(modelOf(message, false).id)?.set({ [message.media ? 'caption' : 'body']: body, latestEditSenderTimestampMs: at }),
    revoke: ({ message }) => {
      const model = Msg.get(modelOf(message, false).id);
      model?.set({ type: 'revoked', body: undefined, protocolMessageKey: model.id });
    },
    react: ({ message, key, author, emoji, at }) => reactions.reactionTableMode.bulkUpsert([{
      id: new MsgKey({ ...key, remote: wid(key.remote) }),
      reactionParentKey: modelOf(message, false).id,
      reactionText: emoji,
      reactionTimestamp: at,
      author: wid(author),
    }]),
    ack: ({ key, ack }) => Msg.get(new MsgKey({ ...key, remote: wid(key.remote) }))?.set({ ack }),
    state: ({ state }) => connection(state),
    reload: () => location.reload(),
    hang: () => { for (;;); },
    async unlink() {
      localStorage.removeItem('device');
      Cmd.trigger('logout');
      setTimeout(() => location.assign('/?post_logout=1'), 100);
    },
  };

  // ---- the modules

  const reactions = { reactionTableMode: { bulkUpsert: () => {} } };
  const nothing = () => undefined;
  const bytes = () => crypto.getRandomValues(new Uint8Array(32));
  const findLinks = () => [];

  const modules = {
    WAWebSocketModel: { Socket },
    WAWebCmd: { Cmd },
    WAWebConnModel: { Conn },
    WAWebOfflineHandler: { OfflineMessageHandler: { getOfflineDeliveryProgress: () => 100 } },
    WAWebAltDeviceLinkingApi: {},
    WABase64: { encodeB64: (data) => btoa(String.fromCharCode(...data)) },
    WAWebCompanionRegClientUtils: { DEVICE_PLATFORM: 1 },
    WAWebAdvSignatureApi: {},
    WAWebUserPrefsInfoStore: { waNoiseInfo: { get: async () => ({ staticKeyPair: { pubKey: bytes() } }) } },
    WAWebSignalStoreApi: { waSignalStore: { getRegistrationInfo: async () => ({ identityKeyPair: { pubKey: bytes() } }) } },
    WAWebUserPrefsMultiDevice: { getADVSecretKey: () => btoa('secret') },
    WAWebUserPrefsMeUser: { getMaybeMePnUser: () => me.pn, getMaybeMeLidUser: () => me.lid },
    WAWebCollections: { Msg, Chat, Contact, GroupMetadata: { update: async () => {} } },
    WAWebSyncGatingUtils: {},
    WAWebCallCollection: { on: nothing, calls: new Map() },
    WAWebAddonReactionTableMode: reactions,
    WAWebAddonPollVoteTableMode: { pollVoteTableMode: { bulkUpsert: nothing } },
    WAWebNonMessageDataRequestPlaceholderMessageResendUtils: { handlePlaceholderMsgsSeen: nothing },
    WAWebBackendJobsCommon: { mediaTypeFromProtobuf: nothing },
    WAWebE2EProtoUtils: { typeAttributeFromProtobuf: nothing },
    WAWebChatGetters: { getIsNewsletter: () => false, getIsBroadcast: () => false },
    WALinkify: { findLink: () => null, findLinks },
    WAWebMsgReply: { canReplyMsg: () => true },
    WAWebWidFactory: { createWid: wid, createWidFromWidLike: (like) => wid(textOf(like)), asUserWidOrThrow: wid },
    WAWebMsgKey: MsgKey,
    WAWebGetEphemeralFieldsMsgActionsUtils: { getEphemeralFields: () => ({}) },
    WAWebSendMsgChatAction: { addAndSendMsgToChat },
    WAWebMediaOpaqueData: OpaqueData,
    WAWebPrepRawMedia: { prepRawMedia },
    WAWebMediaStorage: {
      getOrCreateMediaObject: (filehash) => ({ filehash, contentInfo: { waveform: new Uint8Array(64) }, consolidate(fields) { Object.assign(this, fields); } }),
    },
    WAWebMmsMediaTypes: { msgToMediaType: ({ type }) => type, castToV4: (type) => type },
    WAWebMediaDataUtils: { shouldUseMediaCache: () => false },
    WAWebMediaInMemoryBlobCache: { InMemoryMediaBlobCache: { put: nothing } },
    WAWebMediaMmsV4Upload: {
      uploadMedia: async ({ mediaObject }) => ({ mediaEntry: { directPath: `/media/${mediaObject.filehash}`, mmsUrl: '', mediaKey: 'key' } }),
    },
    WAWebDownloadManager: { downloadManager: { downloadAndMaybeDecrypt: files.download } },
    WAWebFindChatAction: {
      findOrCreateLatestChat: async (id) => {
        if (personOf(id).unknown) throw new Error('No LID for user');
        return { chat: chatFor(id) };
      },
    },
    WAWebChatStateBridge: {
      sendChatStateComposing: (id) => call('typing', { to: textOf(id) }),
      sendChatStateRecording: nothing,
      sendChatStatePaused: nothing,
    },
    WAWebQueryExistsJob: { queryWidExists: async (id) => (personOf(id).unknown ? null : { wid: wid(textOf(id)) }) },
    WAWebApiContact: {
      getCurrentLid: (id) => personOf(id).lid && wid(personOf(id).lid),
      getPhoneNumber: (id) => personOf(id).phone && wid(personOf(id).phone),
    },
    WAWebLidMigrationUtils: { toPn: nothing },
    WAWebChatLoadMessages: { loadEarlierMsgs: async () => [] },
  };

  window.require = (name) => {
    if (name in modules) return modules[name];
    call('missing', { name });
    throw new Error(`the stand-in has no module ${name}`);
  };

  // ---- start

  (async () => {
    const hello = await call('hello');
    keyField = hello.dialect;
    const events = new EventSource('/events');
    events.onmessage = ({ data }) => {
      const { command, ...argument } = JSON.parse(data);
      commands[command](argument);
    };
    window.Debug = { VERSION: '2.3000.0-stand-in' };
    Conn.ref = hello.ref;
    if (!hello.linked) return connection('UNPAIRED');
    known(hello);
    connection('CONNECTED');
    await sync(hello);
  })();
})();
