package co.loglife.flow.benchmarks.ingress;

import co.loglife.flow.benchmarks.Side;
import co.loglife.flow.ingress.graphapi.GraphApiNormalizer;
import co.loglife.flow.ingress.http.Answers;
import co.loglife.flow.ingress.http.Bodies;
import co.loglife.flow.ingress.http.Callers;
import co.loglife.flow.ingress.http.Guesses;
import co.loglife.flow.ingress.http.MetaRoutes;
import co.loglife.flow.ingress.http.RequestMetrics;
import co.loglife.flow.ingress.publish.Intake;
import co.loglife.flow.ingress.publish.Publisher;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.runtime.HttpServer;
import co.loglife.flow.runtime.Metrics;
import co.loglife.flow.runtime.Secret;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Ingress with all of its work but the last step: its records are made and thrown away. */
public final class ServerWithoutKafka {
    private static final int BODY_LIMIT = 4 << 20;

    private ServerWithoutKafka() {}

    static void main() {
        PrometheusMeterRegistry metrics = Metrics.of("ingress");
        Intake intake =
                new Intake(new TopicLayout(TopicLayout.DEFAULT_PREFIX), new Nowhere(), metrics, InstantSource.system());
        MetaRoutes meta = new MetaRoutes(
                Optional.empty(),
                new Callers(0),
                new Guesses(0),
                List.of(new Secret(Load.SECRET)),
                new Bodies(64 << 20),
                BODY_LIMIT,
                new GraphApiNormalizer("default"),
                intake,
                InstantSource.system(),
                metrics);
        Side.tell(HttpServer.start("127.0.0.1", 0, "no variable", javalin -> {
                    Answers.onErrors(javalin);
                    RequestMetrics.on(javalin, metrics);
                    meta.on(javalin);
                })
                .port());
    }

    /** Takes records and has them acknowledged at once. */
    private static final class Nowhere implements Publisher {
        @Override
        public CompletableFuture<Void> publish(List<ProducerRecord<byte[], byte[]>> records) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
