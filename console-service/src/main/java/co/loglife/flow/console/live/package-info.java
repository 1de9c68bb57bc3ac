/** Following the topics, one reader for all who watch, and what flows at each second. */
@NullMarked
package co.loglife.flow.console.live;

import org.jspecify.annotations.NullMarked;
