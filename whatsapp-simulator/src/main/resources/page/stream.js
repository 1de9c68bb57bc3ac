// What happens in the simulator, as it happens; comes back by itself when the connection is lost.

const TYPES = ["bubble", "typing", "call", "post", "faults"];

/**
 * Listens.
 *
 * @param on ready(), lost() and happened(type, event)
 */
export function listen(on) {
  const source = new EventSource("/events");
  // Not the connection's own "open": that comes before the simulator has begun to tell us everything.
  source.addEventListener("ready", () => on.ready());
  source.addEventListener("error", () => on.lost());
  for (const type of TYPES) {
    source.addEventListener(type, (event) => on.happened(type, JSON.parse(event.data)));
  }
}

/** A request; the answer's JSON, or an Error whose message can be shown. */
export async function request(method, path, body) {
  let answer;
  try {
    answer = await fetch(path, {
      method,
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new Error("The simulator does not answer.");
  }
  const json = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    throw new Error(json.error ?? `The simulator answered ${answer.status}.`);
  }
  return json;
}
