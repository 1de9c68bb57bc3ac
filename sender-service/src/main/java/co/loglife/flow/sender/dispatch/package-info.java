/**
 * Who is sent what, and when: a queue per user, what follows an attempt, holds and pacing, and the reading of the
 * ledger. It knows neither Kafka nor HTTP; it is handed a {@link co.loglife.flow.sender.dispatch.Transport} and a
 * {@link co.loglife.flow.sender.dispatch.Journal}.
 */
@NullMarked
package co.loglife.flow.sender.dispatch;

import org.jspecify.annotations.NullMarked;
