/** A Graph API that accepts everything, in a process of its own, and what it saw. */
@NullMarked
package co.loglife.flow.benchmarks.graph;

import org.jspecify.annotations.NullMarked;
