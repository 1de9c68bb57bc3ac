/**
 * What must hold after a fault, computed from what was seen at both ends and on every topic between. Pure: whoever
 * reads the topics, by offset and never by a consumer group, hands in what there is.
 */
@NullMarked
package co.loglife.flow.testing.ledger;

import org.jspecify.annotations.NullMarked;
