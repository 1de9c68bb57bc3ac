/** The rim towards Kafka: the outgoing topic read, the ledger written and read, dead letters written. */
@NullMarked
package co.loglife.flow.sender.kafka;

import org.jspecify.annotations.NullMarked;
