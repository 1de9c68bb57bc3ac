/** Meta's webhooks: their signature, their verification, and what they mean. Pure. */
@NullMarked
package co.loglife.flow.ingress.graphapi;

import org.jspecify.annotations.NullMarked;
