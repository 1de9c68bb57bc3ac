/**
 * The language of the topics: the records that travel, who they are about, their JSON and where each topic is. Pure: it
 * knows Jackson and nothing else. The field names on the wire are the snake-case forms of the record components.
 */
@NullMarked
package co.loglife.flow.model;

import org.jspecify.annotations.NullMarked;
