package co.loglife.flow.runtime;

import java.time.Duration;

/**
 * What a caller of one of our servers may take up.
 *
 * @param connections open at once; more are not accepted until one closes
 * @param connectionsPerAddress open at once from one address, 0 for no such limit: behind a proxy all have the proxy's
 * @param header how long a request's header may take from its first byte
 * @param silence how long a connection may say nothing
 * @param drain how long requests under way may take when the server stops
 */
public record HttpLimits(
        int connections, int connectionsPerAddress, Duration header, Duration silence, Duration drain) {

    /** What holds where nothing else is said. */
    public static HttpLimits standard() {
        return new HttpLimits(10_000, 0, Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofSeconds(8));
    }
}
