package co.loglife.flow.benchmarks.ingress;

import co.loglife.flow.ingress.graphapi.GraphApiNormalizer;
import co.loglife.flow.ingress.graphapi.Signature;
import co.loglife.flow.ingress.normalized.Normalized;
import co.loglife.flow.ingress.normalized.Trees;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.UnreadableException;
import co.loglife.flow.runtime.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.ResponseEntity;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The same work: signature, parsing, the very same normalizer, the same two records, an answer once both are there. */
@RestController
class SpringController {
    private static final String TOPICS = System.getenv("TOPIC_PREFIX");
    private static final List<Signature> SECRETS = List.of(new Signature(new Secret(Load.SECRET)));
    private static final GraphApiNormalizer NORMALIZER = new GraphApiNormalizer("default");

    private final KafkaTemplate<byte[], byte[]> kafka;

    SpringController(KafkaTemplate<byte[], byte[]> kafka) {
        this.kafka = kafka;
    }

    @PostMapping(path = "/whatsapp-incoming", produces = "application/json")
    CompletableFuture<ResponseEntity<String>> receive(
            @RequestBody byte[] body, @RequestHeader(Signature.HEADER) String signature) throws UnreadableException {
        if (!Signature.holds(SECRETS, body, signature)) {
            return CompletableFuture.completedFuture(ResponseEntity.status(401).build());
        }
        List<CompletableFuture<?>> sent = new ArrayList<>();
        sent.add(kafka.send(TOPICS + "webhooks", body));
        for (Normalized element : NORMALIZER.normalize(Trees.ofMeta(body), Instant.now())) {
            if (element instanceof Normalized.Message(var message)) {
                byte[] key = message.user().key().getBytes(StandardCharsets.UTF_8);
                sent.add(kafka.send(TOPICS + "incoming", key, Json.write(message)));
            }
        }
        return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
                .handle((_, failure) -> failure == null
                        ? ResponseEntity.ok("{\"success\":true,\"message\":\"\",\"data\":{}}")
                        : ResponseEntity.status(503).build());
    }
}
