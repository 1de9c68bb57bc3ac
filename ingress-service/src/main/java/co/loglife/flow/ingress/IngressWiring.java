package co.loglife.flow.ingress;

import co.loglife.flow.ingress.graphapi.GraphApiNormalizer;
import co.loglife.flow.ingress.http.Access;
import co.loglife.flow.ingress.http.Answers;
import co.loglife.flow.ingress.http.Bodies;
import co.loglife.flow.ingress.http.Callers;
import co.loglife.flow.ingress.http.Guesses;
import co.loglife.flow.ingress.http.MessageRoutes;
import co.loglife.flow.ingress.http.MetaRoutes;
import co.loglife.flow.ingress.http.OpenApiRoute;
import co.loglife.flow.ingress.http.RequestMetrics;
import co.loglife.flow.ingress.http.RequestTraces;
import co.loglife.flow.ingress.http.WebRoutes;
import co.loglife.flow.ingress.outgoing.MessageStates;
import co.loglife.flow.ingress.outgoing.OutgoingRequest;
import co.loglife.flow.ingress.publish.DeliveriesReader;
import co.loglife.flow.ingress.publish.Intake;
import co.loglife.flow.ingress.publish.KafkaPublisher;
import co.loglife.flow.ingress.publish.OutgoingQueue;
import co.loglife.flow.ingress.webjs.WebNormalizer;
import co.loglife.flow.media.MediaStores;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.runtime.BrokerCheck;
import co.loglife.flow.runtime.Closing;
import co.loglife.flow.runtime.HealthRoutes;
import co.loglife.flow.runtime.HttpServer;
import co.loglife.flow.runtime.Metrics;
import co.loglife.flow.runtime.Service;
import co.loglife.flow.runtime.TopicUse;
import co.loglife.flow.runtime.Topics;
import co.loglife.flow.runtime.media.MediaStore;
import co.loglife.flow.runtime.media.OldFiles;
import co.loglife.flow.runtime.trace.Tracing;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts ingress together. */
public final class IngressWiring {
    private static final Logger LOG = LoggerFactory.getLogger(IngressWiring.class);

    /** What it does with the topics. */
    public static final TopicUse USE =
            new TopicUse(EnumSet.of(TopicLayout.Kind.DELIVERIES), EnumSet.allOf(TopicLayout.Kind.class));

    /** Kafka's own bound is shorter; this one is for what nobody thought of. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);

    private IngressWiring() {}

    /** Starts it; what was opened by then is closed when something cannot be. */
    public static Service start(IngressConfig config) throws InterruptedException {
        Topics.await(config.kafka(), config.topics(), USE);
        Closing closing = new Closing();
        try {
            return start(config, closing);
        } catch (RuntimeException e) {
            closing.close();
            throw e;
        }
    }

    private static Service start(IngressConfig config, Closing closing) {
        PrometheusMeterRegistry metrics = Metrics.of("ingress");
        closing.with(metrics::close);
        Tracing tracing = closing.with(Tracing.of(config.tracing(), "ingress"));
        MediaStore media = closing.with(MediaStores.open(config.media()));
        closing.with(OldFiles.removedFrom(config.media()));
        BrokerCheck broker = closing.with(BrokerCheck.of(config.kafka(), "ingress"));
        KafkaPublisher publisher = closing.with(KafkaPublisher.start(config.kafka(), config.topics(), metrics));
        Intake intake = new Intake(config.topics(), publisher, metrics, InstantSource.system());
        Bodies bodies = new Bodies(config.bodyMemory());
        Gauge.builder("ingress.bodies.bytes", bodies, Bodies::held)
                .description("Memory that bodies under way take, as far as it is counted")
                .register(metrics);
        MetaRoutes meta = new MetaRoutes(
                config.verifyToken(),
                new Callers(config.proxies()),
                new Guesses(config.verifyGuesses()),
                config.appSecrets(),
                bodies,
                config.metaBodyLimit(),
                new GraphApiNormalizer(config.businessLine(), config.oldestMessage()),
                intake,
                InstantSource.system(),
                metrics);
        Access access = new Access(config.webhookTokens());
        WebRoutes web = new WebRoutes(
                access,
                bodies,
                config.webBodyLimit(),
                new WebNormalizer(config.defaultClientType(), config.businessLine()),
                media,
                intake,
                InstantSource.system(),
                () -> "web-" + UUID.randomUUID());
        MessageStates states = new MessageStates(config.knownMessages());
        closing.with(DeliveriesReader.start(config.kafka(), config.topics(), config.knownMessages(), states));
        MessageRoutes messages = new MessageRoutes(
                access,
                bodies,
                new OutgoingRequest(config.defaultClientType(), config.businessLine()),
                new OutgoingQueue(config.topics(), publisher),
                states,
                InstantSource.system(),
                () -> "api-" + UUID.randomUUID());
        HttpServer server = closing.with(HttpServer.start(
                config.host(), config.port(), "INGRESS_PORT", config.limits(), javalin -> {
                    javalin.http.asyncTimeout = LONGEST_ANSWER.toMillis();
                    Answers.onErrors(javalin);
                    RequestTraces.on(javalin, tracing);
                    RequestMetrics.on(javalin, metrics);
                    if (config.healthPort().isEmpty()) {
                        HealthRoutes.on(javalin, broker::notReady, metrics);
                    }
                    meta.on(javalin);
                    web.on(javalin);
                    messages.on(javalin);
                    OpenApiRoute.on(javalin);
                }));
        config.healthPort()
                .ifPresent(port -> closing.with(HttpServer.start(
                        config.host(),
                        port,
                        "INGRESS_HEALTH_PORT",
                        javalin -> HealthRoutes.on(javalin, broker::notReady, metrics))));
        sayWhatIsOpen(config, server.port());
        return new IngressService(server, broker, closing);
    }

    private static void sayWhatIsOpen(IngressConfig config, int port) {
        LOG.atInfo()
                .addKeyValue("port", port)
                .addKeyValue("metaVerification", config.verifyToken().isPresent() ? "on" : "off (VERIFY_TOKEN unset)")
                .addKeyValue("metaWebhooks", config.appSecrets().isEmpty() ? "off (WHATSAPP_APP_SECRET unset)" : "on")
                .addKeyValue(
                        "webhook", config.webhookTokens().isEmpty() ? "loopback only (WEBHOOK_TOKEN unset)" : "token")
                .log("Ingress is listening");
    }
}
