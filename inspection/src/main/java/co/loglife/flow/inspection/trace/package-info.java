/** Finding a message on the topics by any of its ids, or by its user. */
@NullMarked
package co.loglife.flow.inspection.trace;

import org.jspecify.annotations.NullMarked;
