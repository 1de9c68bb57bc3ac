package co.loglife.flow.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of the topics: snake-case names, ISO-8601 times, absent rather than null, unknown fields ignored. Reading is
 * bounded in depth and length whatever the source.
 */
public final class Json {
    /** Deeper than any webhook known, far from a stack overflow. */
    private static final int DEEPEST = 64;

    /** A Web client's body of 32 MiB may be one base64 string. */
    private static final int LONGEST_STRING = 34 << 20;

    /** Sets of buffers kept for the next use, of about 16 KiB each. */
    private static final int KEPT_BUFFERS = 64;

    /** Shared by all: a mapper is thread-safe once built. */
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    // Jackson keeps its buffers by thread, and each request has a thread of its own.
                    .recyclerPool(JsonRecyclerPools.newBoundedPool(KEPT_BUFFERS))
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LONGEST_STRING)
                            .build())
                    .build())
            // An emoji takes its 4 bytes, not the 12 of two escapes.
            .enable(JsonGenerator.Feature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** The mapper itself, for trees and for readers with other needs; copy it to change a setting. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /** A record's JSON, UTF-8. */
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) { // our own records always can be written
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a record from its JSON.
     *
     * @param json null when there is none: anybody can write a record without a value
     * @throws UnreadableException when the bytes are no such record; its message holds none of their content
     */
    public static <T> T read(byte @Nullable [] json, Class<T> type) throws UnreadableException {
        if (json == null) {
            throw new UnreadableException("there is no value");
        }
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new UnreadableException("the JSON is null");
            }
            return value;
        } catch (IOException e) {
            throw new UnreadableException(why(e));
        }
    }

    /**
     * What is wrong with a JSON text, without repeating any of it: Jackson's own messages quote the input, which may be
     * somebody's words.
     */
    public static String why(IOException e) {
        if (e instanceof ValueInstantiationException && e.getCause() instanceof IllegalArgumentException ours) {
            return String.valueOf(ours.getMessage());
        }
        if (e instanceof JsonParseException parse) {
            return "not JSON at byte " + parse.getLocation().getByteOffset();
        }
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return "field " + path(mapping) + " has the wrong type or value";
        }
        return "not the JSON expected (" + e.getClass().getSimpleName() + ")";
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
    }
}
