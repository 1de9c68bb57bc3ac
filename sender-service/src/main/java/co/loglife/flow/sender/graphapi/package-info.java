/** Meta's Graph API: how a message becomes a request, and what an answer means. */
@NullMarked
package co.loglife.flow.sender.graphapi;

import org.jspecify.annotations.NullMarked;
