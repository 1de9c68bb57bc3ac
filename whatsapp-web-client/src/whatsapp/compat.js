import wweb from 'whatsapp-web.js';
import { teachHistory } from './history.js';

/**
 * whatsapp-web.js as it should behave. Two repairs, both in the page, both harmless on pages that do not need them:
 *
 * 1. Pages since July 2026 hold a message key's text in `$1`; the library reads `_serialized`. Without the repair every id
 *    is undefined, media cannot be fetched and `sendMessage` answers undefined for messages that went out
 *    (https://github.com/pedroslopez/whatsapp-web.js/issues/201830).
 * 2. A message can be sent under an id chosen by us (`extra.chosenId`), so that it can be found again after a crash.
 */
export class CompatClient extends wweb.Client {
  /** Called by the library once per page, before its listeners see the first message. */
  async attachEventListeners() {
    await this.pupPage?.evaluate(repairPage);
    await this.pupPage?.evaluate(teachHistory);
    // @ts-expect-error the library's types leave out its own hook
    await super.attachEventListeners();
  }
}

/** Runs in the page: it must not refer to anything outside itself. */
function repairPage() {
  const page = /** @type {any} */ (globalThis);
  const MsgKey = page.require('WAWebMsgKey');
  const keyText = (/** @type {any} */ key) => key?._serialized ?? key?.$1 ?? key?.toString?.();

  if (!('_serialized' in MsgKey.prototype)) {
    Object.defineProperty(MsgKey.prototype, '_serialized', {
      configurable: true,
      get() {
        return this.$1 ?? this.toString();
      },
      // Older pages assign it in the constructor: it becomes the instance's own, as before.
      set(text) {
        Object.defineProperty(this, '_serialized', { value: text, writable: true, enumerable: true, configurable: true });
      },
    });
  }

  // A getter does not cross into Node: every model takes its key's text along as an own field.
  const getMessageModel = page.WWebJS.getMessageModel;
  page.WWebJS.getMessageModel = (/** @type {any} */ message) => {
    const model = getMessageModel(message);
    for (const name of ['id', 'protocolMessageKey']) {
      if (typeof model[name] !== 'object' || model[name] === null) continue;
      model[name] = { ...model[name], _serialized: keyText(message[name] ?? model[name]) };
    }
    return model;
  };

  // The library asks the module for a new id through `require`; the page's own code does not, and keeps its random ids.
  // Sends come one at a time, so nobody else meets the replacement.
  const sendMessage = page.WWebJS.sendMessage;
  page.WWebJS.sendMessage = async (/** @type {any} */ chat, /** @type {any} */ content, /** @type {any} */ options = {}) => {
    const chosenId = options.extraOptions?.chosenId;
    if (!chosenId) return sendMessage(chat, content, options);
    delete options.extraOptions.chosenId;
    const choosing = new Proxy(MsgKey, {
      get: (target, name) => (name === 'newId' ? async () => chosenId : Reflect.get(target, name)),
    });
    const require = page.require;
    page.require = Object.assign((/** @type {any[]} */ ...args) => (args[0] === 'WAWebMsgKey' ? choosing : require(...args)), require);
    try {
      return await sendMessage(chat, content, options);
    } finally {
      page.require = require;
    }
  };
}
