/** What can be made to go wrong, by request: errors, slowness, cut connections, limits, lost sessions, odd statuses. */
@NullMarked
package co.loglife.flow.simulator.faults;

import org.jspecify.annotations.NullMarked;
