/** Tests. */
@NullMarked
package co.loglife.flow.simulator.webclient;

import org.jspecify.annotations.NullMarked;
