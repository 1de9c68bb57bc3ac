/** The rim towards HTTP: each route reads, verifies, normalizes, hands over, and answers. */
@NullMarked
package co.loglife.flow.ingress.http;

import org.jspecify.annotations.NullMarked;
