/** Files, kept in memory within a bound. */
@NullMarked
package co.loglife.flow.simulator.media;

import org.jspecify.annotations.NullMarked;
