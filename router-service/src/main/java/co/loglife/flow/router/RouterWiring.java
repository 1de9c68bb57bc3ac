package co.loglife.flow.router;

import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.router.topology.ConversationReader;
import co.loglife.flow.router.topology.Observers;
import co.loglife.flow.router.topology.RouterMetrics;
import co.loglife.flow.router.topology.RouterStreams;
import co.loglife.flow.router.topology.RouterTopology;
import co.loglife.flow.router.topology.StreamsSettings;
import co.loglife.flow.router.topology.TurnWatch;
import co.loglife.flow.router.turn.Turns;
import co.loglife.flow.runtime.Closing;
import co.loglife.flow.runtime.HealthRoutes;
import co.loglife.flow.runtime.HttpServer;
import co.loglife.flow.runtime.Metrics;
import co.loglife.flow.runtime.Service;
import co.loglife.flow.runtime.TopicUse;
import co.loglife.flow.runtime.Topics;
import co.loglife.flow.runtime.metrics.GroupLag;
import co.loglife.flow.runtime.metrics.KafkaMeters;
import co.loglife.flow.runtime.trace.Tracing;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the router together. */
public final class RouterWiring {
    private static final Logger LOG = LoggerFactory.getLogger(RouterWiring.class);

    /** What it does with the topics. */
    public static final TopicUse USE = new TopicUse(
            EnumSet.of(TopicLayout.Kind.INCOMING, TopicLayout.Kind.IDENTITIES),
            EnumSet.of(
                    TopicLayout.Kind.OUTGOING,
                    TopicLayout.Kind.INCOMING,
                    TopicLayout.Kind.IDENTITIES,
                    TopicLayout.Kind.DEAD_LETTERS));

    private RouterWiring() {}

    /**
     * Starts a router.
     *
     * @throws co.loglife.flow.runtime.ConfigException when topics are missing or the port is taken
     */
    public static Service start(RouterConfig config) throws InterruptedException {
        // Kafka Streams dies of a missing topic, so it is not started before they are all there.
        Topics.await(config.kafka(), config.topics(), USE);
        Closing closing = new Closing();
        try {
            PrometheusMeterRegistry metrics = Metrics.of("router");
            closing.with(metrics::close);
            Tracing tracing = closing.with(Tracing.of(config.tracing(), "router"));
            KafkaMeters meters = closing.with(new KafkaMeters(metrics));
            CompletableFuture<RouterStreams> streams = new CompletableFuture<>();
            Optional<ConversationRoute> route = config.token()
                    .map(token ->
                            closing.with(new ConversationRoute(token, streams.thenApply(ConversationReader::new))));
            // The port first: this instance tells it to the others when it joins the group.
            HttpServer server = closing.with(HttpServer.start(config.host(), config.port(), "ROUTER_PORT", http -> {
                HealthRoutes.on(http, () -> notReady(streams), metrics);
                route.ifPresent(there -> http.routes.get("/conversations/{user}", there::handle));
            }));
            TurnWatch watch = closing.with(new TurnWatch(config.turnLimit()));
            streams.complete(closing.with(RouterStreams.start(
                    RouterTopology.build(
                            config.topics(),
                            config.stores(),
                            new Turns(config.bot(), config.inGroups()),
                            new Observers(new RouterMetrics(metrics), tracing, watch)),
                    settings(config, server.port()))));
            watch.start(() -> streams.join().addThread());
            closing.with(streams.join().shownBy(meters));
            closing.with(GroupLag.watch(
                    config.kafka(),
                    StreamsSettings.applicationId(config.topics()),
                    config.topics().name(TopicLayout.Kind.INCOMING),
                    metrics));
            LOG.atInfo()
                    .addKeyValue("port", server.port())
                    .addKeyValue("topic", config.topics().name(TopicLayout.Kind.INCOMING))
                    .addKeyValue("bot", config.bot().getClass().getName())
                    .addKeyValue("conversationsRoute", route.isPresent() ? "on" : "off (ROUTER_TOKEN is not set)")
                    .log("Router started");
            return new RunningRouter(server, streams.join(), closing);
        } catch (RuntimeException e) {
            closing.close();
            throw e;
        }
    }

    private static Optional<String> notReady(CompletableFuture<RouterStreams> streams) {
        RouterStreams running = streams.getNow(null);
        return running == null ? Optional.of("starting") : running.notReady();
    }

    private static StreamsSettings settings(RouterConfig config, int port) {
        return new StreamsSettings(
                config.kafka(),
                config.topics(),
                config.folder(),
                config.threads(),
                config.standbys(),
                config.advertised().orElse("localhost:" + port));
    }
}
