/** What the tests of all modules share: a real broker, records to start from, sample webhooks. */
@NullMarked
package co.loglife.flow.testing;

import org.jspecify.annotations.NullMarked;
