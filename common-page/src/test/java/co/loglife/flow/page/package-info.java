@NullMarked
package co.loglife.flow.page;

import org.jspecify.annotations.NullMarked;
