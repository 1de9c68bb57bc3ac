/** The last records of the topics by user, within bounds, and their dead letters. */
@NullMarked
package co.loglife.flow.console.memory;

import org.jspecify.annotations.NullMarked;
