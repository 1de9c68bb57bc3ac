/**
 * The sender: each record of the outgoing topic to WhatsApp, by the way its {@code client_type} names. In order per
 * user, many users at a time, and every attempt in the ledger before it is made.
 */
@NullMarked
package co.loglife.flow.sender;

import org.jspecify.annotations.NullMarked;
