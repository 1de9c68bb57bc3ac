package co.loglife.flow.console.http;

import co.loglife.flow.console.memory.DeadLetters;
import io.javalin.config.JavalinConfig;

/** Dead letters, and back with them where that is allowed. */
final class LetterRoutes {
    private final DeadLetters letters;
    private final boolean redrive;

    LetterRoutes(DeadLetters letters, boolean redrive) {
        this.letters = letters;
        this.redrive = redrive;
    }

    void on(JavalinConfig config, Door door) {
        config.routes.get("/api/dead-letters", ctx -> {
            door.check(ctx);
            ApiRoutes.give(ctx, letters.view());
        });
        config.routes.post("/api/redrive", ctx -> {
            door.checkChange(ctx);
            if (!redrive) {
                throw new Refused(403, "Sending back is not allowed here: CONSOLE_REDRIVE is off.");
            }
            throw new Refused(501, "not yet");
        });
    }
}
