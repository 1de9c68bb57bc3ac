/**
 * The topics read for people and tools: the way of a message, lag, dead letters and their re-drive. Used by the command
 * line and the console; depends on no service.
 */
@NullMarked
package co.loglife.flow.inspection;

import org.jspecify.annotations.NullMarked;
