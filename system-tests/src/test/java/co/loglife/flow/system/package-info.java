/** The whole pipeline under test: real broker, real processes, faults. Few and slow, in the product's words. */
@NullMarked
package co.loglife.flow.system;

import org.jspecify.annotations.NullMarked;
