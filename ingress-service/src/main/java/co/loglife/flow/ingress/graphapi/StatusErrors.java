package co.loglife.flow.ingress.graphapi;

import co.loglife.flow.ingress.normalized.Fields;
import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.model.GraphErrors;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Why Meta gave a message up. The same codes come in the answer of a send, where they also decide what follows. */
final class StatusErrors {
    private static final int LONGEST_TITLE = 200;

    private StatusErrors() {}

    static Delivery.Failure failure(JsonNode error) {
        Integer code = code(error);
        String title = Stream.of(
                        Fields.words(error, "title"),
                        Fields.words(error, "message"),
                        Fields.words(error.path("error_data"), "details"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("no reason given");
        return new Delivery.Failure(
                code,
                title.substring(0, Math.min(title.length(), LONGEST_TITLE)),
                Optional.ofNullable(code).flatMap(GraphErrors::classOf).orElse(ErrorClass.REJECTED));
    }

    private static @Nullable Integer code(JsonNode error) {
        BigDecimal code = Fields.decimal(error, "code"); // a number; be ready for a text
        return code == null ? null : code.intValue();
    }
}
