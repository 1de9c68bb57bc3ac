package co.loglife.flow.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A request a fake has read.
 *
 * @param nanos when
 * @param headers by lower-case name
 * @param json the body; a missing node where it is no JSON
 */
public record Heard(long nanos, String method, String path, Map<String, String> headers, String body, JsonNode json) {}
