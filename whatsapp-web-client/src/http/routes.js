import { BadRequest, sendRequest } from '../outbound/request.js';
import { NotBegun } from '../outbound/send-lane.js';
import { IdReused, NotConnected } from '../outbound/sending.js';
import { NotReachable, NotSent, Uncertain } from '../whatsapp/engine.js';
import { TimeLimit } from '../time.js';
import { reason } from '../log.js';
import { qrPage } from './qr-page.js';
import { HttpError } from './server.js';

/**
 * What can be asked of the client, and in which words it answers.
 *
 * @typedef {import('./server.js').Answer} Answer
 * @typedef {import('./server.js').Route} Route
 */

/**
 * @param {{ sending: import('../outbound/sending.js').Sending, supervisor: import('../whatsapp/supervisor.js').Supervisor,
 *   metrics: import('../metrics.js').Metrics, session: string, mediaHosts: string[], outboxFull: () => boolean,
 *   waiting: () => number, count: (labels: { result: string }) => void }} parts
 * @returns {Route[]}
 */
export function routes({ sending, supervisor, metrics, session, mediaHosts, outboxFull, waiting, count }) {
  /** @type {Route['handle']} */
  const sendMessage = async ({ json, gone }) => {
    try {
      const request = sendRequest(await json(), { mediaHosts });
      const { to, messageId, duplicate } = await sending.send(request, gone);
      count({ result: duplicate ? 'duplicate' : 'sent' });
      const body = { success: true, message: 'Message sent successfully', to, message_id: messageId };
      return { status: 200, body: duplicate ? { ...body, duplicate } : body };
    } catch (error) {
      const answer = refusal(error);
      count({ result: String(answer.status) });
      return answer;
    }
  };

  /** @type {Route['handle']} */
  const message = async ({ params: [id] }) => {
    try {
      const { state, to, messageId, error } = await sending.fate(id);
      return { status: 200, body: { id, state, ...(to && { to }), ...(messageId && { message_id: messageId }), ...(error && { error }) } };
    } catch (error) {
      return refusal(error);
    }
  };

  const health = (/** @type {boolean} */ good) => ({
    status: good ? 200 : 503,
    body: { ...supervisor.status, outbox: { waiting: waiting(), full: outboxFull() } },
  });

  return [
    { method: 'POST', path: /^\/send-message$/, handle: sendMessage },
    { method: 'GET', path: /^\/messages\/([^/]{1,600})$/, handle: message },
    { method: 'GET', path: /^\/qr$/, handle: async () => page(await qrPage({ state: supervisor.state, qr: supervisor.qr, session })) },
    { method: 'GET', path: /^\/metrics$/, handle: () => ({ status: 200, body: metrics.text(), type: 'text/plain; version=0.0.4; charset=utf-8' }) },
    { method: 'GET', path: /^\/live$/, open: true, handle: () => health(supervisor.alive) },
    { method: 'GET', path: /^\/ready$/, open: true, handle: () => health(supervisor.state === 'ready' && !outboxFull()) },
  ];
}

/** @param {string} body @returns {Answer} */
const page = (body) => ({ status: 200, body, type: 'text/html; charset=utf-8' });

/** @type {(status: number, error: string, details?: string, headers?: Record<string, string>) => Answer} */
const no = (status, error, details, headers) => ({ status, body: { error, ...(details && { details }) }, headers });

const LATER = { 'Retry-After': '5' };

/**
 * 503: surely not sent, try again. 504: nobody knows, try again with the same id. 500: WhatsApp did not take it. 4xx: never.
 *
 * @param {unknown} error
 * @returns {Answer}
 */
export function refusal(error) {
  const why = reason(error);
  if (error instanceof HttpError) return error.answer;
  if (error instanceof BadRequest) return no(400, why);
  if (error instanceof IdReused) return no(409, why);
  if (error instanceof NotReachable) return no(422, 'Failed to send message', why);
  if (error instanceof NotSent) return no(500, 'Failed to send message', why);
  if (error instanceof NotBegun) return no(503, 'The message could not be sent in time', why, LATER);
  if (error instanceof NotConnected) return no(503, why, undefined, LATER);
  if (error instanceof Uncertain || error instanceof TimeLimit) {
    return no(504, 'It is not known whether the message was sent; ask again with the same id', why, LATER);
  }
  throw error;
}
