/**
 * Fetches a file that a request refers to. The address was checked against the configured hosts before; a redirect could
 * lead elsewhere and is refused.
 *
 * @param {{ mostBytes: number, timeoutMs: number }} limits
 * @returns {(url: string) => Promise<string>} base64
 */
export function fileFetcher({ mostBytes, timeoutMs }) {
  return async (url) => {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
    const chunks = [];
    let size = 0;
    for await (const chunk of response.body) {
      size += chunk.length;
      if (size > mostBytes) throw new Error(`larger than ${mostBytes} bytes`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('base64');
  };
}
