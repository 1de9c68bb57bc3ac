@NullMarked
package co.loglife.flow.cli.replay;

import org.jspecify.annotations.NullMarked;
