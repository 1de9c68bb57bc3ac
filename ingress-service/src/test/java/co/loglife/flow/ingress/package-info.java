/** Ingress as its callers see it, before a real broker. */
@NullMarked
package co.loglife.flow.ingress;

import org.jspecify.annotations.NullMarked;
