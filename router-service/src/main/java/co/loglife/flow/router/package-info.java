/** The router: incoming messages to replies by way of a bot, exactly once, with each user's conversation in between. */
@NullMarked
package co.loglife.flow.router;

import org.jspecify.annotations.NullMarked;
