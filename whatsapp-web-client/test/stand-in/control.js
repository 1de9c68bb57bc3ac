import http from 'node:http';

/**
 * Drives the stand-in over plain HTTP, for tests in other languages and for people with curl. Every answer is JSON.
 *
 * @typedef {import('./stand-in.js').StandIn} StandIn
 */

const MOST_BYTES = 64 * 1024 * 1024;

/**
 * @param {StandIn} standIn
 * @returns {http.Server}
 */
export function control(standIn) {
  /** @type {Record<string, (body: any) => unknown>} */
  const routes = {
    'GET /status': () => standIn.status,
    'GET /sent': () => standIn.sent,
    'GET /typing': () => standIn.typing,
    'POST /scan': async () => (await standIn.scan(), standIn.status),
    'POST /unlink': () => standIn.unlink(),
    'POST /receive': (written) => ({ message_id: standIn.receive(written) }),
    'POST /edit': ({ message_id: id, body }) => standIn.edit(id, body),
    'POST /revoke': ({ message_id: id }) => standIn.revoke(id),
    'POST /react': ({ message_id: id, emoji, from }) => ({ message_id: standIn.react(id, emoji, from) }),
    'POST /ack': ({ message_id: id, ack }) => standIn.ack(id, ack),
    'POST /meet': (person) => standIn.meet(person),
    'POST /state': ({ state }) => standIn.state(state),
    'POST /reload': () => standIn.reload(),
    'POST /hang': () => standIn.hang(),
    'POST /rules': (rules) => Object.assign(standIn.rules, rules),
  };
  return http.createServer(async (request, response) => {
    const route = routes[`${request.method} ${request.url}`];
    const answer = (/** @type {number} */ status, /** @type {unknown} */ body) =>
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body ?? {}));
    try {
      if (!route) return answer(404, { error: 'no such route', routes: Object.keys(routes) });
      return answer(200, await route(await json(request)));
    } catch (error) {
      return answer(400, { error: String(error) });
    }
  });
}

/** @param {http.IncomingMessage} request */
async function json(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new Error('too large');
    chunks.push(chunk);
  }
  return size === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString());
}
