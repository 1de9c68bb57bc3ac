/** The router beside JSON in and JSON out without a bot or state, and beside itself with at-least-once. */
@NullMarked
package co.loglife.flow.benchmarks.router;

import org.jspecify.annotations.NullMarked;
