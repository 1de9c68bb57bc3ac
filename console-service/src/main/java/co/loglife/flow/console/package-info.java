/**
 * The page against a real deployment: conversations as chats, the way of each message, what flows, dead letters. It
 * reads the topics without a group and writes nothing, unless re-driving is allowed.
 */
@NullMarked
package co.loglife.flow.console;

import org.jspecify.annotations.NullMarked;
