package co.loglife.flow.runtime;

import co.loglife.flow.model.TopicLayout;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;

/**
 * What a part does with the topics. A start checks that it may, and the rights that {@code ./flow acls} gives are made
 * from it.
 *
 * @param reads topics it reads
 * @param writes topics it appends to
 */
public record TopicUse(Set<TopicLayout.Kind> reads, Set<TopicLayout.Kind> writes) {
    public TopicUse {
        reads = Set.copyOf(reads);
        writes = Set.copyOf(writes);
    }

    /** What it must be allowed to do with one of them; with those it does not use, to see that they are there. */
    public Set<AclOperation> operations(TopicLayout.Kind kind) {
        Set<AclOperation> operations = EnumSet.noneOf(AclOperation.class);
        if (reads.contains(kind)) {
            operations.add(AclOperation.READ);
        }
        if (writes.contains(kind)) {
            operations.add(AclOperation.WRITE);
        }
        return operations.isEmpty() ? EnumSet.of(AclOperation.DESCRIBE) : operations;
    }

    /** What it is not allowed to do, {@code WRITE whatsapp.incoming} say, given what Kafka allows on each topic. */
    List<String> denied(TopicLayout topics, Map<String, Set<AclOperation>> allowed) {
        return List.of(TopicLayout.Kind.values()).stream()
                .flatMap(kind -> operations(kind).stream()
                        .filter(operation -> !allowed.getOrDefault(topics.name(kind), Set.of())
                                .contains(operation))
                        .map(operation -> operation + " " + topics.name(kind)))
                .toList();
    }
}
