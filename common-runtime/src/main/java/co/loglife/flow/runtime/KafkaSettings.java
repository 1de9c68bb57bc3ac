package co.loglife.flow.runtime;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How to reach Kafka. Any client setting can be given as {@code KAFKA_} and its name in capitals
 * ({@code KAFKA_SECURITY_PROTOCOL}), for one role only as {@code KAFKA_PRODUCER_…}, {@code KAFKA_CONSUMER_…} or
 * {@code KAFKA_ADMIN_…}; what no client knows ({@code KAFKA_HEAP_OPTS}) is passed over.
 */
public final class KafkaSettings {
    private static final int STARTUP_WAIT_SECONDS = 30;

    private final Map<String, String> given;
    private final Duration startupWait;

    private KafkaSettings(Map<String, String> given, Duration startupWait) {
        this.given = Map.copyOf(given);
        this.startupWait = startupWait;
    }

    /** Reads every {@code KAFKA_…} variable. */
    public static KafkaSettings from(EnvReader env) {
        String servers =
                env.text("KAFKA_BOOTSTRAP_SERVERS", "localhost:9092", "Kafka's brokers, host:port separated by commas");
        if (!servers.matches("[^\\s,:]+:\\d+(,\\s*[^\\s,:]+:\\d+)*|.*\\[.*")) {
            env.problem("KAFKA_BOOTSTRAP_SERVERS is not valid (host:port, separated by commas)");
        }
        Map<String, String> given = new HashMap<>();
        env.startingWith("KAFKA_")
                .forEach(
                        (name, value) -> given.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value));
        given.put("bootstrap.servers", servers);
        return new KafkaSettings(
                given,
                env.seconds(
                        "STARTUP_WAIT_SECONDS",
                        STARTUP_WAIT_SECONDS,
                        0,
                        3600,
                        "how long a start waits for Kafka and the topics before it gives up"));
    }

    /** The settings for a broker at an address, nothing else configured. */
    public static KafkaSettings at(String bootstrapServers) {
        return new KafkaSettings(
                Map.of("bootstrap.servers", bootstrapServers), Duration.ofSeconds(STARTUP_WAIT_SECONDS));
    }

    /** Where the brokers are. */
    public String bootstrapServers() {
        return String.valueOf(given.get("bootstrap.servers"));
    }

    /** How long a start waits for Kafka and the topics before it gives up. */
    public Duration startupWait() {
        return startupWait;
    }

    /** A producer of bytes; the settings given win over {@code ours}. */
    public Map<String, Object> producer(Map<String, ?> ours) {
        return merged(
                Map.of(
                        ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class,
                        ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class),
                ours,
                "producer.",
                ProducerConfig.configNames());
    }

    /** A consumer of bytes; the settings given win over {@code ours}. */
    public Map<String, Object> consumer(Map<String, ?> ours) {
        return merged(
                Map.of(
                        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class,
                        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class),
                ours,
                "consumer.",
                ConsumerConfig.configNames());
    }

    /** An admin client; the settings given win over {@code ours}. */
    public Map<String, Object> admin(Map<String, ?> ours) {
        return merged(Map.of(), ours, "admin.", AdminClientConfig.configNames());
    }

    /**
     * A client with setting names of its own (Kafka Streams): {@code names} says which of the plain settings it knows,
     * {@code role} which prefix is for it alone.
     */
    public Map<String, Object> client(Map<String, ?> ours, String role, Set<String> names) {
        return merged(Map.of(), ours, role, names);
    }

    private Map<String, Object> merged(Map<String, ?> fixed, Map<String, ?> ours, String role, Set<String> known) {
        Map<String, Object> all = new HashMap<>(fixed);
        all.putAll(ours);
        given.forEach((name, value) -> {
            if (known.contains(name)) {
                all.put(name, value);
            }
        });
        given.forEach((name, value) -> {
            if (name.startsWith(role) && known.contains(name.substring(role.length()))) {
                all.put(name.substring(role.length()), value);
            }
        });
        return all;
    }
}
