/**
 * What one record of the incoming topic leads to: read it, leave out what was there before, ask the bot, and say which
 * records follow. Pure, and knows no Kafka, so that the live router and a replay decide by the same code.
 */
@NullMarked
package co.loglife.flow.router.turn;

import org.jspecify.annotations.NullMarked;
