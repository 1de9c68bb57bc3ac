/**
 * Reading the topics without a group: by key, time and offset, bounded, committed records only. Moves nobody's offsets.
 */
@NullMarked
package co.loglife.flow.inspection.log;

import org.jspecify.annotations.NullMarked;
