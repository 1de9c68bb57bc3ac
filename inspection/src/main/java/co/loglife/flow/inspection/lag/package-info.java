/** How far each consumer group is behind. */
@NullMarked
package co.loglife.flow.inspection.lag;

import org.jspecify.annotations.NullMarked;
