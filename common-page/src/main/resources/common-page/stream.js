// Requests, and what happens as it happens.

/**
 * Listens to a stream of events; comes back by itself when the connection is lost.
 *
 * @param path of the stream
 * @param types the events wanted
 * @param on ready(first), lost() and happened(type, event)
 * @return stop()
 */
export function listen(path, types, on) {
  const source = new EventSource(path);
  // Not the connection's own "open": that comes before the server has begun to tell us everything.
  source.addEventListener("ready", (event) => on.ready(JSON.parse(event.data)));
  source.addEventListener("error", () => on.lost(source.readyState === EventSource.CLOSED));
  for (const type of types) {
    source.addEventListener(type, (event) => on.happened(type, JSON.parse(event.data)));
  }
  return () => source.close();
}

/** A request that was refused or not answered; the message can be shown. */
export class Refused extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/** A request; the answer's JSON, or a {@link Refused}. */
export async function request(method, path, body) {
  let answer;
  try {
    answer = await fetch(path, {
      method,
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new Refused("The server does not answer.", 0);
  }
  const json = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    throw new Refused(json.error ?? `The server answered ${answer.status}.`, answer.status);
  }
  return json;
}
