package co.loglife.flow.testing.ledger;

/**
 * A committed record on the outgoing topic.
 *
 * @param place where it is
 * @param id of the reply
 * @param inReplyTo id of the message it answers
 * @param user its key
 */
public record Outgoing(Place place, String id, String inReplyTo, String user) {}
