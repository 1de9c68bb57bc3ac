package co.loglife.flow.runtime;

import co.loglife.flow.model.TopicLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * The topics on a cluster: made by one idempotent step, checked by every service at its start. Topics are never made by
 * writing to them.
 */
public final class Topics {
    /** How often a start looks again for a broker or topics that are not there yet. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    /** How long new partitions may take to have leaders. */
    private static final Duration LEADERS_AT_LATEST = Duration.ofSeconds(30);

    /**
     * The longest span of time in one file. Brokers delete and compact whole files, so what is over its retention goes
     * with at most this delay; a week, Kafka's own, would double the retention of most topics.
     */
    private static final Duration FILE = Duration.ofDays(1);

    private Topics() {}

    /** Reads {@code TOPIC_PREFIX}. */
    public static TopicLayout layout(EnvReader env) {
        String prefix = env.text("TOPIC_PREFIX", TopicLayout.DEFAULT_PREFIX, "what every topic's name begins with");
        try {
            return new TopicLayout(prefix);
        } catch (IllegalArgumentException e) {
            env.problem("TOPIC_PREFIX is not valid (" + e.getMessage() + ")");
            return new TopicLayout(TopicLayout.DEFAULT_PREFIX);
        }
    }

    /**
     * How topics are made.
     *
     * @param partitions of every topic; never to be changed later, since it moves users to other partitions
     * @param replication copies of each record
     */
    public record Shape(int partitions, short replication) {
        /** Reads {@code TOPIC_PARTITIONS} and {@code TOPIC_REPLICATION}. */
        public static Shape from(EnvReader env) {
            return new Shape(
                    env.number("TOPIC_PARTITIONS", 12, 1, 1000, "partitions of each topic; fixed once made"),
                    (short) env.number("TOPIC_REPLICATION", 1, 1, 9, "copies of each record; 3 in production"));
        }

        /** How many copies must be written before a record counts: a majority where there are three or more. */
        int minInsync() {
            return replication >= 3 ? 2 : 1;
        }
    }

    /**
     * Makes the topics that are missing and leaves the others as they are.
     *
     * @return the names of those made
     * @throws KafkaUnreachableException when the cluster does not answer
     */
    public static List<String> create(Admin admin, TopicLayout layout, Shape shape) throws InterruptedException {
        List<String> made = new ArrayList<>();
        try {
            Set<String> there = admin.listTopics().names().get();
            for (TopicLayout.Kind kind : TopicLayout.Kind.values()) {
                if (there.contains(layout.name(kind))) {
                    continue;
                }
                if (createOne(admin, newTopic(layout, kind, shape))) {
                    made.add(layout.name(kind));
                }
            }
            awaitLeaders(admin, made, shape.partitions());
        } catch (ExecutionException e) {
            throw new KafkaUnreachableException(e.getCause());
        }
        return made;
    }

    /**
     * A topic is told of before all its partitions can be written to. An idempotent producer that meets such a one with
     * several requests under way may not find its order again (KAFKA-15591), so nobody is to be that early.
     */
    private static void awaitLeaders(Admin admin, List<String> topics, int partitions)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> all = new HashMap<>();
        for (String topic : topics) {
            for (int partition = 0; partition < partitions; partition++) {
                all.put(new TopicPartition(topic, partition), OffsetSpec.latest());
            }
        }
        long giveUp = System.nanoTime() + LEADERS_AT_LATEST.toNanos();
        while (!haveLeaders(admin, topics, all)) {
            if (System.nanoTime() >= giveUp) {
                throw new KafkaUnreachableException(
                        new TimeoutException("topics were made, but some partition has no leader"));
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }

    /** First what the brokers say of the topics: asked for the offsets of one not known yet, the client logs errors. */
    private static boolean haveLeaders(Admin admin, List<String> topics, Map<TopicPartition, OffsetSpec> all)
            throws InterruptedException, ExecutionException {
        try {
            admin.describeTopics(topics).allTopicNames().get();
            admin.listOffsets(all).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException) {
                return false;
            }
            throw e;
        }
    }

