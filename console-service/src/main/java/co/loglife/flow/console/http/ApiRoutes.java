package co.loglife.flow.console.http;

import co.loglife.flow.console.memory.Memory;
import co.loglife.flow.console.view.Conversations;
import co.loglife.flow.console.view.WayView;
import co.loglife.flow.inspection.trace.Question;
import co.loglife.flow.inspection.way.Entry;
import co.loglife.flow.inspection.way.Hop;
import co.loglife.flow.inspection.way.Way;
import co.loglife.flow.inspection.way.Ways;
import co.loglife.flow.model.Address;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.User;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /api}: what the page asks for. Everything is read from what is remembered; what is not, from the topics. */
final class ApiRoutes {
    private static final int MOST_CONVERSATIONS = 100;
    private static final int MOST_OF_A_USER = 200;
    private static final int LONGEST_ID = 512;

    private final Memory memory;
    private final Traces traces;
    private final Map<String, Object> about;
    private final Duration window;
    private final InstantSource clock;

    /**
     * The routes.
     *
     * @param about what the page is told of the set-up; no secrets
     * @param window without a user, an id is looked for no further back than this
     */
    ApiRoutes(Memory memory, Traces traces, Map<String, Object> about, Duration window, InstantSource clock) {
        this.memory = memory;
        this.traces = traces;
        this.about = about;
        this.window = window;
        this.clock = clock;
    }

    void on(JavalinConfig config, Door door) {
        config.routes.get("/api/about", ctx -> answer(ctx, door, about));
        config.routes.get("/api/conversations", ctx -> {
            door.check(ctx);
            give(ctx, conversations(ctx.queryParam("q") == null ? "" : text(ctx, "q")));
        });
        config.routes.get("/api/conversation", ctx -> {
            door.check(ctx);
            give(ctx, conversation(user(ctx), "true".equals(ctx.queryParam("earlier"))));
        });
        config.routes.get("/api/way", ctx -> {
            door.check(ctx);
            give(ctx, way(text(ctx, "id"), ctx.queryParam("user") == null ? Optional.empty() : Optional.of(user(ctx))));
        });
    }

    private static void answer(Context ctx, Door door, Object answer) {
        door.check(ctx);
        give(ctx, answer);
    }

    static void give(Context ctx, Object answer) {
        ctx.header("Cache-Control", "no-store");
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.contentType("application/json").result(Json.write(answer));
    }

    private List<Conversations.Summary> conversations(String search) {
        return memory
                .latest(MOST_CONVERSATIONS, talk -> Conversations.matches(talk.user(), talk.entries(), search))
                .stream()
                .flatMap(talk -> Conversations.summary(talk.user(), talk.entries()).stream())
                .toList();
    }

    private Conversations.View conversation(User user, boolean earlier) throws InterruptedException {
        List<Entry> remembered = memory.entries(user);
        if (!remembered.isEmpty() && !earlier) {
            return Conversations.view(user.key(), remembered, false);
        }
        List<Entry> found = traces
                .find(new Question(user.key(), Optional.empty(), Optional.empty(), Optional.empty(), MOST_OF_A_USER))
                .stream()
                .flatMap(way -> way.hops().stream())
                .map(Hop::entry)
                .toList();
        if (found.isEmpty() && remembered.isEmpty()) {
            throw new Refused(404, "Nothing is on the topics of this user.");
        }
        return Conversations.view(user.key(), found.isEmpty() ? remembered : found, true);
    }

    private WayView way(String id, Optional<User> user) throws InterruptedException {
        Optional<Way> remembered = user.map(memory::entries).stream()
                .flatMap(entries -> Ways.of(entries).stream())
                .filter(way -> WayView.has(way, id))
                .filter(ApiRoutes::isWhole)
                .findFirst();
        if (remembered.isPresent()) {
            return WayView.of(remembered.get());
        }
        Question question = new Question(
                id,
                user,
                user.isPresent()
                        ? Optional.empty()
                        : Optional.of(clock.instant().minus(window)),
                Optional.empty(),
                1);
        return traces.find(question).stream()
                .filter(way -> WayView.has(way, id))
                .findFirst()
                .map(WayView::of)
                .orElseThrow(() -> new Refused(404, "The topics do not have this message, or not yet."));
    }

    /** Whether its beginning is remembered too: else the topics have more of it. */
    private static boolean isWhole(Way way) {
        return way.message().isPresent()
                || way.replies().stream()
                        .anyMatch(reply -> reply.message()
                                .map(message -> message.inReplyTo() == null)
                                .orElse(false));
    }

    private static User user(Context ctx) {
        String text = text(ctx, "user");
        try {
            return Address.parse(text).user();
        } catch (IllegalArgumentException e) {
            throw new Refused(400, "This is not a phone number or another WhatsApp address.");
        }
    }

    private static String text(Context ctx, String name) {
        String text = ctx.queryParam(name);
        if (text == null || text.length() > LONGEST_ID) {
            throw new Refused(400, name + " is missing or too long.");
        }
        return text;
    }
}
