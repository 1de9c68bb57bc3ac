package co.loglife.flow.inspection.trace;

import co.loglife.flow.inspection.way.Ids;
import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.UnreadableException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Picks the records of one message by their bytes: each holds its root id, since the ids of replies begin with it. Only
 * WhatsApp's reports may name nothing but the provider id; it is learnt from the note that came before.
 */
final class Family implements Predicate<ConsumerRecord<byte[], byte[]>> {
    private final String root;
    private final String deliveries;
    private final Map<String, Needle> needles = new HashMap<>();

    Family(String root, String deliveries) {
        this.root = root;
        this.deliveries = deliveries;
        learn(root);
    }

    @Override
    public boolean test(ConsumerRecord<byte[], byte[]> record) {
        if (needles.values().stream().noneMatch(needle -> needle.isIn(record.value()))) {
            return false;
        }
        if (record.topic().equals(deliveries)) {
            learnFrom(record.value());
        }
        return true;
    }

    private void learnFrom(byte[] value) {
        try {
            Delivery delivery = Json.read(value, Delivery.class);
            if (delivery.providerId() != null
                    && delivery.outgoingId() != null
                    && Ids.cause(delivery.outgoingId()).equals(root)) {
                learn(delivery.providerId());
            }
        } catch (UnreadableException e) {
            // It teaches nothing.
        }
    }

    private void learn(String id) {
        needles.computeIfAbsent(id, _ -> Needle.of(inJson(id)));
    }

    /** As the id stands within a record: with escapes where it needs them. */
    static String inJson(String id) {
        String quoted = new String(Json.write(id), StandardCharsets.UTF_8);
        return quoted.substring(1, quoted.length() - 1);
    }
}