    private static boolean createOne(Admin admin, NewTopic topic) throws InterruptedException, ExecutionException {
        try {
            admin.createTopics(List.of(topic)).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) { // somebody else made it meanwhile
                return false;
            }
            throw e;
        }
    }

    private static NewTopic newTopic(TopicLayout layout, TopicLayout.Kind kind, Shape shape) {
        Map<String, String> config = new TreeMap<>();
        config.put("cleanup.policy", kind.isCompacted() ? "compact" : "delete");
        if (kind.isCompacted()) {
            config.put("max.compaction.lag.ms", String.valueOf(FILE.toMillis()));
        } else {
            config.put("retention.ms", String.valueOf(kind.retention().toMillis()));
        }
        config.put("segment.ms", String.valueOf(FILE.toMillis()));
        // A machine whose clock is hours ahead writes on: brokers refuse what is more than one hour ahead by default.
        config.put("message.timestamp.after.max.ms", String.valueOf(Long.MAX_VALUE));
        config.put("max.message.bytes", String.valueOf(kind.maxRecordBytes()));
        config.put("min.insync.replicas", String.valueOf(shape.minInsync()));
        return new NewTopic(layout.name(kind), shape.partitions(), shape.replication()).configs(config);
    }

    /**
     * The number of partitions of each topic that is there.
     *
     * @throws KafkaUnreachableException when the cluster does not answer
     */
    public static Map<String, Integer> partitions(Admin admin, TopicLayout layout) throws InterruptedException {
        Map<String, Integer> found = new TreeMap<>();
        described(admin, layout)
                .forEach((name, topic) -> found.put(name, topic.partitions().size()));
        return found;
    }

    /** Waits until every topic is there with the same number of partitions each, for a part that only looks. */
    public static void await(KafkaSettings kafka, TopicLayout layout) throws InterruptedException {
        await(kafka, layout, new TopicUse(Set.of(), Set.of()));
    }

    /**
     * Waits until every topic is there with the same number of partitions each, and may be used as a part needs.
     *
     * @throws ConfigException when they are not within {@link KafkaSettings#startupWait}, or at once when Kafka refuses
     *     the user; the message says what is wrong
     */
    public static void await(KafkaSettings kafka, TopicLayout layout, TopicUse use) throws InterruptedException {
        long giveUp = System.nanoTime() + kafka.startupWait().toNanos();
        try (Admin admin = open(kafka)) {
            while (true) {
                String problem = problem(admin, kafka, layout, use);
                if (problem.isEmpty()) {
                    return;
                }
                if (System.nanoTime() >= giveUp) {
                    throw new ConfigException(List.of(problem));
                }
                Thread.sleep(LOOK_AGAIN);
            }
        }
    }

    private static Admin open(KafkaSettings kafka) {
        try {
            return Admin.create(kafka.admin(Map.of("default.api.timeout.ms", 5_000, "request.timeout.ms", 3_000)));
        } catch (KafkaException e) { // settings that contradict each other, a trust store that cannot be read
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new ConfigException(List.of("Kafka's settings (KAFKA_…) are not valid: " + cause.getMessage()));
        }
    }

    private static String problem(Admin admin, KafkaSettings kafka, TopicLayout layout, TopicUse use)
            throws InterruptedException {
        try {
            Map<String, TopicDescription> found = described(admin, layout);
            List<String> missing = layout.names().stream()
                    .filter(name -> !found.containsKey(name))
                    .toList();
            if (!missing.isEmpty()) {
                return "topics missing, or not to be seen by this Kafka user: " + String.join(", ", missing)
                        + " (./flow topics makes them, ./flow acls tells the rights)";
            }
            Map<String, Integer> partitions = new TreeMap<>();
            Map<String, Set<AclOperation>> allowed = new TreeMap<>();
            found.forEach((name, topic) -> {
                partitions.put(name, topic.partitions().size());
                // A broker that does not tell forbids later, if at all.
                allowed.put(
                        name,
                        Objects.requireNonNullElse(topic.authorizedOperations(), EnumSet.allOf(AclOperation.class)));
            });
            // Order, state and the ledger rest on a user having the same partition number in every topic.
            if (new HashSet<>(partitions.values()).size() > 1) {
                return "topics differ in their partitions: " + partitions;
            }
            List<String> denied = use.denied(layout, allowed);
            return denied.isEmpty()
                    ? ""
                    : "this Kafka user may not: " + String.join(", ", denied) + " (./flow acls tells the rights)";
        } catch (KafkaUnreachableException e) {
            if (e.getCause() instanceof AuthenticationException refused) {
                throw new ConfigException(List.of("Kafka at " + kafka.bootstrapServers()
                        + " and this user do not accept each other (KAFKA_SASL_…, KAFKA_SSL_…): "
                        + refused.getMessage()));
            }
            return "no Kafka broker answers at " + kafka.bootstrapServers() + " (KAFKA_BOOTSTRAP_SERVERS)";
        }
    }

    private static Map<String, TopicDescription> described(Admin admin, TopicLayout layout)
            throws InterruptedException {
        try {
            Set<String> wanted = new HashSet<>(layout.names());
            wanted.retainAll(admin.listTopics().names().get());
            return admin.describeTopics(wanted, new DescribeTopicsOptions().includeAuthorizedOperations(true))
                    .allTopicNames()
                    .get();
        } catch (ExecutionException e) {
            throw new KafkaUnreachableException(e.getCause());
        }
    }
}
