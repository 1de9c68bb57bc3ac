/** Tests. */
@NullMarked
package co.loglife.flow.simulator.phones;

import org.jspecify.annotations.NullMarked;
