/**
 * {@code ./flow bench}: our services beside peers that do the same work. A package per area holds its
 * {@link co.loglife.flow.benchmarks.Benchmark}; {@link co.loglife.flow.benchmarks.BenchMain} lists them.
 */
@NullMarked
package co.loglife.flow.benchmarks;

import org.jspecify.annotations.NullMarked;
