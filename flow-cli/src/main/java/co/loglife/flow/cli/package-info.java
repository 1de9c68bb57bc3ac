/** The command {@code ./flow}: runs the parts, speaks as a simulated phone and shows what is on the topics. */
@NullMarked
package co.loglife.flow.cli;

import org.jspecify.annotations.NullMarked;
