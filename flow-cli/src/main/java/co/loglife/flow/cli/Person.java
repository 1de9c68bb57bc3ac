package co.loglife.flow.cli;

import co.loglife.flow.inspection.log.LogReader;
import co.loglife.flow.inspection.log.Progress;
import co.loglife.flow.model.Identity;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.model.UnreadableException;
import co.loglife.flow.model.User;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * All keys of one person.
 *
 * @param user whose key their conversation is under
 * @param userIds the business-scoped ids known to be theirs
 */
record Person(User user, List<String> userIds) {
    Person {
        userIds = List.copyOf(userIds);
    }

    /** Every key records of theirs may be under. */
    List<User> keys() {
        return Stream.concat(Stream.of(user), userIds.stream().map(User::new)).toList();
    }

    /** Finds the person by any of their keys, from what the identities topic says at this moment. */
    static Person of(LogReader reader, User named) {
        Map<String, User> pairs = pairs(reader);
        User owner = pairs.getOrDefault(named.key(), named);
        return new Person(
                owner,
                pairs.entrySet().stream()
                        .filter(pair -> pair.getValue().equals(owner))
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList());
    }

    private static Map<String, User> pairs(LogReader reader) {
        Map<String, User> pairs = new HashMap<>();
        reader.read(
                reader.spans(reader.partitions(TopicLayout.Kind.IDENTITIES), null, null),
                Progress.NONE,
                record -> note(pairs, record),
                () -> false);
        return pairs;
    }

    private static void note(Map<String, User> pairs, ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return;
        }
        String id = new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            pairs.remove(id);
            return;
        }
        try {
            pairs.put(id, Json.read(record.value(), Identity.class).user());
        } catch (UnreadableException e) { // a dead letter of the router's; it tells nobody's id
        }
    }
}
