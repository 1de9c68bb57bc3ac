package co.loglife.flow.ingress.http;

import co.loglife.flow.runtime.Callers;
import co.loglife.flow.runtime.Secret;
import io.javalin.http.Context;
import java.util.List;

/** Who may use {@code /webhook} and {@code /messages}: whoever has the token; where none is set, this machine alone. */
public final class Access {
    private final Callers callers;

    public Access(List<Secret> tokens) {
        callers = new Callers(tokens);
    }

    void check(Context ctx) {
        switch (callers.verdict(ctx)) {
            case ALLOWED -> {}
            case NOT_LOCAL ->
                throw Refusal.forbidden("Only programs on the same machine may do this: no token is set up.");
            case NO_TOKEN -> throw Refusal.unauthorized("A valid token is needed for this.");
        }
    }
}
