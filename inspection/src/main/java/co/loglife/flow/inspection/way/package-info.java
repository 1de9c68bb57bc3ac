/**
 * What the records on the topics say, and the way of a message through them. Pure: records in, values out; no Kafka
 * client, clock or log.
 */
@NullMarked
package co.loglife.flow.inspection.way;

import org.jspecify.annotations.NullMarked;
