package co.loglife.flow.cli;

import co.loglife.flow.inspection.log.LogReader;
import co.loglife.flow.inspection.log.Progress;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.model.User;
import co.loglife.flow.runtime.KafkaUnreachableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;

/**
 * What the topics hold of one person, and how long: by the cluster's own settings, which may differ from ours.
 *
 * @param held by topic, those kept by user
 * @param webhooks the raw bodies, which are not
 */
record Footprint(List<Held> held, Held webhooks) {
    private static final List<TopicLayout.Kind> BY_USER = List.of(
            TopicLayout.Kind.INCOMING,
            TopicLayout.Kind.OUTGOING,
            TopicLayout.Kind.DELIVERIES,
            TopicLayout.Kind.DEAD_LETTERS);

    Footprint {
        held = List.copyOf(held);
    }

    /**
     * What one topic holds.
     *
     * @param newest when the last of the records was written; empty where there is none
     * @param retention after which the broker may delete a record
     * @param segment the longest a broker keeps appending to one file: it deletes whole files, so a record stays with
     *     later ones in its file up to this much longer
     */
    record Held(String topic, long records, Optional<Instant> newest, Duration retention, Duration segment) {
        /** After which every record is gone. */
        Duration kept() {
            return retention.plus(segment);
        }

        /** Whether the cluster keeps the topic for ever. */
        boolean forEver() {
            return retention.isNegative();
        }

        /** When the last of these records goes; empty where there is none, or it never goes. */
        Optional<Gone> gone() {
            return newest.filter(_ -> !forEver())
                    .map(written -> new Gone(written.plus(retention), written.plus(kept())));
        }
    }

    /** Between which moments something is deleted. */
    record Gone(Instant earliest, Instant latest) {}

    /** Reads the partitions that own the person's keys, from their beginning. */
    static Footprint of(LogReader reader, Admin admin, TopicLayout topics, Person person) throws InterruptedException {
        Map<String, Config> settings = settings(admin, topics);
        List<Held> held = BY_USER.stream()
                .map(kind -> read(reader, kind, person, topics.name(kind), settings))
                .toList();
        return new Footprint(held, held(topics.name(TopicLayout.Kind.WEBHOOKS), List.of(), settings));
    }

    private static Held read(
            LogReader reader, TopicLayout.Kind kind, Person person, String topic, Map<String, Config> settings) {
        Set<String> keys = person.keys().stream().map(User::key).collect(Collectors.toSet());
        Set<TopicPartition> partitions =
                person.keys().stream().map(user -> reader.partition(kind, user)).collect(Collectors.toSet());
        List<Long> times = new ArrayList<>();
        reader.read(
                reader.spans(partitions, null, null),
                Progress.NONE,
                record -> {
                    if (record.key() != null && keys.contains(new String(record.key(), StandardCharsets.UTF_8))) {
                        times.add(record.timestamp());
                    }
                },
                () -> false);
        return held(topic, times, settings);
    }

    private static Held held(String topic, List<Long> times, Map<String, Config> settings) {
        return new Held(
                topic,
                times.size(),
                times.stream().max(Long::compare).map(Instant::ofEpochMilli),
                millis(settings, topic, "retention.ms"),
                millis(settings, topic, "segment.ms"));
    }

    private static Duration millis(Map<String, Config> settings, String topic, String name) {
        Config config = settings.get(topic);
        if (config == null) {
            throw new SentenceException("topic " + topic + " is missing; make it with ./flow topics");
        }
        return Duration.ofMillis(Long.parseLong(config.get(name).value()));
    }

    private static Map<String, Config> settings(Admin admin, TopicLayout topics) throws InterruptedException {
        try {
            return admin
                    .describeConfigs(topics.names().stream()
                            .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                            .toList())
                    .all()
                    .get()
                    .entrySet()
                    .stream()
                    .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
        } catch (ExecutionException e) {
            throw new KafkaUnreachableException(e.getCause());
        }
    }
}
