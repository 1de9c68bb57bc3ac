/**
 * Reads what the page knows of the past. The library's own ways ask WhatsApp about every group, or load a chat back to its
 * beginning; these stop at a moment. All functions run in the page and must not refer to anything outside themselves.
 */

/** Gives the page what the functions below share. */
export function teachHistory() {
  const page = /** @type {any} */ (globalThis);
  page.flowMessagesOf = async (/** @type {any} */ chat, /** @type {{ since: number, fromMe: boolean, most: number }} */ { since, fromMe, most }) => {
    const { loadEarlierMsgs } = page.require('WAWebChatLoadMessages');
    const known = () => chat.msgs.getModelsArray();
    const reaches = () => known().some((/** @type {any} */ message) => message.t < since);
    for (let count = -1; !reaches() && known().length < most && known().length > count; ) {
      count = known().length;
      await loadEarlierMsgs({ chat });
    }
    return known()
      .filter((/** @type {any} */ message) => message.t >= since && message.id.fromMe === fromMe && !message.isNotification)
      .sort((/** @type {any} */ a, /** @type {any} */ b) => a.t - b.t)
      .slice(-most);
  };
}

/**
 * @param {{ chatId: string, since: number, most: number }} wanted since in seconds
 * @returns {Promise<any[]>} our messages to a chat, as the library's plain models
 */
export async function ownMessagesSince({ chatId, since, most }) {
  const page = /** @type {any} */ (globalThis);
  const chat = await page.WWebJS.getChat(chatId, { getAsModel: false });
  const messages = chat ? await page.flowMessagesOf(chat, { since, fromMe: true, most }) : [];
  return messages.map(page.WWebJS.getMessageModel);
}

/**
 * @param {{ groups: boolean, since: number, mostChats: number, most: number }} wanted since in seconds, most per chat
 * @returns {Promise<string[]>} ids of messages by others, oldest first; within a second the chat's own order stands
 */
export async function receivedIdsSince({ groups, since, mostChats, most }) {
  const page = /** @type {any} */ (globalThis);
  const servers = ['c.us', 'lid', ...(groups ? ['g.us'] : [])];
  const chats = page.require('WAWebCollections').Chat.getModelsArray()
    .filter((/** @type {any} */ chat) => chat.t >= since && servers.includes(chat.id.server))
    .sort((/** @type {any} */ a, /** @type {any} */ b) => b.t - a.t)
    .slice(0, mostChats);
  const found = [];
  for (const chat of chats) found.push(...(await page.flowMessagesOf(chat, { since, fromMe: false, most })));
  return found.sort((a, b) => a.t - b.t).map((message) => message.id._serialized);
}

/**
 * @param {string[]} ids
 * @returns {Promise<any[]>} the library's plain models, in the order of the ids
 */
export async function modelsOf(ids) {
  const page = /** @type {any} */ (globalThis);
  const { Msg } = page.require('WAWebCollections');
  const models = [];
  for (const id of ids) {
    const message = Msg.get(id) ?? (await Msg.getMessagesById([id]))?.messages?.[0];
    if (message) models.push(page.WWebJS.getMessageModel(message));
  }
  return models;
}
