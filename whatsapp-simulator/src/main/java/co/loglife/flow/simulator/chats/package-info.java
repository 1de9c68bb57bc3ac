/** The chats of simulated people, one for each number and way to WhatsApp, and what happens in them. */
@NullMarked
package co.loglife.flow.simulator.chats;

import org.jspecify.annotations.NullMarked;
