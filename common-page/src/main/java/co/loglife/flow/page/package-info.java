/**
 * What the pages of the simulator and the console share: their files, how they are served, and the stream of events.
 */
@NullMarked
package co.loglife.flow.page;

import org.jspecify.annotations.NullMarked;
