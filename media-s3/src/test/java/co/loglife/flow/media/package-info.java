@NullMarked
package co.loglife.flow.media;

import org.jspecify.annotations.NullMarked;
