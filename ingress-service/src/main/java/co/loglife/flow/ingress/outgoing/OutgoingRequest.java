package co.loglife.flow.ingress.outgoing;

import co.loglife.flow.ingress.normalized.Fields;
import co.loglife.flow.model.Address;
import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.InvalidFieldException;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.Reply;
import co.loglife.flow.model.User;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.NamingBase;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A body of {@code POST /messages} to the record it asks for. Programs are told of every field they got wrong. */
public final class OutgoingRequest {
    private static final Set<String> FIELDS =
            Set.of("recipient", "client_type", "line", "kind", "expires_at", "quotes", "message");
    private static final String NO_FIELD = "is no field of a message to send";
    private static final String WEB_LINE = "web";
    private static final int LONGEST_WORD = 100;
    private static final NamingBase WIRE_NAMES = new SnakeCaseStrategy();

    /** Programs are told of a field that would do nothing, in a message too. */
    private static final ObjectReader MESSAGES =
            Json.mapper().reader().with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final ClientType defaultClientType;
    private final String businessLine;

    /**
     * Makes a reader.
     *
     * @param defaultClientType of a request that names none
     * @param businessLine of a Business API request that names no line
     */
    public OutgoingRequest(ClientType defaultClientType, String businessLine) {
        this.defaultClientType = defaultClientType;
        this.businessLine = businessLine;
    }

    /**
     * The record a request asks for.
     *
     * @param id of a message to that recipient
     * @throws InvalidRequest naming the first field that is wrong
     */
    public OutgoingMessage read(JsonNode request, Function<User, String> id, Instant now) throws InvalidRequest {
        requireKnownFields(request);
        ClientType clientType = clientType(words(request, "client_type"));
        Address recipient = recipient(words(request, "recipient"));
        String line = Objects.requireNonNullElse(
                shortText(request, "line"), clientType == ClientType.WEB ? WEB_LINE : businessLine);
        String kind = Objects.requireNonNullElse(shortText(request, "kind"), "notification");
        Instant expiresAt = expiresAt(words(request, "expires_at"), now);
        return new OutgoingMessage(
                id.apply(recipient.user()),
                clientType,
                line,
                recipient.user(),
                recipient,
                null,
                kind,
                now,
                expiresAt,
                words(request, "quotes"),
                message(request.path("message")));
    }

    private static void requireKnownFields(JsonNode request) throws InvalidRequest {
        Set<String> unknown = new TreeSet<>();
        request.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(FIELDS);
        if (!unknown.isEmpty()) {
            throw new InvalidRequest(unknown.iterator().next(), NO_FIELD);
        }
    }

    private ClientType clientType(@Nullable String word) throws InvalidRequest {
        if (word == null || word.equals("whatsapp")) {
            return defaultClientType;
        }
        try {
            return ClientType.of(word);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest("client_type", "must be web or business_api");
        }
    }

    private static Address recipient(@Nullable String text) throws InvalidRequest {
        if (text == null) {
            throw new InvalidRequest("recipient", "is missing or empty");
        }
        Address address;
        try {
            address = Address.parse(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest("recipient", String.valueOf(e.getMessage()));
        }
        return switch (address) {
            case Address.Phone phone -> possible(phone);
            case Address.UserId _, Address.Lid _, Address.Group _ -> address;
            case Address.Broadcast _ -> throw new InvalidRequest("recipient", "must be a person or a group");
        };
    }

    /** A number no country has is a slip of the program's, and best said now. */
    private static Address possible(Address.Phone phone) throws InvalidRequest {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            if (numbers.isPossibleNumber(numbers.parse("+" + phone.id(), null))) {
                return phone;
            }
        } catch (NumberParseException e) {
            // No country code: as impossible as a wrong length.
        }
        throw new InvalidRequest("recipient", "is no possible phone number (country code and number)");
    }

    /** A text or a number, or null when there is none; anything else is a mistake to be told of. */
    private static @Nullable String words(JsonNode request, String field) throws InvalidRequest {
        JsonNode value = request.path(field);
        if (value.isContainerNode() || value.isBoolean()) {
            throw new InvalidRequest(field, "is no text");
        }
        return Fields.words(request, field);
    }

    private static @Nullable String shortText(JsonNode request, String field) throws InvalidRequest {
        String text = words(request, field);
        if (text != null && text.length() > LONGEST_WORD) {
            throw new InvalidRequest(field, "has more than " + LONGEST_WORD + " characters");
        }
        return text;
    }

    private static @Nullable Instant expiresAt(@Nullable String text, Instant now) throws InvalidRequest {
        if (text == null) {
            return null;
        }
        try {
            Instant moment = Instant.parse(text);
            if (!moment.isAfter(now)) {
                throw new InvalidRequest("expires_at", "is over");
            }
            return moment;
        } catch (DateTimeParseException e) {
            throw new InvalidRequest("expires_at", "must look like 2026-03-02T09:00:00Z");
        }
    }

    /** A text alone is a text message. */
    private static Reply message(JsonNode message) throws InvalidRequest {
        try {
            return message.isTextual()
                    ? new Reply.Text(message.textValue())
                    : MESSAGES.treeToValue(required(message), Reply.class);
        } catch (InvalidTypeIdException _) {
            throw new InvalidRequest("message.type", "is no kind of message");
        } catch (UnrecognizedPropertyException e) {
            throw new InvalidRequest(path(e), NO_FIELD);
        } catch (ValueInstantiationException e) {
            throw new InvalidRequest(path(e) + component(e), Json.why(e));
        } catch (JsonMappingException e) {
            throw new InvalidRequest(path(e), Json.why(e));
        } catch (JsonProcessingException e) {
            throw new InvalidRequest("message", Json.why(e));
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest("message", String.valueOf(e.getMessage()));
        }
    }

    private static JsonNode required(JsonNode message) throws InvalidRequest {
        if (!message.isObject()) {
            throw new InvalidRequest("message", "must be a text or an object with a type");
        }
        if (Fields.words(message, "type") == null) {
            throw new InvalidRequest("message.type", "is missing or no text");
        }
        return message;
    }

    private static String path(JsonMappingException e) {
        return "message"
                + e.getPath().stream()
                        .map(step ->
                                step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                        .collect(Collectors.joining());
    }

    /** Which part of the record that could not be made is at fault, where its name is one of the request's. */
    private static String component(ValueInstantiationException e) {
        return e.getCause() instanceof InvalidFieldException invalid
                        && Arrays.stream(e.getType().getRawClass().getRecordComponents())
                                .anyMatch(part ->
                                        WIRE_NAMES.translate(part.getName()).equals(invalid.field()))
                ? "." + invalid.field()
                : "";
    }
}
