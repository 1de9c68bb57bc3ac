/** Where files live that belong to messages: their bytes never travel on a topic. */
@NullMarked
package co.loglife.flow.runtime.media;

import org.jspecify.annotations.NullMarked;
