import { control } from './control.js';
import { StandIn } from './stand-in.js';

/**
 * The stand-in as a program. Environment: STAND_IN_PORT (the page, TLS, 3443), STAND_IN_CONTROL_PORT (3444), STAND_IN_HOST
 * (127.0.0.1; 0.0.0.0 in a container), STAND_IN_NAME (under which the client's browser finds the page, 127.0.0.1),
 * STAND_IN_SCAN=true (a phone scans every code by itself). Port 0 takes a free one; the first line of the output says all.
 */
const { STAND_IN_PORT = '3443', STAND_IN_CONTROL_PORT = '3444', STAND_IN_HOST = '127.0.0.1', STAND_IN_NAME = '127.0.0.1', STAND_IN_SCAN } = process.env;

const standIn = await new StandIn().start(Number(STAND_IN_PORT), STAND_IN_HOST);
const server = control(standIn);
await new Promise((resolve) => server.listen(Number(STAND_IN_CONTROL_PORT), STAND_IN_HOST, () => resolve(undefined)));
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
process.stdout.write(`${JSON.stringify({ page: standIn.port, control: port, CHROMIUM_ARGS: standIn.chromiumArgs(STAND_IN_NAME) })}\n`);

if (STAND_IN_SCAN === 'true') scanAlways();

async function scanAlways() {
  for (;;) {
    await standIn.until(() => !standIn.status.linked, 'a code to scan', Infinity);
    await standIn.scan().catch((error) => process.stderr.write(`not scanned: ${error.message}\n`));
  }
}

for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => process.exit(0));
