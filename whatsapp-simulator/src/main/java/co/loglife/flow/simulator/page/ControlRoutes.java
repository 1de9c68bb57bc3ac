package co.loglife.flow.simulator.page;

import co.loglife.flow.model.Json;
import co.loglife.flow.model.UnreadableException;
import co.loglife.flow.simulator.calls.Call;
import co.loglife.flow.simulator.calls.Calls;
import co.loglife.flow.simulator.faults.FaultBox;
import co.loglife.flow.simulator.faults.Faults;
import co.loglife.flow.simulator.http.HttpAnswer;
import co.loglife.flow.simulator.http.Wire;
import co.loglife.flow.simulator.ingress.Mailbox;
import co.loglife.flow.simulator.switches.SwitchBoard;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What tests and people ask for: {@code /calls}, {@code /faults}, {@code /switches}, {@code /about}. */
public final class ControlRoutes {
    private static final ObjectReader FAULTS =
            Json.mapper().readerFor(Faults.class).with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final Calls calls;
    private final FaultBox faults;
    private final SwitchBoard switches;
    private final Mailbox mailbox;
    private final Map<String, Object> about;

    /**
     * The routes.
     *
     * @param about what the page shows of the set-up; no secrets
     */
    public ControlRoutes(
            Calls calls, FaultBox faults, SwitchBoard switches, Mailbox mailbox, Map<String, Object> about) {
        this.calls = calls;
        this.faults = faults;
        this.switches = switches;
        this.mailbox = mailbox;
        this.about = about;
    }

    /** What {@code GET /calls} answers. */
    private record CallsAnswer(
            Map<Call.Outcome, Long> outcomes, long forgotten, int webhooksWaiting, List<Call> calls) {}

    /** Adds the routes. */
    public void on(JavalinConfig config) {
        config.routes.get("/about", ctx -> Wire.write(ctx, HttpAnswer.json(200, about)));
        config.routes.get("/calls", ctx -> Wire.write(ctx, calls(ctx)));
        config.routes.get("/calls/counts", ctx -> Wire.write(ctx, HttpAnswer.json(200, calls.counts(wanted(ctx)))));
        config.routes.delete("/calls", ctx -> {
            calls.clear();
            Wire.write(ctx, HttpAnswer.json(200, Json.mapper().createObjectNode()));
        });
        config.routes.get("/faults", ctx -> Wire.write(ctx, HttpAnswer.json(200, faults.state())));
        config.routes.get("/switches", ctx -> Wire.write(ctx, HttpAnswer.json(200, switches.all())));
        config.routes.put("/switches/{name}", ctx -> Wire.write(ctx, turn(ctx.pathParam("name"), ctx.bodyAsBytes())));
        config.routes.put("/faults", ctx -> Wire.write(ctx, put(ctx.bodyAsBytes())));
        config.routes.delete("/faults", ctx -> Wire.write(ctx, HttpAnswer.json(200, faults.set(Faults.NONE))));
    }

    /** What {@code PUT /switches/{name}} takes. */
    private record Wanted(boolean off) {}

    private HttpAnswer turn(String name, byte[] body) {
        try {
            Wanted wanted = Json.read(body, Wanted.class);
            return switches.turn(name, wanted.off())
                    ? HttpAnswer.json(202, switches.all())
                    : error(404, "there is no such switch");
        } catch (UnreadableException e) {
            return error(400, String.valueOf(e.getMessage()));
        }
    }

    private static HttpAnswer error(int status, String why) {
        return HttpAnswer.json(status, Map.of("error", why));
    }

    private HttpAnswer calls(Context ctx) {
        List<Call> found = calls.matching(wanted(ctx));
        int limit = ctx.queryParamAsClass("limit", Integer.class).getOrDefault(Integer.MAX_VALUE);
        List<Call> last = found.subList(Math.max(0, found.size() - Math.max(0, limit)), found.size());
        return HttpAnswer.json(200, new CallsAnswer(calls.outcomes(), calls.forgotten(), mailbox.waiting(), last));
    }

    private static Predicate<Call> wanted(Context ctx) {
        Optional<String> number = Optional.ofNullable(ctx.queryParam("number"));
        Optional<String> via = Optional.ofNullable(ctx.queryParam("via"));
        Optional<String> outgoing = Optional.ofNullable(ctx.queryParam("outgoing_id"));
        long after = ctx.queryParamAsClass("after", Long.class).getOrDefault(0L);
        return call -> call.sequence() > after
                && number.map(wanted -> wanted.equals(call.number())).orElse(true)
                && via.map(call.via().word()::equals).orElse(true)
                && outgoing.map(wanted -> wanted.equals(call.outgoingId())).orElse(true);
    }

    private HttpAnswer put(byte[] body) {
        try {
            Faults next = FAULTS.readValue(body);
            return HttpAnswer.json(200, faults.set(next == null ? Faults.NONE : next));
        } catch (IOException e) {
            return error(400, Json.why(e));
        }
    }
}
