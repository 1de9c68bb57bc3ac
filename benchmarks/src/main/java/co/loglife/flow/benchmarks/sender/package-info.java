/** The sender beside a loop that polls, sends and commits, and beside Confluent's parallel-consumer, in one run. */
@NullMarked
package co.loglife.flow.benchmarks.sender;

import org.jspecify.annotations.NullMarked;
