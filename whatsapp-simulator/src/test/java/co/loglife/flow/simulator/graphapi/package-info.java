/** Tests. */
@NullMarked
package co.loglife.flow.simulator.graphapi;

import org.jspecify.annotations.NullMarked;
