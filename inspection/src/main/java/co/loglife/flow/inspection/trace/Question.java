package co.loglife.flow.inspection.trace;

import co.loglife.flow.model.Address;
import co.loglife.flow.model.User;
import java.time.Instant;
import java.util.Optional;

/**
 * What is to be traced.
 *
 * @param subject an incoming id, an outgoing id, WhatsApp's id of either, or a user in any spelling
 * @param user whose message an id is, where the asker knows
 * @param since nothing before it, where given
 * @param until nothing after it, where given
 * @param limit at most so many messages of a user, the newest
 */
public record Question(
        String subject, Optional<User> user, Optional<Instant> since, Optional<Instant> until, int limit) {
    /** Everything about an id or a user. */
    public static Question about(String subject) {
        return new Question(subject, Optional.empty(), Optional.empty(), Optional.empty(), 10);
    }

    /** The user, where the subject is one. */
    Optional<User> subjectAsUser() {
        try {
            return Optional.of(Address.parse(subject).user());
        } catch (IllegalArgumentException e) { // then it is an id
            return Optional.empty();
        }
    }
}
