@NullMarked
package co.loglife.flow.console;

import org.jspecify.annotations.NullMarked;
