package co.loglife.flow.ingress.publish;

import co.loglife.flow.model.Json;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.model.TopicLayout.Kind;
import co.loglife.flow.runtime.trace.TraceContext;
import co.loglife.flow.runtime.trace.TraceHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Appends what programs want sent to the outgoing topic, where the bot's own replies are. */
public final class OutgoingQueue {
    private final TopicLayout topics;
    private final Publisher publisher;

    public OutgoingQueue(TopicLayout topics, Publisher publisher) {
        this.topics = topics;
        this.publisher = publisher;
    }

    /** Done when it is acknowledged by all in-sync replicas. */
    public CompletableFuture<Void> queue(OutgoingMessage message, TraceContext trace) {
        return publisher.publish(List.of(new ProducerRecord<>(
                topics.name(Kind.OUTGOING),
                null,
                message.user().key().getBytes(StandardCharsets.UTF_8),
                Json.write(message),
                TraceHeaders.with(trace))));
    }
}
