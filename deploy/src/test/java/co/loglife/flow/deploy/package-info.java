/** Checks of the files that run the parts: compose and Kubernetes. */
@NullMarked
package co.loglife.flow.deploy;

import org.jspecify.annotations.NullMarked;
