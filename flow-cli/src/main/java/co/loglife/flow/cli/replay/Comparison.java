package co.loglife.flow.cli.replay;

import co.loglife.flow.model.IncomingMessage;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * Holds replayed turns against what was recorded: the first difference of each conversation. What follows it in that
 * conversation is no more looked at, since it would differ because of the first.
 */
final class Comparison {
    private final Set<String> conversations = new HashSet<>();
    private final Set<String> diverged = new HashSet<>();
    private long messages;
    private long notKept;

    /**
     * Compares one turn.
     *
     * @param recorded the replies of the partition
     * @param keptSince replies to what was written before it (milliseconds since 1970) may be kept no more
     * @param value the recorded reply at an offset
     */
    Optional<Divergence> of(Played played, RecordedReplies recorded, long keptSince, LongFunction<byte[]> value) {
        RecordedReplies.Group group = played.message()
                .map(IncomingMessage::id)
                .map(id -> recorded.take(id, played.isRedriven()))
                .orElse(RecordedReplies.Group.NONE);
        if (!played.isAsked() || diverged.contains(played.user())) {
            return Optional.empty();
        }
        if (played.record().timestamp() < keptSince) {
            notKept++;
            return Optional.empty();
        }
        messages++;
        conversations.add(played.user());
        if (group.are(played.outcome().replies())) {
            return Optional.empty();
        }
        diverged.add(played.user());
        List<byte[]> was = group.offsets().stream().map(value::apply).toList();
        return Optional.of(new Divergence(played, was));
    }

    /** How many messages were compared. */
    long messages() {
        return messages;
    }

    /** How many messages were not, since their replies are kept no more. */
    long notKept() {
        return notKept;
    }

    /** In how many conversations. */
    int conversations() {
        return conversations.size();
    }

    /** How many of them differ. */
    int diverged() {
        return diverged.size();
    }
}
