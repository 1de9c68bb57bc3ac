/** The checker is fed with ledgers in which something is wrong, and has to say what. */
@NullMarked
package co.loglife.flow.testing.ledger;

import org.jspecify.annotations.NullMarked;
