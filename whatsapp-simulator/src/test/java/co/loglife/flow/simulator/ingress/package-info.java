/** Tests. */
@NullMarked
package co.loglife.flow.simulator.ingress;

import org.jspecify.annotations.NullMarked;
