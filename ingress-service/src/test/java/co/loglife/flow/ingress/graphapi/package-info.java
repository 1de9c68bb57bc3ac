@NullMarked
package co.loglife.flow.ingress.graphapi;

import org.jspecify.annotations.NullMarked;
