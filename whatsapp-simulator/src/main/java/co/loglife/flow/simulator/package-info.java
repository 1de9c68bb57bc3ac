/**
 * The outside world for development, tests and benchmarks: a Graph API, a Web client, and phones that speak to the real
 * ingress and show what comes back. Everything is kept in memory, within bounds; nothing here knows Kafka.
 */
@NullMarked
package co.loglife.flow.simulator;

import org.jspecify.annotations.NullMarked;
