/** How a log line looks, as text and as JSON. Whatever a line is given, it stays one line and shows no whole number. */
@NullMarked
package co.loglife.flow.runtime.log;

import org.jspecify.annotations.NullMarked;
