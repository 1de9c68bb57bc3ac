/**
 * Dead letters back to where they came from, once each. What is open, what was sent back and what was given up for good
 * is told by the dead-letters topic alone: the marks are on it too.
 */
@NullMarked
package co.loglife.flow.inspection.redrive;

import org.jspecify.annotations.NullMarked;
