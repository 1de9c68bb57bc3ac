/** What else beside WhatsApp can be switched off and on from the page. */
@NullMarked
package co.loglife.flow.simulator.switches;

import org.jspecify.annotations.NullMarked;
