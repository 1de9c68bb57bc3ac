package co.loglife.flow.ingress.normalized;

import co.loglife.flow.model.Json;
import co.loglife.flow.model.UnreadableException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** Parses a request's bytes, once, straight from the array: so that bytes that are no UTF-8 are refused, not mended. */
public final class Trees {
    /**
     * An element kept whole inside a record lies some levels deeper there, and the topics' readers have a bound too.
     */
    private static final int DEEPEST = 48;

    /** What Meta signed is taken with whatever lies beside its messages; also the most that Jackson writes. */
    private static final int DEEPEST_OF_META = 1_000;

    private static final ObjectReader TOLERANT = reader(DEEPEST_OF_META, false);
    private static final ObjectReader STRICT = reader(DEEPEST, true);

    private Trees() {}

    /**
     * A signed body of Meta's: a repeated key is tolerated, the last one counts.
     *
     * @throws UnreadableException when it is no JSON object
     */
    public static JsonNode ofMeta(byte[] json) throws UnreadableException {
        return object(TOLERANT, json);
    }

    /**
     * A body of our own programs: a repeated key is an error.
     *
     * @throws UnreadableException when it is no JSON object
     */
    public static JsonNode ofOurs(byte[] json) throws UnreadableException {
        return object(STRICT, json);
    }

    /** The element itself when a record can hold it, else the reason it cannot be filed. */
    public static JsonNode requireShallow(JsonNode element) {
        if (isDeeper(element, DEEPEST)) {
            throw new IllegalArgumentException("deeper than " + DEEPEST + " levels");
        }
        return element;
    }

    private static boolean isDeeper(JsonNode tree, int levels) {
        if (!tree.isContainerNode()) {
            return false;
        }
        if (levels == 0) {
            return true;
        }
        for (JsonNode child : tree) {
            if (isDeeper(child, levels - 1)) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode object(ObjectReader reader, byte[] json) throws UnreadableException {
        JsonNode tree;
        try {
            tree = reader.readTree(json);
        } catch (StreamConstraintsException e) {
            throw new UnreadableException("too deep, or a number or name in it too long");
        } catch (IOException e) {
            throw new UnreadableException(Json.why(e));
        }
        if (!tree.isObject()) {
            throw new UnreadableException("not a JSON object");
        }
        return tree;
    }

    private static ObjectReader reader(int deepest, boolean strict) {
        StreamReadConstraints bounds = Json.mapper()
                .getFactory()
                .streamReadConstraints()
                .rebuild()
                .maxNestingDepth(deepest)
                .build();
        return JsonMapper.builder(Json.mapper()
                        .getFactory()
                        .rebuild()
                        .streamReadConstraints(bounds)
                        .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, strict)
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS) // 37.44221496582 stays what it was
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES) // and so does 30.00
                .build()
                .reader();
    }
}
