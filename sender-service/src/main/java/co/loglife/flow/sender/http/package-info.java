/** HTTP calls with a bound on everything: the only place that knows the HTTP client. */
@NullMarked
package co.loglife.flow.sender.http;

import org.jspecify.annotations.NullMarked;
