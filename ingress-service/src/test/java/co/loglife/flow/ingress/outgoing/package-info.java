@NullMarked
package co.loglife.flow.ingress.outgoing;

import org.jspecify.annotations.NullMarked;
