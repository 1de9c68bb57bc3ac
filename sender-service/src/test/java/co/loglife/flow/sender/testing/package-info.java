/** What the sender's tests share: WhatsApp's two sides as fakes on raw sockets, and a sender to start. */
@NullMarked
package co.loglife.flow.sender.testing;

import org.jspecify.annotations.NullMarked;
