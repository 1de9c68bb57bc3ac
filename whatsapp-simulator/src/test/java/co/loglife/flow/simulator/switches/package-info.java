@NullMarked
package co.loglife.flow.simulator.switches;

import org.jspecify.annotations.NullMarked;
