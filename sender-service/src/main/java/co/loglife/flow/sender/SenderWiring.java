package co.loglife.flow.sender;

import co.loglife.flow.media.MediaStores;
import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.runtime.Closing;
import co.loglife.flow.runtime.HealthRoutes;
import co.loglife.flow.runtime.HttpServer;
import co.loglife.flow.runtime.Metrics;
import co.loglife.flow.runtime.Service;
import co.loglife.flow.runtime.TopicUse;
import co.loglife.flow.runtime.Topics;
import co.loglife.flow.runtime.media.MediaStore;
import co.loglife.flow.runtime.metrics.DeadLetterCount;
import co.loglife.flow.runtime.metrics.GroupLag;
import co.loglife.flow.runtime.metrics.KafkaMeters;
import co.loglife.flow.runtime.trace.Tracing;
import co.loglife.flow.sender.dispatch.Buffer;
import co.loglife.flow.sender.dispatch.Dispatcher;
import co.loglife.flow.sender.dispatch.Paces;
import co.loglife.flow.sender.dispatch.Transport;
import co.loglife.flow.sender.graphapi.AccessToken;
import co.loglife.flow.sender.graphapi.GraphTransport;
import co.loglife.flow.sender.http.HttpCalls;
import co.loglife.flow.sender.kafka.DeliveryLog;
import co.loglife.flow.sender.kafka.DeliveryWatch;
import co.loglife.flow.sender.kafka.OutgoingReader;
import co.loglife.flow.sender.webjs.WebTransport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.random.RandomGenerator;

/** The sender put together, top to bottom. */
public final class SenderWiring {
    /** What it does with the topics. */
    public static final TopicUse USE = new TopicUse(
            EnumSet.of(TopicLayout.Kind.OUTGOING, TopicLayout.Kind.DELIVERIES),
            EnumSet.of(TopicLayout.Kind.DELIVERIES, TopicLayout.Kind.DEAD_LETTERS));

    private SenderWiring() {}

    public static Service start(SenderConfig config) throws InterruptedException {
        Topics.await(config.kafka(), config.topics(), USE);
        Closing open = new Closing();
        try {
            PrometheusMeterRegistry metrics = Metrics.of("sender");
            InstantSource clock = InstantSource.system();
            open.with(metrics::close);
            Tracing tracing = open.with(Tracing.of(config.tracing(), "sender"));
            KafkaMeters meters = open.with(new KafkaMeters(metrics));
            DeliveryLog log = open.with(
                    new DeliveryLog(config.kafka(), config.topics(), clock, meters, new DeadLetterCount(metrics)));
            DeliveryWatch watch = open.with(new DeliveryWatch(config.kafka(), deliveries(config)));
            MediaStore store = open.with(MediaStores.open(config.media()));
            Way graph = way(
                    config,
                    ClientType.BUSINESS_API,
                    graph(config, store, open, clock),
                    log,
                    watch,
                    metrics,
                    meters,
                    tracing,
                    open);
            Way web = way(
                    config,
                    ClientType.WEB,
                    web(config, store, open, clock),
                    log,
                    watch,
                    metrics,
                    meters,
                    tracing,
                    open);
            Ways ways = new Ways(List.of(graph, web));
            HttpServer server = open.with(HttpServer.start(
                    "0.0.0.0", config.port(), "SENDER_PORT", http -> HealthRoutes.on(http, ways::notReady, metrics)));
            return new RunningSender(server.port(), ways, open);
        } catch (RuntimeException e) {
            open.close();
            throw e;
        }
    }

    /** A way to WhatsApp at work. */
    record Way(OutgoingReader reader, Dispatcher dispatcher) {}

    private static Way way(
            SenderConfig config,
            ClientType type,
            Transport transport,
            DeliveryLog log,
            DeliveryWatch watch,
            MeterRegistry metrics,
            KafkaMeters meters,
            Tracing tracing,
            Closing open) {
        boolean isGraph = type == ClientType.BUSINESS_API;
        Paces paces = new Paces(isGraph ? config.graph().limits() : config.web().limits());
        Buffer buffer = new Buffer(config.buffer().messages(), config.buffer().bytes());
        SenderMetrics measured = new SenderMetrics(metrics, type, InstantSource.system());
        measured.show(buffer);
        Dispatcher dispatcher = new Dispatcher(
                transport,
                log,
                watch,
                config.policy(),
                paces,
                isGraph ? config.graph().inFlight() : config.web().inFlight(),
                new SenderLog(measured, type),
                InstantSource.system(),
                System::nanoTime,
                RandomGenerator.getDefault(),
                tracing);
        measured.show(dispatcher);
        OutgoingReader.Settings reads = new OutgoingReader.Settings(
                config.kafka(),
                config.topics().prefix() + (isGraph ? "sender" : "sender-web"),
                config.topics().name(TopicLayout.Kind.OUTGOING),
                deliveries(config),
                type,
                isGraph,
                config.rememberedIds(),
                config.handOver());
        open.with(GroupLag.watch(config.kafka(), reads.group(), reads.outgoing(), metrics));
        return new Way(open.with(new OutgoingReader(reads, dispatcher, log, paces, buffer, meters)), dispatcher);
    }

    private static Transport graph(SenderConfig config, MediaStore store, Closing open, InstantSource clock) {
        SenderConfig.Graph graph = config.graph();
        return GraphTransport.over(
                open.with(new HttpCalls(graph.timeout(), clock)),
                open.with(new HttpCalls(graph.uploadTimeout(), clock)),
                store,
                clock,
                graph.receipts(),
                new GraphTransport.Settings(
                        URI.create(graph.url() + "/" + graph.version()),
                        new AccessToken(graph.token(), graph.tokenFile().orElse(null), SenderLog::tokenRefused),
                        graph.number(),
                        graph.windowTemplate()));
    }

    private static Transport web(SenderConfig config, MediaStore store, Closing open, InstantSource clock) {
        SenderConfig.Web web = config.web();
        return new WebTransport(open.with(new HttpCalls(web.timeout(), clock)), store, web.sendMessage(), web.token());
    }

    private static String deliveries(SenderConfig config) {
        return config.topics().name(TopicLayout.Kind.DELIVERIES);
    }
}
