@NullMarked
package co.loglife.flow.ingress.normalized;

import org.jspecify.annotations.NullMarked;
