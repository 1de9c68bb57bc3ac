package co.loglife.flow.testing.ledger;

import co.loglife.flow.model.ErrorClass;

/**
 * A dead letter.
 *
 * @param place where it is
 * @param source where the record was that was given up
 * @param errorClass why
 */
public record Buried(Place place, Place source, ErrorClass errorClass) {}
