/** What both APIs were asked for, remembered for tests and people. */
@NullMarked
package co.loglife.flow.simulator.calls;

import org.jspecify.annotations.NullMarked;
