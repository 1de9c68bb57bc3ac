/** Tests. */
@NullMarked
package co.loglife.flow.simulator.faults;

import org.jspecify.annotations.NullMarked;
