@NullMarked
package co.loglife.flow.console.live;

import org.jspecify.annotations.NullMarked;
