import path from 'node:path';
import { MemoryOfIds } from './disk/memory-of-ids.js';
import { routes } from './http/routes.js';
import { createServer } from './http/server.js';
import { DeadLetters } from './inbound/dead-letters.js';
import { Delivery } from './inbound/delivery.js';
import { Fetching } from './inbound/fetching.js';
import { Inbound } from './inbound/inbound.js';
import { ingressAt } from './inbound/ingress.js';
import { Outbox } from './inbound/outbox.js';
import { Presence } from './inbound/presence.js';
import { needsFetching, statusBody, webhookBody } from './inbound/webhook.js';
import { reason } from './log.js';
import { Metrics } from './metrics.js';
import { fileFetcher } from './outbound/fetch-file.js';
import { missedAcks } from './outbound/missed-acks.js';
import { SendLane } from './outbound/send-lane.js';
import { Sending } from './outbound/sending.js';
import { SentStore } from './outbound/sent-store.js';
import { Supervisor } from './whatsapp/supervisor.js';

const KEEP_IDS_MS = 7 * 24 * 3600_000;
const MOST_IDS = 100_000;

/**
 * Everything, top to bottom.
 *
 * @param {import('./config.js').Config} config
 * @param {import('./log.js').Log} log
 * @param {() => import('./whatsapp/engine.js').Engine} createEngine
 */
