/** The whole way: a webhook in, the answer at WhatsApp's door; and what its processes take to start and to stand by. */
@NullMarked
package co.loglife.flow.benchmarks.pipeline;

import org.jspecify.annotations.NullMarked;
