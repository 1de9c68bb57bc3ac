import http from 'node:http';
import { reason } from '../log.js';
import { mayAsk } from './access.js';

/**
 * The rim: reads a request, gives it to its route and writes the answer. Sizes, times and connections are bounded here.
 *
 * @typedef {{ status: number, body: object | string, type?: string, headers?: Record<string, string> }} Answer
 * @typedef {{ params: string[], json: () => Promise<any>, gone: AbortSignal }} Request
 * @typedef {{ method: 'GET' | 'POST', path: RegExp, open?: true, handle: (request: Request) => Answer | Promise<Answer> }} Route
 */

/** An answer that ends the handling of a request. */
export class HttpError extends Error {
  /** @param {number} status @param {object} body @param {Record<string, string>} [headers] */
  constructor(status, body, headers) {
    super(`HTTP ${status}`);
    this.answer = { status, body, headers };
  }
}

/** Nothing on these pages may be loaded from elsewhere, framed or kept. */
const HEADERS = {
  'Content-Security-Policy': "default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
};

/**
 * @param {{ routes: Route[], token: string | undefined, bodyBytes: number, log: import('../log.js').Log }} options
 * @returns {http.Server}
 */
export function createServer({ routes, token, bodyBytes, log }) {
  const server = http.createServer(async (request, response) => {
    const { status, body, type, headers } = await answerTo(request, response);
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    response.writeHead(status, {
      ...HEADERS,
      'Content-Type': type ?? 'application/json; charset=utf-8',
      'Content-Length': Buffer.byteLength(text),
      // What was not read of a refused body would be taken for the next request.
      ...(!request.complete && { Connection: 'close' }),
      ...headers,
    });
    response.end(text);
  });

  /** @param {http.IncomingMessage} request @param {http.ServerResponse} response @returns {Promise<Answer>} */
  async function answerTo(request, response) {
    try {
      const { pathname } = new URL(request.url ?? '/', 'http://client');
      const matching = routes.filter(({ path }) => path.test(pathname));
      // Whether a route exists is nobody's business who may not ask.
      if (!matching.some(({ open }) => open) && !mayAsk(request.headers, token)) return unauthorized;
      if (matching.length === 0) return { status: 404, body: { error: 'Not found' } };
      const route = matching.find(({ method }) => method === request.method);
      if (!route) return { status: 405, body: { error: 'Method not allowed' }, headers: { Allow: matching[0].method } };
      const params = (route.path.exec(pathname) ?? []).slice(1).map(decodeURIComponent);
      return await route.handle({ params, json: () => json(request, bodyBytes), gone: goneSignal(response) });
    } catch (error) {
      if (error instanceof HttpError) return error.answer;
      if (error instanceof URIError || (error instanceof TypeError && /Invalid URL/.test(error.message))) {
        return { status: 400, body: { error: 'The address is malformed' } };
      }
      log.error('a request failed', { reason: reason(error) });
      return { status: 500, body: { error: 'Internal error' } };
    }
  }

  server.headersTimeout = 10_000;
  server.requestTimeout = 60_000;
  server.maxConnections = 256;
  return server;
}

const unauthorized = {
  status: 401,
  body: { error: 'A valid token is needed' },
  headers: { 'WWW-Authenticate': 'Basic realm="whatsapp-web-client"' },
};

/** @param {http.ServerResponse} response @returns {AbortSignal} comes when the caller leaves before the answer */
function goneSignal(response) {
  const gone = new AbortController();
  response.once('close', () => !response.writableEnded && gone.abort());
  return gone.signal;
}

/** @param {http.IncomingMessage} request @param {number} most @returns {Promise<any>} */
async function json(request, most) {
  const tooLarge = new HttpError(413, { error: `The body is larger than ${most} bytes` });
  if (Number(request.headers['content-length'] ?? 0) > most) throw tooLarge;
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    throw new HttpError(400, { error: 'Both number and message are required', details: 'Content-Type must be application/json' });
  }
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > most) throw tooLarge;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)));
  } catch {
    throw new HttpError(400, { error: 'The body is not JSON' });
  }
}
