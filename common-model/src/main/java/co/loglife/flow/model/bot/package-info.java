/**
 * What a bot is: a pure function of a conversation, a message and the message's time. The router runs one; replay runs
 * the same one on recorded messages and gets byte-equal replies.
 */
@NullMarked
package co.loglife.flow.model.bot;

import org.jspecify.annotations.NullMarked;
