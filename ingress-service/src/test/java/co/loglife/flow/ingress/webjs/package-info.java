@NullMarked
package co.loglife.flow.ingress.webjs;

import org.jspecify.annotations.NullMarked;
