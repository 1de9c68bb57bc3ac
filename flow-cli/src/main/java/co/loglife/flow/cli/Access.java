package co.loglife.flow.cli;

import co.loglife.flow.ingress.IngressWiring;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.model.TopicLayout.Kind;
import co.loglife.flow.router.RouterWiring;
import co.loglife.flow.runtime.TopicUse;
import co.loglife.flow.sender.SenderWiring;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What each part may do on a cluster that asks: the least it needs. READ and WRITE contain DESCRIBE. Held by
 * {@code SecuredKafkaTest}, where a broker lets nobody do anything else.
 */
final class Access {
    private Access() {}

    /** Who is given rights, each as a Kafka user of its own. */
    enum Part {
        INGRESS,
        ROUTER,
        SENDER,
        /** The page and the commands that only look. */
        CONSOLE,
        /** The step that makes topics. */
        TOPICS,
        /** KEDA, which counts what is not read yet. */
        SCALER;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One thing a part may do. */
    record Right(Part part, ResourceType type, String name, PatternType pattern, AclOperation operation) {
        /**
         * As Kafka keeps it.
         *
         * @param principal the part's user, {@code User:flow-ingress} say
         */
        AclBinding binding(String principal) {
            return new AclBinding(
                    new ResourcePattern(type, name, pattern),
                    new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW));
        }
    }

    /** Everything that all parts of an installation need. */
    static List<Right> rights(TopicLayout topics) {
        List<Right> all = new ArrayList<>();
        used(all, Part.INGRESS, topics, IngressWiring.USE);
        used(all, Part.ROUTER, topics, RouterWiring.USE);
        used(all, Part.SENDER, topics, SenderWiring.USE);

        // Kafka Streams makes topics of its own below its own name, in transactions of that name.
        String application = topics.prefix() + "router";
        for (AclOperation operation : List.of(AclOperation.CREATE, AclOperation.READ, AclOperation.WRITE)) {
            all.add(below(Part.ROUTER, ResourceType.TOPIC, application + "-", operation));
        }
        all.add(below(Part.ROUTER, ResourceType.TRANSACTIONAL_ID, application, AclOperation.WRITE));
        all.add(group(Part.ROUTER, application, AclOperation.READ));

        all.add(group(Part.SENDER, topics.prefix() + "sender", AclOperation.READ));
        all.add(group(Part.SENDER, topics.prefix() + "sender-web", AclOperation.READ));

        all.add(below(Part.CONSOLE, ResourceType.TOPIC, topics.prefix(), AclOperation.READ));
        all.add(below(Part.CONSOLE, ResourceType.GROUP, topics.prefix(), AclOperation.DESCRIBE));

        all.add(below(Part.TOPICS, ResourceType.TOPIC, topics.prefix(), AclOperation.CREATE));
        all.add(below(Part.TOPICS, ResourceType.TOPIC, topics.prefix(), AclOperation.DESCRIBE));

        all.add(topic(Part.SCALER, topics, Kind.INCOMING, AclOperation.DESCRIBE));
        all.add(topic(Part.SCALER, topics, Kind.OUTGOING, AclOperation.DESCRIBE));
        all.add(below(Part.SCALER, ResourceType.GROUP, topics.prefix(), AclOperation.DESCRIBE));
        return all;
    }

    private static void used(List<Right> all, Part part, TopicLayout topics, TopicUse use) {
        for (Kind kind : Kind.values()) {
            for (AclOperation operation : use.operations(kind)) {
                all.add(topic(part, topics, kind, operation));
            }
        }
    }

    private static Right topic(Part part, TopicLayout topics, Kind kind, AclOperation operation) {
        return new Right(part, ResourceType.TOPIC, topics.name(kind), PatternType.LITERAL, operation);
    }

    private static Right group(Part part, String name, AclOperation operation) {
        return new Right(part, ResourceType.GROUP, name, PatternType.LITERAL, operation);
    }

    private static Right below(Part part, ResourceType type, String beginning, AclOperation operation) {
        return new Right(part, type, beginning, PatternType.PREFIXED, operation);
    }
}
