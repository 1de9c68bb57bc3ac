package co.loglife.flow.simulator.page;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The page: a few files from the jar, with the headers that keep scripts of others out. */
public final class PageFiles {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final List<String> FILES = List.of(
            "index.html",
            "style.css",
            "main.js",
            "phone.js",
            "bubble.js",
            "stream.js",
            "faults.js",
            "way.js",
            "text.js",
            "signs.js",
            "sheet.js",
            "format.js",
            "icon.svg");

    private PageFiles() {}

    /** Adds a route for each file. */
    public static void on(JavalinConfig config) {
        config.routes.get("/", ctx -> serve(ctx, "index.html"));
        for (String file : FILES) {
            config.routes.get("/page/" + file, ctx -> serve(ctx, file));
        }
    }

    private static void serve(Context ctx, String file) {
        ctx.header("Content-Security-Policy", POLICY);
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.header("Referrer-Policy", "no-referrer");
        ctx.header("Cache-Control", "no-cache");
        ctx.contentType(type(file)).result(bytes(file));
    }

    private static String type(String file) {
        return switch (file.substring(file.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            default -> "image/svg+xml";
        };
    }

    private static byte[] bytes(String file) {
        try (InputStream content = PageFiles.class.getResourceAsStream("/page/" + file)) {
            if (content == null) {
                throw new IllegalStateException("the page lacks " + file);
            }
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
