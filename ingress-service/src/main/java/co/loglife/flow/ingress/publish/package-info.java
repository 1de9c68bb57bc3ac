/** The rim towards Kafka: the records a request makes, appended and acknowledged. */
@NullMarked
package co.loglife.flow.ingress.publish;

import org.jspecify.annotations.NullMarked;
