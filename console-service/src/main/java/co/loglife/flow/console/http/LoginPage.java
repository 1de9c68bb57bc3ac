package co.loglife.flow.console.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.nio.charset.StandardCharsets;

/** The form that asks for the token. It works without any script. */
final class LoginPage {
    private static final String PLACE = "<!--trouble-->";

    private final Handler file;

    LoginPage(Handler file) {
        this.file = file;
    }

    /** Shows it; {@code trouble} is one of our own sentences, never something that was sent. */
    void show(Context ctx, String trouble) {
        try {
            file.handle(ctx);
        } catch (Exception e) { // a file of our own jar
            throw new IllegalStateException(e);
        }
        String html = String.valueOf(ctx.result());
        ctx.result(html.replace(PLACE, trouble).getBytes(StandardCharsets.UTF_8));
    }
}
