package co.loglife.flow.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which way to WhatsApp a message came or goes. */
public enum ClientType {
    /** The Node.js program on whatsapp-web.js, logged in by QR code. */
    @JsonProperty("web")
    WEB("web"),
    /** Meta's Graph API. */
    @JsonProperty("business_api")
    BUSINESS_API("business_api");

    private final String word;

    ClientType(String word) {
        this.word = word;
    }

    /**
     * The client type a word stands for.
     *
     * @throws IllegalArgumentException when the word is neither {@code web} nor {@code business_api}
     */
    public static ClientType of(String word) {
        for (ClientType type : values()) {
            if (type.word.equals(word)) {
                return type;
            }
        }
        throw new IllegalArgumentException("client_type must be web or business_api");
    }

    /** The word on the wire and in settings. */
    public String word() {
        return word;
    }
}
