package co.loglife.flow.console.http;

import co.loglife.flow.runtime.Callers;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Who may look, and who may send dead letters back. A program shows the token; a browser shows it once and then keeps a
 * session in a cookie that no script and no other site can use. Where no token is set, this machine alone may look.
 */
final class Door {
    private static final String COOKIE = "flow_console";
    private static final int LONGEST_FORM = 4096;

    private final Callers callers;
    private final Sessions sessions;
    private final Guesses guesses = new Guesses();
    private final InstantSource clock;

    Door(Callers callers, Sessions sessions, InstantSource clock) {
        this.callers = callers;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Adds the routes for coming and going. */
    void on(JavalinConfig config, LoginPage form) {
        config.routes.get("/login", ctx -> {
            if (mayEnter(ctx)) {
                ctx.redirect("/", HttpStatus.SEE_OTHER);
            } else {
                form.show(ctx, "");
            }
        });
        config.routes.post("/login", ctx -> enter(ctx, form));
        config.routes.post("/logout", ctx -> {
            refuseOtherSites(ctx);
            ctx.cookie(cookie(ctx, "", 0));
            ctx.redirect("/login", HttpStatus.SEE_OTHER);
        });
    }

    /** Before a page for people: leads to the form where a token is wanted. */
    Handler before(Handler page) {
        return ctx -> {
            if (!mayEnter(ctx) && callers.demandToken()) {
                ctx.redirect("/login", HttpStatus.SEE_OTHER);
            } else {
                check(ctx);
                page.handle(ctx);
            }
        };
    }

    /** Refuses whoever may not look. */
    void check(Context ctx) {
        if (!mayEnter(ctx)) {
            throw callers.demandToken()
                    ? new Refused(401, "A token is needed for this.")
                    : new Refused(403, "Only programs on the same machine may do this: CONSOLE_TOKEN is not set.");
        }
    }

    /** Refuses also what a page of another site made a browser send. */
    void checkChange(Context ctx) {
        check(ctx);
        refuseOtherSites(ctx);
        if (!String.valueOf(ctx.contentType()).startsWith("application/json")) {
            throw new Refused(415, "The body must be application/json.");
        }
    }

    private boolean mayEnter(Context ctx) {
        return callers.verdict(ctx) == Callers.Verdict.ALLOWED || hasSession(ctx.cookie(COOKIE));
    }

    private boolean hasSession(@Nullable String session) {
        return session != null && callers.demandToken() && sessions.isOpen(session, clock.instant());
    }

    private static void refuseOtherSites(Context ctx) {
        if (!Callers.isFromOwnPage(ctx)) {
            throw new Refused(403, "This was sent by a page of another site.");
        }
    }

    private void enter(Context ctx, LoginPage form) {
        refuseOtherSites(ctx);
        String address = ctx.req().getRemoteAddr();
        if (guesses.mustWait(address, clock.instant())) {
            ctx.status(429).header("Retry-After", "60");
            form.show(ctx, "Too many wrong tokens. Wait a minute.");
            return;
        }
        if (ctx.req().getContentLengthLong() > LONGEST_FORM) {
            throw new Refused(413, "That is too large for a token.");
        }
        String offered = ctx.formParam("token");
        if (offered == null || !callers.isToken(offered.strip())) {
            guesses.wrong(address, clock.instant());
            ctx.status(401);
            form.show(ctx, "That is not the token.");
            return;
        }
        ctx.cookie(cookie(ctx, sessions.begin(clock.instant()), (int) Sessions.LENGTH.toSeconds()));
        ctx.redirect("/", HttpStatus.SEE_OTHER);
    }

    private static Cookie cookie(Context ctx, String value, int seconds) {
        boolean secure = ctx.req().isSecure() || "https".equals(ctx.header("X-Forwarded-Proto"));
        return new Cookie(COOKIE, value, "/", seconds, secure, true, null, SameSite.STRICT);
    }
}
