/** Messages that other programs want sent, and what became of them. Pure. */
@NullMarked
package co.loglife.flow.ingress.outgoing;

import org.jspecify.annotations.NullMarked;
