package co.loglife.flow.ingress.http;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Where a request comes from: the connection's address, or, behind proxies of ours, the address that the outermost of
 * them wrote down. What stands left of that in {@code X-Forwarded-For} is the caller's own invention.
 */
public final class Callers {
    private static final String HEADER = "X-Forwarded-For";

    private final int proxies;

    /**
     * Knows how many proxies stand before us.
     *
     * @param proxies each of which adds the address it was called from to {@code X-Forwarded-For}; 0 for none
     */
    public Callers(int proxies) {
        this.proxies = proxies;
    }

    String address(Context ctx) {
        List<String> passed = Collections.list(ctx.req().getHeaders(HEADER)).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .toList();
        return proxies == 0 || passed.size() < proxies
                ? ctx.req().getRemoteAddr()
                : passed.get(passed.size() - proxies);
    }
}
