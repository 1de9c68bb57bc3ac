package co.loglife.flow.runtime;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may use a route: whoever has the token; where none is set, this machine alone. The machine is known by the
 * connection, never by a header: a header can only take the right away, since one that a proxy sets tells that the
 * caller is somewhere else.
 */
public final class Callers {
    private static final String SCHEME = "bearer ";
    private static final List<String> SET_BY_PROXIES = List.of("X-Forwarded-For", "Forwarded", "X-Real-IP");

    private final List<Secret> tokens;

    public Callers(List<Secret> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    /** What is said of a caller. */
    public enum Verdict {
        ALLOWED,
        /** No token is set, and the caller is on another machine, or speaks for somebody who is. */
        NOT_LOCAL,
        /** A token is set, and the caller has not given it. */
        NO_TOKEN
    }

    /** Whether this request may go on. */
    public Verdict verdict(Context ctx) {
        if (tokens.isEmpty()) {
            return isLocal(ctx) ? Verdict.ALLOWED : Verdict.NOT_LOCAL;
        }
        return isBearer(ctx.header("Authorization")) ? Verdict.ALLOWED : Verdict.NO_TOKEN;
    }

    /** Whether a token is set, so that it decides and not the machine. */
    public boolean demandToken() {
        return !tokens.isEmpty();
    }

    /** Whether this is one of the tokens; all of them are compared, whether or not one has matched. */
    public boolean isToken(String offered) {
        boolean is = false;
        for (Secret token : tokens) {
            is |= token.is(offered);
        }
        return is;
    }

    private boolean isBearer(@Nullable String header) {
        return header != null
                && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && isToken(header.substring(SCHEME.length()).strip());
    }

    /** Whether a request comes from this machine, was sent to it by one of its loopback names, and by no proxy. */
    public static boolean isLocal(Context ctx) {
        return isLoopback(ctx.req().getRemoteAddr())
                && isLocalName(ctx.req().getServerName())
                && SET_BY_PROXIES.stream().allMatch(header -> ctx.header(header) == null);
    }

    /**
     * Whether a request was not made by a page of another site. A browser says itself where a request comes from; what
     * says nothing is no browser.
     */
    public static boolean isFromOwnPage(Context ctx) {
        String site = ctx.header("Sec-Fetch-Site"); // not sent to an address without TLS other than loopback
        String origin = ctx.header("Origin");
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        return origin == null || origin.replaceFirst("^https?://", "").equals(ctx.header("Host"));
    }

    /** A page of another site can have a name that leads here; it cannot have one of these. */
    public static boolean isLocalName(String name) {
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
