/** Simulated people: what they can say, how each way to WhatsApp words it, and the requests that make them speak. */
@NullMarked
package co.loglife.flow.simulator.phones;

import org.jspecify.annotations.NullMarked;
