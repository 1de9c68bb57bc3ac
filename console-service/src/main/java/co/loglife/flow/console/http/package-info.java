/** The console's routes and who may use them. */
@NullMarked
package co.loglife.flow.console.http;

import org.jspecify.annotations.NullMarked;
