package co.loglife.flow.testing.ledger;

/**
 * A record on the incoming topic.
 *
 * @param place where it is
 * @param id of the message
 * @param user its key
 */
public record Incoming(Place place, String id, String user) {}
