package co.loglife.flow.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A contact card.
 *
 * @param name the formatted name
 * @param phones the numbers on the card, as written
 * @param waIds the phone digits of those numbers that are on WhatsApp
 * @param vcard the card itself where the sender gave one
 */
public record Contact(
        @Nullable String name,
        List<String> phones,
        List<String> waIds,
        @Nullable String vcard) {
    public Contact {
        phones = phones == null ? List.of() : List.copyOf(phones);
        waIds = waIds == null ? List.of() : List.copyOf(waIds);
    }
}
