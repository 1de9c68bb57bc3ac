package co.loglife.flow.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * JSON Schemas (2020-12) of the topics' records, made from the records themselves: their components, what may be
 * absent, and what their Javadoc says of each. Unknown fields are allowed everywhere, since a record can grow.
 */
final class Schemas {
    private static final PropertyNamingStrategies.NamingBase SNAKE = new PropertyNamingStrategies.SnakeCaseStrategy();

    /** What the wire has beside a record's components. */
    private static final Map<Class<?>, List<String>> DERIVED =
            Map.of(IncomingMessage.class, List.of("msg_type", "raw_msg"));

    private final ObjectNode root = Json.mapper().createObjectNode();
    private final ObjectNode defs = Json.mapper().createObjectNode();

    private Schemas() {}

    /** The schema of a record of a topic. */
    static ObjectNode of(Class<?> record, String title) {
        Schemas schemas = new Schemas();
        schemas.root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schemas.root.put("title", title);
        schemas.root.setAll(schemas.object(record));
        schemas.root.set("$defs", schemas.defs);
        return schemas.root;
    }

    private ObjectNode object(Class<?> record) {
        Javadoc doc = Javadoc.of(record);
        ObjectNode schema = Json.mapper().createObjectNode().put("type", "object");
        if (!doc.summary.isEmpty()) {
            schema.put("description", doc.summary);
        }
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = Json.mapper().createArrayNode();
        for (RecordComponent component : record.getRecordComponents()) {
            String name = name(component);
            ObjectNode property = schema(component.getGenericType());
            String what = doc.params.get(component.getName());
            if (what != null) {
                property.put("description", what);
            }
            properties.set(name, property);
            if (!mayBeAbsent(component)) {
                required.add(name);
            }
        }
        DERIVED.getOrDefault(record, List.of())
                .forEach(name -> properties
                        .putObject(name)
                        .put("type", "string")
                        .put("description", "derived from content; passed over when read"));
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema;
    }

    private ObjectNode schema(Type type) {
        ObjectNode schema = Json.mapper().createObjectNode();
        if (type instanceof ParameterizedType generic) {
            if (Collection.class.isAssignableFrom((Class<?>) generic.getRawType())) {
                schema.put("type", "array").set("items", schema(generic.getActualTypeArguments()[0]));
                return schema;
            }
            return schema.put("type", "object"); // a map of anything
        }
        Class<?> plain = (Class<?>) type;
        if (plain == String.class) {
            return schema.put("type", "string");
        } else if (plain == User.class) {
            return schema.put("type", "string").put("minLength", 1).put("maxLength", 256);
        } else if (plain == Instant.class) {
            return schema.put("type", "string").put("format", "date-time");
        } else if (plain == int.class || plain == Integer.class || plain == Long.class || plain == long.class) {
            return schema.put("type", "integer");
        } else if (plain == boolean.class) {
            return schema.put("type", "boolean");
        } else if (plain == BigDecimal.class) {
            return schema.put("type", "number");
        } else if (JsonNode.class.isAssignableFrom(plain)) {
            return schema; // anything
        } else if (plain.isEnum()) {
            ArrayNode words = schema.put("type", "string").putArray("enum");
            Arrays.stream(plain.getEnumConstants())
                    .map(word -> Json.mapper().valueToTree(word).asText())
                    .forEach(words::add);
            return schema;
        }
        return schema.put("$ref", "#/$defs/" + define(plain));
    }

    private String define(Class<?> type) {
        String name = named(type);
        if (!defs.has(name)) {
            defs.putObject(name); // before its own parts ask for it
            defs.set(name, type.isSealed() ? oneOfMany(type) : object(type));
        }
        return name;
    }

    /** Told apart by a field; a kind that is not known here is allowed where a reader takes it for unknown. */
    private ObjectNode oneOfMany(Class<?> type) {
        String field = type == Address.class ? "kind" : "type";
        JsonSubTypes.Type[] kinds = type.getAnnotation(JsonSubTypes.class).value();
        ObjectNode schema = Json.mapper().createObjectNode().put("type", "object");
        schema.put("description", Javadoc.of(type).summary);
        schema.putArray("required").add(field);
        ObjectNode told = schema.putObject("properties").putObject(field).put("type", "string");
        if (type == Content.class) {
            told.put("description", "more kinds may come: take one you do not know for unknown");
        } else {
            ArrayNode all = told.putArray("enum");
            Arrays.stream(kinds).forEach(kind -> all.add(kind.name()));
        }
        ArrayNode each = schema.putArray("allOf");
        for (JsonSubTypes.Type kind : kinds) {
            ObjectNode rule = each.addObject();
            rule.putObject("if").putObject("properties").putObject(field).put("const", kind.name());
            rule.putObject("then").put("$ref", "#/$defs/" + define(kind.value()));
        }
        return schema;
    }

    private static String named(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return outer == null ? type.getSimpleName() : named(outer) + type.getSimpleName();
    }

    private static String name(RecordComponent component) {
        JsonProperty own = component.getAccessor().getAnnotation(JsonProperty.class);
        return own == null ? SNAKE.translate(component.getName()) : own.value();
    }

    /** Lists and maps are read as empty ones, numbers and flags as zero and false. */
    static boolean mayBeAbsent(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                || component.getType().isPrimitive()
                || component.getType() == JsonNode.class
                || Map.class.isAssignableFrom(component.getType())
                || Collection.class.isAssignableFrom(component.getType());
    }

    /** What a record's comment says; read from the source, which is beside the tests. */
    private record Javadoc(String summary, Map<String, String> params) {
        private static final Path SOURCES = Path.of("src", "main", "java");
        private static final Pattern TAG = Pattern.compile("@param (\\w+) ([^@]+)");

        static Javadoc of(Class<?> type) {
            Class<?> top = type;
            while (top.getEnclosingClass() != null) {
                top = top.getEnclosingClass();
            }
            try {
                String source = Files.readString(SOURCES.resolve(top.getName().replace('.', '/') + ".java"));
                Matcher comment = Pattern.compile(
                                "/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\s*(?:@\\w+(?:\\((?:[^()]|\\([^()]*\\))*\\))?\\s*)*"
                                        + "(?:public |sealed )*(?:record|interface) " + type.getSimpleName() + "\\b")
                        .matcher(source);
                return comment.find() ? read(comment.group(1)) : new Javadoc("", Map.of());
            } catch (IOException e) {
                throw new IllegalStateException("the sources are not beside the tests", e);
            }
        }

        private static Javadoc read(String comment) {
            String text = comment.replaceAll("(?m)^\\s*\\* ?", " ")
                    .replaceAll("\\{@\\w+ #?([^}]*)}", "$1")
                    .replaceAll("<[^>]+>", "")
                    .replaceAll("\\s+", " ")
                    .strip();
            int tags = text.indexOf("@param");
            Map<String, String> params = new HashMap<>();
            Matcher tag = TAG.matcher(text);
            while (tag.find()) {
                params.put(tag.group(1), tag.group(2).strip());
            }
            return new Javadoc(tags < 0 ? text : text.substring(0, tags).strip(), params);
        }
    }
}
