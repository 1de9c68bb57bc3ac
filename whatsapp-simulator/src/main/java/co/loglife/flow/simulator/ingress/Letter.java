package co.loglife.flow.simulator.ingress;

import java.time.Duration;
import java.util.Map;

/**
 * A webhook to post.
 *
 * @param id what it is about, for watchers
 * @param path where to, below the ingress' address
 * @param headers signature or token
 * @param body the bytes, the same at every try
 * @param delay how long after the letter before it, at the earliest
 * @param departure called when it is tried first
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
public record Letter(
        String id, String path, Map<String, String> headers, byte[] body, Duration delay, Runnable departure) {
    public Letter {
        headers = Map.copyOf(headers);
    }
}
