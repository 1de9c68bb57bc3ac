/** What a webhook becomes, whichever way it came, and the lenient reading of JSON that gets it there. Pure. */
@NullMarked
package co.loglife.flow.ingress.normalized;

import org.jspecify.annotations.NullMarked;
