@NullMarked
package co.loglife.flow.console.http;

import org.jspecify.annotations.NullMarked;
