package co.loglife.flow.testing.ledger;

import java.time.Instant;

/**
 * A call that reached one of the two sides of WhatsApp.
 *
 * @param outgoingId the reply it carried
 * @param user to whom
 * @param words what it said
 * @param taken whether the user has it now, whatever became of the answer; false for a refusal
 * @param at when it was read
 */
public record Call(String outgoingId, String user, String words, boolean taken, Instant at) {}
