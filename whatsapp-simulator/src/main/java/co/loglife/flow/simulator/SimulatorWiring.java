package co.loglife.flow.simulator;

import co.loglife.flow.model.Json;
import co.loglife.flow.page.EventStream;
import co.loglife.flow.page.PageFiles;
import co.loglife.flow.runtime.Callers;
import co.loglife.flow.runtime.Closing;
import co.loglife.flow.runtime.HealthRoutes;
import co.loglife.flow.runtime.HttpServer;
import co.loglife.flow.runtime.Metrics;
import co.loglife.flow.runtime.Service;
import co.loglife.flow.simulator.calls.Calls;
import co.loglife.flow.simulator.chats.Chats;
import co.loglife.flow.simulator.chats.Happening;
import co.loglife.flow.simulator.chats.MessageIds;
import co.loglife.flow.simulator.faults.FaultBox;
import co.loglife.flow.simulator.graphapi.GraphAccess;
import co.loglife.flow.simulator.graphapi.GraphApi;
import co.loglife.flow.simulator.graphapi.GraphWebhooks;
import co.loglife.flow.simulator.graphapi.StatusReports;
import co.loglife.flow.simulator.ingress.Mailbox;
import co.loglife.flow.simulator.ingress.RetryPolicy;
import co.loglife.flow.simulator.media.MediaShelf;
import co.loglife.flow.simulator.page.ConsoleProxy;
import co.loglife.flow.simulator.page.ControlRoutes;
import co.loglife.flow.simulator.phones.People;
import co.loglife.flow.simulator.switches.Switch;
import co.loglife.flow.simulator.switches.SwitchBoard;
import co.loglife.flow.simulator.webclient.Acks;
import co.loglife.flow.simulator.webclient.WebClient;
import io.javalin.config.JavalinConfig;
import io.javalin.config.MultipartConfig;
import io.javalin.config.SizeUnit;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Puts the simulator together. */
public final class SimulatorWiring {
    /** A voice note of 16 MB as base64, and the JSON around it. */
    private static final long LONGEST_BODY = 24 << 20;

    private static final long SHELF = 128 << 20;
    private static final Chats.Bounds CHATS = new Chats.Bounds(10_000, 200);
    private static final Mailbox.Bounds MAILBOX = new Mailbox.Bounds(200_000, 64);

    private SimulatorWiring() {}

    /** The page's own files; what it shares with the console's is in common-page. */
    private static final List<String> PAGE_FILES =
            List.of("simulator.css", "main.js", "phone.js", "faults.js", "pipeline.js", "way.js", "sheet.js");

    /** Starts it. */
    public static Service start(SimulatorConfig config) {
        return start(config, List.of());
    }

    /**
     * Starts it with further switches among its faults.
     *
     * @param switches what else can be stopped from the page; closing the simulator leaves it as it is
     */
    public static Service start(SimulatorConfig config, List<Switch> switches) {
        return start(config, RetryPolicy.STANDARD, switches);
    }

    /** Starts it with another patience towards the ingress. */
    static Service start(SimulatorConfig config, RetryPolicy policy, List<Switch> switches) {
        Closing open = new Closing();
        InstantSource clock = InstantSource.system();
        AtomicInteger port = new AtomicInteger();
        EventStream events = new EventStream();
        Consumer<Happening> tell = happening ->
                events.tell(happening.type(), () -> new String(Json.write(happening), StandardCharsets.UTF_8));
        MessageIds ids = new MessageIds(new SecureRandom());
        Chats chats = new Chats(CHATS, tell);
        Calls calls = new Calls(config.mostCalls(), tell);
        FaultBox faults = new FaultBox(System::nanoTime, tell);
        MediaShelf media = new MediaShelf(SHELF);
        Mailbox mailbox = open.with(new Mailbox(
                config.ingress(),
                policy,
                MAILBOX,
                (letter, answer) -> tell.accept(new Happening(
                        "post",
                        null,
                        null,
                        Map.of(
                                "id",
                                letter.id(),
                                "path",
                                letter.path(),
                                "status",
                                answer.status(),
                                "tries",
                                answer.tries())))));
        Acks acks = new Acks(config.webSession(), config.webhookToken(), faults, chats, mailbox, clock);
        StatusReports reports = new StatusReports(config.appSecret(), faults, chats, mailbox, clock);
        WebClient webClient = new WebClient(
                config.webSession(), config.webClientToken(), faults, chats, calls, media, acks, ids, clock);
        GraphAccess access = new GraphAccess(config.accessToken(), config.phoneNumberIds());
        GraphApi graphApi = new GraphApi(access, faults, chats, calls, media, reports, ids, clock);
        People people = new People(
                new People.World(
                        config.phoneNumberIds().getFirst(),
                        config.webSession(),
                        config.appSecret(),
                        config.webhookToken(),
                        () -> "http://localhost:" + port.get() + "/lookaside/"),
                chats,
                media,
                mailbox,
                ids,
                clock);
        SwitchBoard board = open.with(new SwitchBoard(switches, tell));
        ControlRoutes control = new ControlRoutes(calls, faults, board, mailbox, about(config));
        Optional<ConsoleProxy> console = config.console()
                .map(url ->
                        open.with(new ConsoleProxy(url, config.consoleToken(), Callers.isLocalName(config.host()))));
        PrometheusMeterRegistry metrics = Metrics.of("simulator");
        Gauge.builder("simulator_webhooks_waiting", mailbox, Mailbox::waiting).register(metrics);
        HttpServer http = open.with(HttpServer.start(config.host(), config.port(), "SIMULATOR_PORT", javalin -> {
            limits(javalin);
            HealthRoutes.on(javalin, Optional::empty, metrics);
            javalin.routes.get(
                    "/", PageFiles.on(javalin, "simulator-page", PAGE_FILES).page("index.html"));
            events.on(javalin, "/events", () -> "{}");
            console.ifPresent(proxy -> proxy.on(javalin));
            control.on(javalin);
            people.on(javalin);
            webClient.on(javalin);
            graphApi.on(javalin); // last: its paths begin with a variable
        }));
        port.set(http.port());
        open.with(events::close);
        return new Running(http.port(), open);
    }

    private static void limits(JavalinConfig javalin) {
        javalin.http.maxRequestSize = LONGEST_BODY;
        MultipartConfig multipart = javalin.jetty.multipartConfig;
        multipart.maxFileSize(100, SizeUnit.MB);
        multipart.maxTotalRequestSize(101, SizeUnit.MB);
        multipart.maxInMemoryFileSize(1, SizeUnit.MB);
    }

    private static Map<String, Object> about(SimulatorConfig config) {
        return Map.of(
                "ingress", config.ingress().toString(),
                "line", config.phoneNumberIds().getFirst(),
                "display_number", GraphWebhooks.DISPLAY_NUMBER,
                "session", config.webSession(),
                "business_api", config.appSecret().isPresent(),
                "console", config.console().isPresent());
    }

    /** The simulator while it runs. */
    private record Running(int port, Closing open) implements Service {
        @Override
        public Optional<String> notReady() {
            return Optional.empty();
        }

        @Override
        public void close() {
            open.close();
        }
    }
}
