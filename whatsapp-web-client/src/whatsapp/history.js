/**
 * Reads what the page knows of the past. The library's own ways ask WhatsApp about every group, or load a chat back to its
 * beginning; these stop at a moment. Both functions run in the page and must not refer to anything outside themselves.
 *
 * @typedef {{ since: number, fromMe: boolean, most: number }} Wanted since in seconds
 */

/**
 * @param {{ groups: boolean, mostChats: number } & Wanted} wanted
 * @returns {Promise<any[]>} the library's plain models
 */
export async function messagesOfAllChats({ groups, mostChats, since, fromMe, most }) {
  const page = /** @type {any} */ (globalThis);
  const servers = ['c.us', 'lid', ...(groups ? ['g.us'] : [])];
  const chats = page.require('WAWebCollections').Chat.getModelsArray()
    .filter((/** @type {any} */ chat) => chat.t >= since && servers.includes(chat.id.server))
    .sort((/** @type {any} */ a, /** @type {any} */ b) => b.t - a.t)
    .slice(0, mostChats);
  const found = [];
  for (const chat of chats) found.push(...(await page.flowMessagesOfChat(chat, { since, fromMe, most })));
  return found;
}

/**
 * @param {{ chatId: string } & Wanted} wanted
 * @returns {Promise<any[]>}
 */
export async function messagesOfOneChat({ chatId, since, fromMe, most }) {
  const page = /** @type {any} */ (globalThis);
  const chat = await page.WWebJS.getChat(chatId, { getAsModel: false });
  return chat ? page.flowMessagesOfChat(chat, { since, fromMe, most }) : [];
}

/** Gives the page what the two above share. */
export function teachHistory() {
  const page = /** @type {any} */ (globalThis);
  page.flowMessagesOfChat = async (/** @type {any} */ chat, /** @type {Wanted} */ { since, fromMe, most }) => {
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
      .slice(-most)
      .map(page.WWebJS.getMessageModel);
  };
}
