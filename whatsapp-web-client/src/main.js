import { readConfig, WrongConfig } from './config.js';
import { becomeSoleOwner } from './disk/sole-owner.js';
import { terminalQr } from './http/qr-page.js';
import { createLog, reason } from './log.js';
import { WwebEngine } from './whatsapp/wweb-engine.js';
import { wire } from './wiring.js';

/** The process: starts everything, and ends it in order on a signal. */

/** A browser that does not end must not keep the process: Docker kills after its grace period. */
const STOP_WITHIN_MS = 27_000;

try {
  await main();
} catch (error) {
  const expected = error instanceof WrongConfig || /DATA_DIR|EADDRINUSE/.test(reason(error));
  process.stderr.write(`${expected ? reason(error) : /** @type {Error} */ (error).stack}\n`);
  process.exit(1);
}

async function main() {
  const config = readConfig(process.env);
  process.umask(0o077); // messages and the login are nobody else's to read, Chromium's files included
  const log = createLog(config.log);
  const owner = becomeSoleOwner(config.dataDir);
  const { path: browserPath, args: browserArgs, sandbox } = config.browser;
  const { server, supervisor, start, stop } = wire(config, log, () => new WwebEngine({
    dataDir: config.dataDir,
    session: config.session,
    browserPath,
    browserArgs,
    sandbox: sandbox === 'on' || (sandbox === 'auto' && process.getuid?.() !== 0),
    groups: config.inbound.groups,
    sendTimeoutMs: config.outbound.timeoutMs,
    log,
  }));

  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.http.port, config.http.host, () => resolve(undefined));
  });
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  log.info('listening', { host: config.http.host, port, session: config.session, ingress: new URL(config.ingress.url).origin });
  if (!config.http.token) log.warn('WEB_CLIENT_TOKEN is not set: only this machine is answered');

  supervisor.on('qr', async (qr) => {
    log.info('a QR code is to be scanned: here, or on the page /qr');
    if (config.log.format === 'text') process.stdout.write(await terminalQr(qr));
  });
  // The library holds promises that nobody waits for: without this one of them would end the process.
  process.on('unhandledRejection', (error) => {
    log.error('the library failed', { reason: reason(error) });
    supervisor.engineFailed(reason(error));
  });
  start();

  let stopping = false;
  const end = async (/** @type {string} */ signal) => {
    if (stopping) return;
    stopping = true;
    log.info('stopping', { signal });
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    await stop();
    owner.release();
    log.info('stopped');
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => end(signal));
}
