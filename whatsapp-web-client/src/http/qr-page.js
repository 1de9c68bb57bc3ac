import QRCode from 'qrcode';

/**
 * The page that shows the QR code and what happens to it. It loads itself again every few seconds and needs no script.
 */

/** @type {Record<import('../whatsapp/supervisor.js').State, [title: string, advice: string]>} */
const WORDS = {
  starting: ['Starting', 'The browser is being started. This takes a few seconds.'],
  qr: ['Scan this code', 'On the phone: WhatsApp, Settings, Linked devices, Link a device.'],
  authenticating: ['Linked', 'WhatsApp is loading the chats.'],
  ready: ['Connected', 'Messages go in and out. This page can be closed.'],
  reconnecting: ['Reconnecting', 'The connection was lost and is being made again. Nothing needs to be done.'],
  failing: ['Not connected', 'The browser could not be started many times in a row. It is still being tried; please look at the log.'],
  stopped: ['Stopped', 'The client has been stopped.'],
};

/**
 * @param {{ state: import('../whatsapp/supervisor.js').State, qr: string | undefined, session: string }} shown
 * @returns {Promise<string>}
 */
export async function qrPage({ state, qr, session }) {
  const [title, advice] = WORDS[state];
  const code = qr ? `<img width="320" height="320" alt="QR code" src="${await QRCode.toDataURL(qr, { width: 640, margin: 2 })}">` : '';
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="refresh" content="${qr ? 5 : 3}">
<meta name="viewport" content="width=device-width">
<title>${title} - WhatsApp</title>
<style>
  body { font: 18px/1.5 system-ui, sans-serif; color: #111b21; background: #f0f2f5; margin: 0; }
  main { max-width: 26rem; margin: 8vh auto; padding: 2rem; background: #fff; border-radius: 1rem; text-align: center; }
  h1 { font-size: 1.6rem; margin: 0 0 1rem; }
  p { margin: 1rem 0 0; }
  small { color: #667781; }
</style>
<main data-state="${state}">
  <h1>${title}</h1>
  ${code}
  <p>${advice}</p>
  <p><small>Session ${session}. Whoever scans this code puts his own account behind the bot.</small></p>
</main>
</html>
`;
}

/** @param {string} qr @returns {Promise<string>} */
export function terminalQr(qr) {
  return QRCode.toString(qr, { type: 'utf8', errorCorrectionLevel: 'L' });
}
