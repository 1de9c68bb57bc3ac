/**
 * Meta's Graph API as the sender meets it: strict checks of what is sent, answers and errors of Meta's shape, status
 * webhooks, media. The checks and the webhooks' JSON are pure.
 */
@NullMarked
package co.loglife.flow.simulator.graphapi;

import org.jspecify.annotations.NullMarked;
