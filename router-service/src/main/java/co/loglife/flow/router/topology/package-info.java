/**
 * The rim of the router: Kafka Streams. It moves bytes between topics, stores and
 * {@link co.loglife.flow.router.turn.Turns}, all in one transaction, and decides nothing.
 */
@NullMarked
package co.loglife.flow.router.topology;

import org.jspecify.annotations.NullMarked;
