package co.loglife.flow.console.http;

import co.loglife.flow.console.memory.DeadLetters;
import io.javalin.config.JavalinConfig;

/** Dead letters. */
final class LetterRoutes {
    private final DeadLetters letters;

    LetterRoutes(DeadLetters letters) {
        this.letters = letters;
    }

    void on(JavalinConfig config, Door door) {
        config.routes.get("/api/dead-letters", ctx -> {
            door.check(ctx);
            ApiRoutes.give(ctx, letters.view());
        });
    }
}
