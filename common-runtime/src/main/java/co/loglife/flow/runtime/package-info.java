/**
 * How a service touches the world: its environment, Kafka, health, metrics, logs and shutdown. A class moves here with
 * its second user.
 */
@NullMarked
package co.loglife.flow.runtime;

import org.jspecify.annotations.NullMarked;
