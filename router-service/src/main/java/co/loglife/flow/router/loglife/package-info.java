/**
 * The LogLife bot: daily goals, reminders, ratings and summaries by chat. Pure: it knows the bot's interface and the
 * records, and no Kafka, clock or network.
 */
@NullMarked
package co.loglife.flow.router.loglife;

import org.jspecify.annotations.NullMarked;
