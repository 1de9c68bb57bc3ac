package co.loglife.flow.console.http;

import co.loglife.flow.console.memory.DeadLetters;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.UnreadableException;
import io.javalin.config.JavalinConfig;
import java.util.Optional;

/** Dead letters, and back with them where that is allowed. */
final class LetterRoutes {
    private final DeadLetters letters;
    private final Optional<Redrives> redrives;

    /**
     * The routes.
     *
     * @param redrives empty: nothing may be sent back from here
     */
    LetterRoutes(DeadLetters letters, Optional<Redrives> redrives) {
        this.letters = letters;
        this.redrives = redrives;
    }

    void on(JavalinConfig config, Door door) {
        config.routes.get("/api/dead-letters", ctx -> {
            door.check(ctx);
            ApiRoutes.give(ctx, letters.view());
        });
        config.routes.post("/api/redrive", ctx -> {
            door.checkChange(ctx);
            Redrives allowed = redrives.orElseThrow(
                    () -> new Refused(403, "Sending back is not allowed here: CONSOLE_REDRIVE is off."));
            ApiRoutes.give(ctx, allowed.redrive(wanted(ctx.bodyAsBytes())));
        });
    }

    private static Redrives.Wanted wanted(byte[] body) {
        try {
            return Json.read(body, Redrives.Wanted.class);
        } catch (UnreadableException e) {
            throw new Refused(400, String.valueOf(e.getMessage()));
        }
    }
}
