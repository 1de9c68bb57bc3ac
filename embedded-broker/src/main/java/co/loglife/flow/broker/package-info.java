/** A real Kafka broker (KRaft, one node) in this process: for {@code ./flow up}, for development and for tests. */
@NullMarked
package co.loglife.flow.broker;

import org.jspecify.annotations.NullMarked;
