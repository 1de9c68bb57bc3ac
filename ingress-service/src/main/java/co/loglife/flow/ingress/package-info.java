/** Webhooks in, Kafka out: a request is answered once everything it said is on its topics. */
@NullMarked
package co.loglife.flow.ingress;

import org.jspecify.annotations.NullMarked;
