/** The Web client on whatsapp-web.js: how a message becomes a request, and what an answer means. */
@NullMarked
package co.loglife.flow.sender.webjs;

import org.jspecify.annotations.NullMarked;
