/**
 * W3C Trace Context from the HTTP request through the headers of records to the HTTP call, always; spans of it,
 * exported by OTLP, where an endpoint is configured.
 */
@NullMarked
package co.loglife.flow.runtime.trace;

import org.jspecify.annotations.NullMarked;
