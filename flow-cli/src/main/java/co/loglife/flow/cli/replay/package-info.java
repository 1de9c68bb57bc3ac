/**
 * Recorded input through today's code: {@code ./flow replay}. Nothing here writes to a broker, but for the repaired
 * records of {@code --renormalize --yes}.
 */
@NullMarked
package co.loglife.flow.cli.replay;

import org.jspecify.annotations.NullMarked;
