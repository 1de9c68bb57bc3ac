/** Tests. */
@NullMarked
package co.loglife.flow.simulator.chats;

import org.jspecify.annotations.NullMarked;
