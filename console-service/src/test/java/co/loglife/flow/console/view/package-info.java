@NullMarked
package co.loglife.flow.console.view;

import org.jspecify.annotations.NullMarked;
