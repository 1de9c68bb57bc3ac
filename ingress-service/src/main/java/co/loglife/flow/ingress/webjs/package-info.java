/** The Web client's payloads and what they mean. Pure. */
@NullMarked
package co.loglife.flow.ingress.webjs;

import org.jspecify.annotations.NullMarked;
