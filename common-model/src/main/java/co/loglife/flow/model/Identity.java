package co.loglife.flow.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/**
 * An id that hides a person's number and the user it was seen with: the value of the identities topic, keyed by
 * {@code userId}. Whoever sees both in one message writes the pair, so that a later record that comes without the phone
 * number finds its conversation.
 *
 * @param userId the business-scoped id, or the LID with its domain: the key of records without a number
 * @param user the user it belongs to, keyed by phone number
 * @param seenAt when the two were seen together
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Identity(String userId, User user, Instant seenAt) {
    public Identity {
        Required.text("user_id", userId);
        Required.field("user", user);
        Required.field("seen_at", seenAt);
    }
}
