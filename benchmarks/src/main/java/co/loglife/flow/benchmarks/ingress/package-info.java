/**
 * Ingress under load: a signed webhook in, verified, parsed, normalized, acknowledged by Kafka, answered. Beside it the
 * same server without Kafka, and a Spring Boot controller that does the same work with spring-kafka.
 */
@NullMarked
package co.loglife.flow.benchmarks.ingress;

import org.jspecify.annotations.NullMarked;