export function wire(config, log, createEngine) {
  const { session, inbound: inLimits, outbound: outLimits } = config;
  const inData = (/** @type {string[]} */ ...names) => path.join(config.dataDir, ...names);
  const metrics = new Metrics();
  const countRestart = metrics.counter('webclient_engine_restarts_total', 'Browser restarts by reason.');
  const countReceived = metrics.counter('webclient_received_total', 'What was heard on WhatsApp, by type and what became of it.');
  const countPosts = metrics.counter('webclient_ingress_posts_total', 'Posts of messages to the ingress by result.');
  const countStatusPosts = metrics.counter('webclient_status_posts_total', 'Posts of delivery statuses to the ingress by result.');
  const countSends = metrics.counter('webclient_send_requests_total', 'Requests to send by result.');
  const countAcks = metrics.counter('webclient_acks_total', 'Acknowledgements of our messages by level and what became of them.');

  const lane = new SendLane({ gap: outLimits.gap, queue: outLimits.queue, waitMs: outLimits.waitMs });
  const supervisor = new Supervisor({
    createEngine, memoryMb: config.browser.memoryMb, idle: () => lane.length === 0, log, countRestart,
    watch: { everyMs: config.browser.watchMs },
  });

  const limits = { entries: inLimits.outboxEntries, bytes: inLimits.outboxBytes };
  const outbox = new Outbox({ folder: inData('outbox'), limits });
  const statusOutbox = new Outbox({ folder: inData('status-outbox'), limits });
  const settled = new MemoryOfIds({ file: inData('delivered.log'), keepMs: KEEP_IDS_MS, most: MOST_IDS });
  const settledStatuses = new MemoryOfIds({ file: inData('delivered-statuses.log'), keepMs: KEEP_IDS_MS, most: MOST_IDS });
  const deadLetters = new DeadLetters({ folder: inData('dead-letters') });
  const presence = new Presence({ file: inData('presence.json'), catchUpMs: inLimits.catchUpMs });
  const fetching = new Fetching({ readyEngine: (ms, signal) => supervisor.readyEngine(ms, signal), mediaBytes: inLimits.mediaBytes, log });

  const { url, token, timeoutMs } = config.ingress;
  const delivery = new Delivery({
    outbox, settled, deadLetters, log, count: countPosts, needsFetching,
    finish: (received, signal) => needsFetching(received)
      ? fetching.fetch(received, signal).then((fetched) => JSON.stringify(webhookBody(received, fetched, session)))
      : JSON.stringify(webhookBody(received, {}, session)),
    post: ingressAt({ url: `${url}/webhook`, token, timeoutMs }),
    onRoom: () => lookUpMissed(),
  });
  const statuses = new Delivery({
    outbox: statusOutbox, settled: settledStatuses, deadLetters, log, count: countStatusPosts, needsFetching: () => false,
    finish: (status) => JSON.stringify(status),
    post: ingressAt({ url: `${url}/webhook/status`, token, timeoutMs }),
  });
  const inbound = new Inbound({ delivery, outbox, groups: inLimits.groups, since: () => presence.since(), log, count: countReceived });

  const store = new SentStore({ file: inData('sent.log') });
  const sending = new Sending({
    engine: () => supervisor.engine, lane, store, log, typingMs: outLimits.typingMs,
    fetchFile: fileFetcher({ mostBytes: config.http.bodyBytes, timeoutMs: outLimits.timeoutMs }),
  });

  function lookUpMissed() {
    const { engine } = supervisor;
    if (engine && inbound.hasRoomForMissed) inbound.catchUp(engine);
  }

  /** @param {import('./whatsapp/engine.js').Ack} ack */
  function acknowledged(ack) {
    const sent = store.byMessage(ack.messageId);
    if (!sent) return countAcks({ ack: ack.ack, result: 'not ours' }); // typed on the phone by its owner
    // A refusal while the request is under way is told by its answer.
    if (ack.ack < 0 && !sent.done.some(({ messageId }) => messageId === ack.messageId)) return countAcks({ ack: ack.ack, result: 'answered' });
    const status = statusBody(ack, { to: sent.to, ...(!sent.auto && { id: sent.id }) }, session);
    const result = statuses.accept(`${ack.messageId}_ack_${ack.ack}`, ack.recipient, status);
    countAcks({ ack: ack.ack, result });
    if (result === 'full') log.error('the outbox of statuses is full: a status is dropped', { messageId: ack.messageId, ack: ack.ack });
    return undefined;
  }

  /**
   * A full disk in a listener must not end what called it.
   *
   * @template {any[]} A
   * @param {(...args: A) => unknown} work
   */
  const safely = (work) => async (/** @type {A} */ ...args) => {
    try {
      await work(...args);
    } catch (error) {
      log.error('something that was heard could not be written down', { reason: reason(error) });
    }
  };

  for (const event of ['message', 'edit', 'revoke', 'reaction']) supervisor.on(event, (received) => inbound.heard(received));
  supervisor.on('entering', () => inbound.hold());
  supervisor.on('ack', safely(acknowledged));
  supervisor.on('linked', safely(() => presence.linked()));
  supervisor.on('ready', safely(async () => {
    const { engine } = supervisor;
    if (!engine) return;
    await inbound.catchUp(engine);
    for (const ack of await missedAcks(engine, store, log)) acknowledged(ack);
  }));
  supervisor.on('heard', safely(() => (inbound.missed ? lookUpMissed() : presence.heard())));

  metrics.gauge('webclient_up', 'Whether WhatsApp is connected.', () => Number(supervisor.state === 'ready'));
  metrics.gauge('webclient_state', 'The state that the client is in.', () => [[{ state: supervisor.state }, 1]]);
  metrics.gauge('webclient_outbox_entries', 'Messages and statuses that the ingress has not taken yet.', () => [
    [{ of: 'messages' }, outbox.size], [{ of: 'statuses' }, statusOutbox.size],
  ]);
  metrics.gauge('webclient_outbox_bytes', 'Size of the message outbox.', () => outbox.bytes);
  metrics.gauge('webclient_outbox_age_seconds', 'How long the oldest message has waited.', () => outbox.age / 1000);
  metrics.gauge('webclient_outbox_full', 'Whether messages are left in WhatsApp for want of room.', () => Number(inbound.missed));
  metrics.gauge('webclient_dead_letters', 'Messages that the ingress refused for good.', () => deadLetters.size);
  metrics.gauge('webclient_send_queue', 'Requests to send that wait for their turn.', () => lane.length);
  metrics.gauge('webclient_memory_bytes', 'Memory of this process and its browser.', () => supervisor.memoryMb * 1024 * 1024);

  const server = createServer({
    routes: routes({
      sending, supervisor, metrics, session, mediaHosts: outLimits.mediaHosts, count: countSends,
      outboxFull: () => outbox.isFull(), waiting: () => outbox.size,
    }),
    token: config.http.token, bodyBytes: config.http.bodyBytes, log,
  });

  function start() {
    delivery.start();
    statuses.start();
    supervisor.start();
  }

  async function stop() {
    server.close();
    await sending.close();
    await supervisor.stop();
    delivery.stop();
    statuses.stop();
    server.closeAllConnections();
  }

  return { server, supervisor, start, stop };
}
