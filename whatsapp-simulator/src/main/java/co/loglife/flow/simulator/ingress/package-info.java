/** The way to the ingress: webhooks posted in order, and again until they are taken. */
@NullMarked
package co.loglife.flow.simulator.ingress;

import org.jspecify.annotations.NullMarked;
