@NullMarked
package co.loglife.flow.console.memory;

import org.jspecify.annotations.NullMarked;
