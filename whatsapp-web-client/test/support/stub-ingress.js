import http from 'node:http';

const STORED = { status: 200, body: '{"success":true,"message":"","data":{}}' };

/** The ingress as the client sees it: it remembers what it took and answers as the test says. */
export class StubIngress {
  /** Messages that were answered with success. @type {any[]} */
  messages = [];
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
    if (this.answer === STORED) (request.url === '/webhook' ? this.messages : this.statuses).push(body);
    response.writeHead(this.answer.status, { 'Content-Type': 'application/json', ...this.answer.headers }).end(this.answer.body ?? '{}');
  });

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
