/** The chat page, the stream of what happens, and the routes for tests and people: calls and faults. */
@NullMarked
package co.loglife.flow.simulator.page;

import org.jspecify.annotations.NullMarked;
