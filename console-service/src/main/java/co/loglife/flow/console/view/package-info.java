/** What the page is shown, as values. Pure: no Kafka client, HTTP, clock or log. */
@NullMarked
package co.loglife.flow.console.view;

import org.jspecify.annotations.NullMarked;
