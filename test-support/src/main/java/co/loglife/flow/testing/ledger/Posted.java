package co.loglife.flow.testing.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that a user sent, to which there is one reply.
 *
 * @param id of the message
 * @param user who sent it
 * @param number of the message within its conversation, from 0
 * @param reply the words of the reply there must be; empty when any will do
 * @param answered when ingress answered 200; null when it never did
 */
public record Posted(
        String id,
        String user,
        int number,
        String reply,
        @Nullable Instant answered) {}
