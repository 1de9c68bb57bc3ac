package co.loglife.flow.testing.ledger;

import co.loglife.flow.model.Delivery;
import java.time.Instant;

/**
 * What the sender wrote on the deliveries topic; not WhatsApp's own reports.
 *
 * @param place where it is
 * @param outgoingId the reply it is about
 * @param state what happened
 * @param written when
 */
public record Note(Place place, String outgoingId, Delivery.State state, Instant written) {}
