/** The simulator as its users meet it: over HTTP, and in a browser. */
@NullMarked
package co.loglife.flow.simulator;

import org.jspecify.annotations.NullMarked;
