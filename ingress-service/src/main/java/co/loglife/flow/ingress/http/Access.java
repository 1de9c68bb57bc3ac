package co.loglife.flow.ingress.http;

import co.loglife.flow.runtime.Secret;
import io.javalin.http.Context;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may use {@code /webhook} and {@code /messages}: whoever has the token; where none is set, this machine alone. The
 * machine is known by the connection, never by a header: a header can only take the right away, since one that a proxy
 * sets tells that the caller is somewhere else.
 */
public final class Access {
    private static final String SCHEME = "bearer ";
    private static final List<String> SET_BY_PROXIES = List.of("X-Forwarded-For", "Forwarded", "X-Real-IP");

    private final List<Secret> tokens;

    public Access(List<Secret> tokens) {
        this.tokens = tokens;
    }

    void check(Context ctx) {
        if (tokens.isEmpty()) {
            if (!isLocal(ctx)) {
                throw Refusal.forbidden("Only programs on the same machine may do this: no token is set up.");
            }
        } else if (!hasToken(ctx.header("Authorization"))) {
            throw Refusal.unauthorized("A valid token is needed for this.");
        }
    }

    private boolean hasToken(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        String offered = header.substring(SCHEME.length()).strip();
        boolean has = false;
        for (Secret token : tokens) { // all of them, whether or not one has matched
            has |= token.is(offered);
        }
        return has;
    }

    private static boolean isLocal(Context ctx) {
        return isLoopback(ctx.req().getRemoteAddr())
                && isLocalName(ctx.req().getServerName())
                && SET_BY_PROXIES.stream().allMatch(header -> ctx.header(header) == null);
    }

    /** A page of another site can have a name that leads here; it cannot have one of these. */
    private static boolean isLocalName(String name) {
        return name.equalsIgnoreCase("localhost") || isLoopback(name);
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.ofLiteral(address).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
