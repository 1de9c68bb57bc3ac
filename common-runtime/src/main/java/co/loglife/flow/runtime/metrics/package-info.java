/** What all services measure alike: which meters there are, the buckets of times, dead letters, Kafka's own, lag. */
@NullMarked
package co.loglife.flow.runtime.metrics;

import org.jspecify.annotations.NullMarked;
