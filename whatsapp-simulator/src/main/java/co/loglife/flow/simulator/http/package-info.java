/** Answers of both APIs as values, the cut connection among them, and how they reach the wire. */
@NullMarked
package co.loglife.flow.simulator.http;

import org.jspecify.annotations.NullMarked;
