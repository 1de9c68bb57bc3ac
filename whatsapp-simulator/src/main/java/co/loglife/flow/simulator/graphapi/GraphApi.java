package co.loglife.flow.simulator.graphapi;

import co.loglife.flow.model.Json;
import co.loglife.flow.simulator.calls.Calls;
import co.loglife.flow.simulator.chats.Chats;
import co.loglife.flow.simulator.chats.MessageIds;
import co.loglife.flow.simulator.faults.FaultBox;
import co.loglife.flow.simulator.http.HttpAnswer;
import co.loglife.flow.simulator.http.Wire;
import co.loglife.flow.simulator.media.MediaShelf;
import co.loglife.flow.simulator.media.StoredFile;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The routes of the Graph API. */
public final class GraphApi {
    private static final Pattern VERSION = Pattern.compile("v[0-9]{1,3}\\.[0-9]");

    private final GraphAccess access;
    private final FaultBox faults;
    private final GraphMessages messages;
    private final GraphMedia media;
    private final MessageIds ids;

    public GraphApi(
            GraphAccess access,
            FaultBox faults,
            Chats chats,
            Calls calls,
            MediaShelf shelf,
            StatusReports reports,
            MessageIds ids,
            InstantSource clock) {
        this.access = access;
        this.faults = faults;
        this.ids = ids;
        messages = new GraphMessages(access, faults, chats, calls, shelf, reports, ids, clock);
        media = new GraphMedia(shelf);
    }

    /** Adds the routes; to be called after all others, since a version and an id match any two words. */
    public void on(JavalinConfig config) {
        config.routes.post("/{version}/{line}/messages", ctx -> {
            String version = ctx.pathParam("version");
            Wire.write(ctx, messages.receive(version, ctx.pathParam("line"), Wire.bearer(ctx), ctx.bodyAsBytes()));
        });
        config.routes.post("/{version}/{line}/media", this::upload);
        config.routes.get("/lookaside/{id}", ctx -> withToken(ctx, () -> media.download(ctx.pathParam("id"))));
        config.routes.get("/{version}/{id}", ctx -> {
            String address = ctx.scheme() + "://" + ctx.host() + "/lookaside/" + ctx.pathParam("id");
            withToken(ctx, () -> media.lookUp(ctx.pathParam("id"), address));
        });
        config.routes.delete("/{version}/{id}", ctx -> withToken(ctx, () -> media.delete(ctx.pathParam("id"))));
    }

    private void upload(Context ctx) throws IOException {
        Optional<GraphError> refused = access.denied(
                        Wire.bearer(ctx), faults.faults().tokenExpired())
                .or(() -> access.unknown(ctx.pathParam("version"), ctx.pathParam("line")));
        UploadedFile uploaded = ctx.uploadedFile("file");
        if (refused.isEmpty() && (uploaded == null || !"whatsapp".equals(ctx.formParam("messaging_product")))) {
            refused = Optional.of(GraphError.parameter(100, "The parameters messaging_product and file are required."));
        }
        if (refused.isPresent() || uploaded == null) {
            refused.ifPresent(error -> Wire.write(ctx, answer(error)));
            return;
        }
        StoredFile file;
        try (InputStream content = uploaded.content()) {
            String type = uploaded.contentType();
            file = new StoredFile(
                    ids.media(), type == null ? "application/octet-stream" : type, content.readAllBytes());
        }
        Wire.write(
                ctx,
                media.keep(file)
                        .map(this::answer)
                        .orElseGet(() -> HttpAnswer.json(
                                200, Json.mapper().createObjectNode().put("id", file.id()))));
    }

    private void withToken(Context ctx, Supplier<HttpAnswer> otherwise) {
        boolean known = !ctx.pathParamMap().containsKey("version")
                || VERSION.matcher(ctx.pathParam("version")).matches();
        if (!known) {
            Wire.write(ctx, HttpAnswer.html(404, "Not Found"));
            return;
        }
        Wire.write(
                ctx,
                access.denied(Wire.bearer(ctx), faults.faults().tokenExpired())
                        .map(this::answer)
                        .orElseGet(otherwise));
    }

    private HttpAnswer answer(GraphError error) {
        return HttpAnswer.json(error.httpStatus(), error.json(ids.trace()));
    }
}
