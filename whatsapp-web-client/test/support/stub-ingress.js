import http from 'node:http';

const STORED = { status: 200, body: '{"success":true,"message":"","data":{}}' };

/**
 * The ingress as the client sees it: it remembers what it took and answers as the test says. As in the whole pipeline, a
 * message that comes again is known by its id.
 */
export class StubIngress {
  /** Messages that were answered with success, each once. @type {any[]} */
  messages = [];
  /** How often one came again: the client was killed before it heard the answer. */
  repeats = 0;
  /** @type {any[]} */
  statuses = [];
  /** Every request, taken or not. @type {Array<{ path: string, authorization?: string }>} */
  requests = [];
  /** @type {{ status: number, body?: string, headers?: Record<string, string> }} */
  answer = STORED;

  #server = http.createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = JSON.parse(Buffer.concat(chunks).toString());
    this.requests.push({ path: request.url ?? '', authorization: request.headers.authorization });
    if (this.answer === STORED) this.#store(request.url === '/webhook', body);
    response.writeHead(this.answer.status, { 'Content-Type': 'application/json', ...this.answer.headers }).end(this.answer.body ?? '{}');
  });

  /** @param {boolean} isMessage @param {any} body */
  #store(isMessage, body) {
    if (!isMessage) this.statuses.push(body);
    else if (this.messages.some(({ message_id: known }) => known === body.message_id)) this.repeats += 1;
    else this.messages.push(body);
  }

  #port = 0;

  /** After a stop it has the same address again. */
  async start() {
    await new Promise((resolve) => this.#server.listen(this.#port, '127.0.0.1', () => resolve(undefined)));
    this.#port = /** @type {import('node:net').AddressInfo} */ (this.#server.address()).port;
    return this;
  }

  stop() {
    return new Promise((resolve) => {
      this.#server.close(resolve);
      this.#server.closeAllConnections();
    });
  }

  stores() {
    this.answer = STORED;
  }

  get url() {
    return `http://127.0.0.1:${this.#port}`;
  }
}
