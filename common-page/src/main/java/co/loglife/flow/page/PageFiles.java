package co.loglife.flow.page;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The files of a page, from the jars: those that both pages share and the page's own, all under {@code /page/}. They
 * hold nothing that is anybody's; the headers keep scripts and frames of others out.
 */
public final class PageFiles {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    private static final String SHARED = "common-page";
    static final List<String> SHARED_FILES = List.of(
            "style.css",
            "panels.css",
            "theme.js",
            "element.js",
            "bubble.js",
            "chat-keys.js",
            "stream.js",
            "text.js",
            "signs.js",
            "format.js",
            "tabs.js",
            "picture.js",
            "way-panel.js",
            "console.js",
            "live.js",
            "chart.js",
            "letters.js",
            "icon.svg");

    private final String folder;

    private PageFiles(String folder) {
        this.folder = folder;
    }

    /**
     * Adds a route for each file, the page itself not among them.
     *
     * @param folder where the page's own files are among the resources
     * @param files the page's own files
     */
    public static PageFiles on(JavalinConfig config, String folder, List<String> files) {
        for (String file : SHARED_FILES) {
            config.routes.get("/page/" + file, ctx -> serve(ctx, SHARED, file));
        }
        for (String file : files) {
            config.routes.get("/page/" + file, ctx -> serve(ctx, folder, file));
        }
        return new PageFiles(folder);
    }

    /** What serves one of the page's own HTML files. */
    public Handler page(String file) {
        return ctx -> serve(ctx, folder, file);
    }

    private static void serve(Context ctx, String folder, String file) {
        ctx.header("Content-Security-Policy", POLICY);
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.header("X-Frame-Options", "DENY");
        ctx.header("Referrer-Policy", "no-referrer");
        ctx.header("Cross-Origin-Resource-Policy", "same-origin");
        ctx.header("Cross-Origin-Opener-Policy", "same-origin");
        ctx.header("Cache-Control", "no-cache");
        ctx.contentType(type(file)).result(bytes(folder, file));
    }

    private static String type(String file) {
        return switch (file.substring(file.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            default -> "image/svg+xml";
        };
    }

    private static byte[] bytes(String folder, String file) {
        try (InputStream content = PageFiles.class.getResourceAsStream("/" + folder + "/" + file)) {
            if (content == null) {
                throw new IllegalStateException("the page lacks " + file);
            }
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
