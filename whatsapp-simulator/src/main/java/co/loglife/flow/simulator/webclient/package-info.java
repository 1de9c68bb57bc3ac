/**
 * The Web client as the sender and the ingress meet it: the seed's {@code /send-message} with an id that makes a repeat
 * harmless, its memory of ids, its acks.
 */
@NullMarked
package co.loglife.flow.simulator.webclient;

import org.jspecify.annotations.NullMarked;
