package co.loglife.flow.cli.replay;

import co.loglife.flow.model.Json;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.UnreadableException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the router answered live, by the message it answered. Of each reply only its offset and 64 bits of its digest
 * are kept, so that a partition of a week fits the memory of a command.
 *
 * <p>Replies are compared as today's code would write them: a field that has been added since is no difference.
 */
final class RecordedReplies {
    private static final String APOLOGY = ":error";

    private final Map<Long, Group> replies = new HashMap<>();
    private final Map<Long, Group> apologies = new HashMap<>();
    private final Set<Long> apologized = new HashSet<>();

    /**
     * The replies to one message: parallel lists of where each is in the outgoing partition and what it was.
     *
     * @param offsets of each reply
     * @param digests of each reply
     */
    record Group(List<Long> offsets, List<Long> digests) {
        static final Group NONE = new Group(List.of(), List.of());

        Group {
            offsets = List.copyOf(offsets);
            digests = List.copyOf(digests);
        }

        private Group with(Group more) {
            return new Group(joined(offsets, more.offsets), joined(digests, more.digests));
        }

        /** Whether these are byte for byte the values given, in this order. */
        boolean are(List<byte[]> values) {
            return digests.equals(values.stream().map(RecordedReplies::digest).toList());
        }

        private static List<Long> joined(List<Long> one, List<Long> other) {
            return IntStream.range(0, one.size() + other.size())
                    .mapToObj(i -> i < one.size() ? one.get(i) : other.get(i - one.size()))
                    .toList();
        }
    }

    /** A record of the outgoing topic. One that no incoming message caused does no harm: nobody will ask for it. */
    void add(ConsumerRecord<byte[], byte[]> record) {
        OutgoingMessage reply;
        try {
            reply = Json.read(record.value(), OutgoingMessage.class);
        } catch (UnreadableException _) { // no reply of the router's
            return;
        }
        int colon = reply.id().lastIndexOf(':');
        if (colon > 0) {
            Map<Long, Group> of = reply.id().endsWith(APOLOGY) ? apologies : replies;
            of.merge(
                    digest(reply.id().substring(0, colon)),
                    new Group(List.of(record.offset()), List.of(digest(Json.write(reply)))),
                    Group::with);
        }
    }

    /**
     * What was answered when a message came; each answer is given once, since a repeat is not answered again.
     *
     * @param redriven whether it came as a dead letter that somebody sent back: only that makes up for an apology
     */
    Group take(String incomingId, boolean redriven) {
        long id = digest(incomingId);
        Group apology = redriven ? null : apologies.remove(id);
        if (apology != null) {
            apologized.add(id);
            return apology;
        }
        Group group = redriven || !apologized.contains(id) ? replies.remove(id) : null;
        return group == null ? Group.NONE : group;
    }

    private static long digest(String text) {
        return digest(text.getBytes(StandardCharsets.UTF_8));
    }

    private static long digest(byte[] bytes) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .getLong();
        } catch (NoSuchAlgorithmException e) { // every Java has it
            throw new IllegalStateException(e);
        }
    }
}
