package co.loglife.flow.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code docs/schemas} is made from the records, and every record holds to it. After a change of a record run this test
 * once with {@code -Dwrite.schemas=true}.
 */
final class SchemasTest {
    private static final Path FOLDER = Path.of("..", "docs", "schemas");
    private static final Instant AT = Instant.parse("2026-03-02T09:00:00.125Z");

    private static final Map<String, Class<?>> FILES = new LinkedHashMap<>(Map.of(
            "incoming", IncomingMessage.class,
            "outgoing", OutgoingMessage.class,
            "delivery", Delivery.class,
            "identity", Identity.class));

    static Stream<Arguments> files() {
        return FILES.entrySet().stream().map(file -> Arguments.of(file.getKey(), file.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void theFileIsWhatTheRecordSays(String name, Class<?> record) throws IOException {
        String schema = Json.mapper()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(Schemas.of(record, "LogLife Flow: " + name))
                + "\n";
        Path file = FOLDER.resolve(name + ".json");
        if (Boolean.getBoolean("write.schemas")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, schema);
        }

        assertThat(Files.readString(file)).isEqualTo(schema);
    }

    static Stream<Arguments> instances() {
        Stream<Arguments> incoming =
                kinds(Content.class).map(kind -> Arguments.of("incoming", message((Content) sample(kind))));
        Stream<Arguments> outgoing =
                kinds(Reply.class).map(kind -> Arguments.of("outgoing", reply((Reply) sample(kind))));
        Stream<Arguments> deliveries =
                Arrays.stream(Delivery.State.values()).map(state -> Arguments.of("delivery", delivery(state)));
        Stream<Arguments> pair = Stream.of(Arguments.of("identity", sample(Identity.class)));
        return Stream.of(incoming, outgoing, deliveries, pair).flatMap(each -> each);
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("instances")
    void everyKindOfRecordHoldsToItsSchema(String schema, Object record) throws IOException {
        JsonNode written = Json.mapper().readTree(Json.write(record));

        assertThat(schema(schema).validate(written)).as(written.toString()).isEmpty();
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("instances")
    void aFieldMoreIsAllowedAndARequiredOneLessIsNot(String name, Object record) throws IOException {
        ObjectNode written = (ObjectNode) Json.mapper().readTree(Json.write(record));
        written.put("a_field_of_a_later_version", 1);
        assertThat(schema(name).validate(written)).isEmpty();

        for (RecordComponent component : record.getClass().getRecordComponents()) {
            if (!Schemas.mayBeAbsent(component)) {
                ObjectNode less = written.deepCopy();
                String field = field(component);
                assertThat(less.remove(field)).as(field).isNotNull();
                assertThat(schema(name).validate(less)).as("without " + field).isNotEmpty();
            }
        }
    }

    @Test
    void aContentOfALaterVersionIsAllowedAndAReplyOfOneIsNot() throws IOException {
        ObjectNode message = (ObjectNode) Json.mapper().readTree(Json.write(message(new Content.Text("hi", null))));
        message.withObject("/content").put("type", "hologram").remove("body");
        assertThat(schema("incoming").validate(message)).isEmpty();

        ObjectNode reply = (ObjectNode) Json.mapper().readTree(Json.write(reply(new Reply.Text("hi"))));
        reply.withObject("/message").put("type", "hologram");
        assertThat(schema("outgoing").validate(reply)).isNotEmpty();
    }

    private static JsonSchema schema(String name) throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(FOLDER.resolve(name + ".json")));
    }

    private static String field(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
    }

    private static Stream<Class<?>> kinds(Class<?> of) {
        return Arrays.stream(of.getAnnotation(JsonSubTypes.class).value()).map(JsonSubTypes.Type::value);
    }

    private static IncomingMessage message(Content content) {
        Address.Phone phone = new Address.Phone("923001234567");
        return new IncomingMessage(
                "wamid.1",
                ClientType.WEB,
                "web",
                "923001234567",
                phone.user(),
                phone,
                null,
                "Aisha",
                content,
                null,
                AT,
                AT,
                Map.of("device", TextNode.valueOf("android")));
    }

    private static OutgoingMessage reply(Reply reply) {
        Address.Phone phone = new Address.Phone("923001234567");
        return new OutgoingMessage(
                "wamid.1:0", ClientType.WEB, "web", phone.user(), phone, "wamid.1", "menu", AT, AT, null, reply);
    }

    private static Delivery delivery(Delivery.State state) {
        return new Delivery(
                "wamid.1:0",
                state,
                "wamid.2",
                1,
                AT,
                new Delivery.Failure(131047, "Re-engagement", ErrorClass.REJECTED),
                ClientType.WEB,
                "web",
                new User("923001234567"),
                null);
    }

    /** An instance with everything in it that may be. */
    private static Object sample(Type type) {
        if (type instanceof ParameterizedType generic) {
            boolean list = Collection.class.isAssignableFrom((Class<?>) generic.getRawType());
            return list ? List.of(sample(generic.getActualTypeArguments()[0])) : Map.of();
        }
        Class<?> plain = (Class<?>) type;
        return switch (plain.getSimpleName()) {
            case "String" -> "https://example.com/a";
            case "User" -> new User("923001234567");
            case "Instant" -> AT;
            case "int", "Integer" -> 3;
            case "Long" -> 4L;
            case "boolean" -> true;
            case "BigDecimal" -> new BigDecimal("24.86");
            case "JsonNode" -> Json.mapper().createObjectNode().put("a", 1);
            case "Media" -> Media.stored("sha256/ab", "image/jpeg", 12, "ab");
            case "Header" -> Reply.Header.of("Above");
            case "Content" -> new Content.Text("hi", null);
            case "Flow" ->
                new Reply.Flow(null, "b", null, "id", null, "l", "t", "draft", "navigate", "s", (JsonNode)
                        sample(JsonNode.class));
            case "Option" -> new Reply.Option("id", "Title");
            case "Section" -> new Reply.ListMenu.Section("T", List.of(new Reply.ListMenu.Row("id", "Title", "d")));
            case "ListMenu" ->
                new Reply.ListMenu(
                        "h", "b", "f", "Open", List.of((Reply.ListMenu.Section) sample(Reply.ListMenu.Section.class)));
            case "CtaUrl" -> new Reply.CtaUrl(Reply.Header.of("h"), "b", "f", "Open", "https://example.com");
            case "VoiceCall" -> new Reply.VoiceCall("b", "Call", 60, "p");
            case "Template" -> new Reply.Template("hello", "en", List.of((JsonNode) sample(JsonNode.class)));
            default -> make(plain);
        };
    }

    private static Object make(Class<?> record) {
        try {
            RecordComponent[] components = record.getRecordComponents();
            Constructor<?> canonical = record.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            canonical.setAccessible(true);
            @Nullable
            Object[] values = Arrays.stream(components)
                    .map(component -> sample(component.getGenericType()))
                    .toArray();
            return canonical.newInstance(values);
        } catch (InvocationTargetException
                | NoSuchMethodException
                | InstantiationException
                | IllegalAccessException e) {
            throw new IllegalStateException("no sample of " + record, e);
        }
    }
}
